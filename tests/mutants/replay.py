"""Notebooks replayed cell by cell without a kernel, each cell with no more than it rests on.

A change of data can alter a stored output only through cells that read the changed table. To find
one that shows the change, it is enough to run that cell and the earlier ones it takes names from;
what such a replay gives must be what is stored, or the whole notebook up to the cell is run.
"""

import ast
import contextlib
import io
import symtable
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import nbformat
from IPython.core.formatters import DisplayFormatter

from briefing.charts import Chart, chart
from briefing.facts import official, tables

_FORMAT = DisplayFormatter().format


class Variant(tables.Package):
    """The data of a package once more, with another content in one table if that is given.

    What no change can reach is taken from the package as it was read before.
    """

    def __init__(self, whole: tables.Package, name: str = "", content: bytes = b"") -> None:
        super().__init__(whole.folder, whole.descriptor)
        self.whole, self.name, self.asked = whole, name, set()
        self.changed = {whole.resource(name)["path"]: content} if name else {}

    def content(self, path, *most):
        return self.changed[path] if path in self.changed else super().content(path, *most)

    def memo(self, key, build):
        unchanged = key[0] in ("schema", "compiled") or (key[0] == "parsed" and key[1] != self.name)
        return self.whole.memo(key, build) if unchanged else super().memo(key, build)

    def table(self, name, optional=False):
        self.asked.add(name)
        return super().table(name, optional)

    def reads(self) -> frozenset:
        """Tables that were asked for, and series of which official facts were made.

        To find a series every table of observations is looked through, which makes nothing rest on
        them all.
        """
        asked, index = frozenset(self.asked), official._index(self)
        made = (facts for key, facts in self._kept.items() if key[0] == "facts")
        return asked | {index.rows[n][-1]["series"] for facts in made for n in facts}


@contextlib.contextmanager
def reading(data: Variant) -> Iterator[Variant]:
    """Let the library read these data where no folder is named."""
    with patch.object(tables, "_own", lambda: data):
        yield data


@dataclass
class Cell:
    """One code cell: what it is stored to show, and what showing it takes."""

    notebook: str
    number: int
    sources: list  # compiled, of the cells it rests on and itself
    stored: tuple
    reads: frozenset = frozenset()  # the tables, and of official ones the series, it takes from
    seconds: float = 0.0
    way = "a stored output"

    @property
    def name(self) -> str:
        return f"{self.notebook}, cell {self.number}"

    def shown(self) -> tuple:
        """Run it after what it rests on; give its outputs as text, pictures left out."""
        names = {"__name__": "__main__"}
        for code in self.sources[:-1]:
            _run(code, names)
        return _run(self.sources[-1], names)

    def differs(self) -> bool:
        """Whether it shows anything else than what is stored, a failure included."""
        try:
            return self.shown() != self.stored
        except Exception:  # whatever stops a cell would be seen in the notebook too
            return True


def _compiled(source: str) -> tuple:
    """Split a cell into what is executed and the expression whose value is shown."""
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return compile(tree, "<cell>", "exec"), None
    body = compile(ast.Module(tree.body[:-1], []), "<cell>", "exec")
    return body, compile(ast.Expression(last.value), "<cell>", "eval")


def _imports(source: str) -> tuple:
    """Keep of a cell what it imports."""
    kept = [
        node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    return compile(ast.Module(kept, []), "<imports>", "exec"), None


def _run(code: tuple, names: dict) -> tuple:
    """Execute a compiled cell; return the bundles it displays and the text it prints."""
    bundles, printed = [], io.StringIO()

    def display(*values, raw=False, metadata=None):
        for value in values:
            bundles.append(dict(value) if raw else _FORMAT(value)[0])

    names["display"] = display
    body, expression = code
    # Pictures are left out, so nothing is drawn or laid out.
    unseen = patch.object(chart, "settle", lambda figure: None)
    blank = patch.object(Chart, "_drawn", lambda chart, form, **how: b"")
    with unseen, blank, contextlib.redirect_stdout(printed):
        exec(body, names)
        if expression is not None and (value := eval(expression, names)) is not None:
            display(value)
    return _comparable(bundles, printed.getvalue())


def _comparable(bundles: list[dict], printed: str) -> tuple:
    for bundle in bundles:
        for kind in ("image/png", chart.PARTS):  # the twin tells the same
            bundle.pop(kind, None)
    return bundles, printed


def _stored(outputs: list) -> tuple:
    bundles = [dict(output.data) for output in outputs if "data" in output]
    return _comparable(bundles, "".join(output.get("text", "") for output in outputs))


@dataclass
class _Names:
    """Names a cell's code imports, gives a value (or part of one), and takes from elsewhere."""

    imports: set = field(default_factory=set)
    gives: set = field(default_factory=set)
    takes: set = field(default_factory=set)

    @classmethod
    def of(cls, source: str) -> "_Names":
        found = cls()
        top = symtable.symtable(source, "cell", "exec")
        for table in _with_children(top):
            for symbol in table.get_symbols():
                if table is top and symbol.is_imported():
                    found.imports.add(symbol.get_name())
                elif table is top and symbol.is_assigned():
                    found.gives.add(symbol.get_name())
                if symbol.is_referenced() and (table is top or symbol.is_global()):
                    found.takes.add(symbol.get_name())
        # A column added to a frame changes what an earlier cell made.
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, ast.Store):
                inner = node.value
                while isinstance(inner, (ast.Subscript, ast.Attribute)):
                    inner = inner.value
                if isinstance(inner, ast.Name):
                    found.gives.add(inner.id)
        return found


def _with_children(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _with_children(child)


def _rests_on(number: int, names: list[_Names]) -> list[tuple[int, bool]]:
    """Numbers of the earlier cells that one takes names from, directly or through others.

    With each it is told whether the whole cell is needed, or only what it imports.
    """
    wanted, found = set(names[number].takes), []
    for earlier in range(number - 1, -1, -1):
        if names[earlier].gives & wanted:
            found.insert(0, (earlier, True))
            wanted |= names[earlier].takes
        elif names[earlier].imports & wanted:
            found.insert(0, (earlier, False))
    return found


def under(path: Path, values: dict) -> list[tuple]:
    """Run every cell of a notebook with other values in its cell of parameters.

    Returns
    -------
    list of tuple
        For each code cell its source, and its outputs as text, pictures left out.
    """
    found, names = [], {"__name__": "__main__"}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            found.append((cell.source, _run(_compiled(cell.source), names)))
            if "parameters" in cell.metadata.get("tags", []):
                names.update({name: value for name, value in values.items() if name in names})
    return found


def cells(path: Path, whole: tables.Package) -> list[Cell]:
    """Every cell of a notebook that shows anything, ready to be replayed.

    Parameters
    ----------
    path : Path
        The notebook, stored with its outputs.
    whole : Package
        The data that the stored outputs show.

    Raises
    ------
    AssertionError
        If a cell does not show what is stored: nothing can be told of a change then.
    """
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    sources = [_compiled(cell.source) for cell in code]
    imports = [_imports(cell.source) for cell in code]
    names = [_Names.of(cell.source) for cell in code]
    found = []
    for number, cell in enumerate(code):
        if not cell.outputs:
            continue
        one = Cell(path.stem, number, [], _stored(cell.outputs))
        for before in (_rests_on(number, names), [(n, True) for n in range(number)]):
            rest = [sources[n] if whole else imports[n] for n, whole in before]
            one.sources = [*rest, sources[number]]
            started = time.perf_counter()
            with reading(Variant(whole)) as data:
                same = not one.differs()
            one.seconds = time.perf_counter() - started
            if same:
                break
        assert same, f"{one.name} does not show what is stored; run make notebooks"
        one.reads = data.reads()
        found.append(one)
    return found
