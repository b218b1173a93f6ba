"""What a notebook must be, besides giving the outputs it stores."""

import ast
import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import nbformat
import pages
import pytest
from nbconvert.exporters import ScriptExporter
from nbval.plugin import find_comment_markers, find_metadata_tags

from briefing.charts.chart import PARTS
from briefing.facts.numerals import NUMERAL
from briefing.facts.said import briefings, registry

ROOT = Path(__file__).parents[2]
NOTEBOOKS = {path.stem: pages.read(path) for path in pages.listed()}
#: Words that count nothing where the README uses them: a pronoun, and the order of a list.
PROSE = {"one", "first", "second", "third", "once", "both", "half", "quarter", "single"}


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


each = pytest.mark.parametrize("notebook", NOTEBOOKS.values(), ids=NOTEBOOKS)


def registered():
    """Every number the registry carries, as it would be written in prose."""
    names = "zero one two three four five six seven eight nine ten".split()
    allowed = set()
    for briefing in briefings():
        for figure in registry(briefing).values():
            if figure.quantity is not None and figure.quantity.point is not None:
                text = f"{float(figure.quantity.point):g}"
                allowed |= {text, f"{text}%"}
                allowed |= {names[int(text)]} if text.isdigit() and int(text) <= 10 else set()
                allowed |= {"fifty"} if text == "50" else set()
    return allowed


def unregistered(text):
    """Numerals of the README that no figure carries; dates, links, code and names aside."""
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|fifth economic census|100 million yuan", " ", text)
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    text = re.sub(rf"(?:\d{{1,2}} )?(?:{months}) \d{{4}}|\b(?:19|20)\d\d\b", " ", text)
    text = re.sub(r"(?m)^(#+|\d+\.) (\d+\.? )?", "", text)
    found = (match.group().lower().replace(" ", "") for match in NUMERAL.finditer(text))
    return [numeral for numeral in found if numeral not in registered() | PROSE]


def test_no_number_is_typed_into_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    text = re.sub(r"(?s)```.*?```|<[^>]*>", " ", text)
    assert unregistered(text) == []
    assert unregistered("Two of them made 33.9 %, not 31.7 %.") == ["two", "33.9%"]


ONE_LINERS = re.findall(
    r'(?m)^python -c "(.*)"  # (.*)$', (ROOT / "README.md").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("code_", "printed"), ONE_LINERS, ids=[c[:45] for c, _ in ONE_LINERS])
def test_one_liners_of_the_readme_print_what_it_says(code_, printed):
    run = [sys.executable, "-c", code_]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert done.stdout.strip() == printed


def test_the_readme_shows_a_stored_result():
    pictures = [
        b64decode(output.data["image/png"])
        for cell in code(NOTEBOOKS["00-the-briefing-at-a-glance"])
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    shown = "notebooks/website/static/shares.png"
    assert (ROOT / shown).read_bytes() == pictures[0]
    assert f"({shown})" in (ROOT / "README.md").read_text(encoding="utf-8")


@each
def test_every_cell_is_stored_as_executed(notebook):
    # The comparison of outputs passes over a cell without a count, so there must be none.
    counts = [cell.execution_count for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1))
    assert all(output.output_type != "error" for cell in code(notebook) for output in cell.outputs)


def escapes(notebook):
    """What in a notebook would keep a wrong output from being noticed."""
    found, given = [], {}
    for number, cell in enumerate(code(notebook)):
        found += [f"cell {number}: nbval's mark {mark}" for mark in marks(cell)]
        tree = ast.parse(cell.source)
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and catches_all(node):
                found.append(f"cell {number}: catches every error")
        if tree.body and isinstance(tree.body[-1], ast.Expr) and not cell.outputs:
            found.append(f"cell {number}: ends in a result and shows none")
        for name in assigned(tree):
            if given.setdefault(name, number) != number:
                found.append(f"cell {number}: assigns {name}, as cell {given[name]} does")
    return found


def marks(cell):
    """The tags and comments of a cell with which nbval leaves something out."""
    tags, comments = find_metadata_tags(cell.metadata), find_comment_markers(cell.source)
    return [mark if isinstance(mark, str) else mark[0] for mark in (*tags, *comments)]


def catches_all(handler):
    return handler.type is None or ast.unparse(handler.type) in ("Exception", "BaseException")


def assigned(tree):
    """The names a cell gives a value, but for those that live within one expression."""
    inner = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda)
    todo, found = [tree], set()
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        todo += [child for child in ast.iter_child_nodes(node) if not isinstance(child, inner)]
    return found


@each
def test_no_cell_escapes_the_comparison(notebook, pytestconfig):
    assert escapes(notebook) == []
    option = pytestconfig.option
    assert option.nbval and not (option.nbval_lax or option.nbval_sanitize_with)


@pytest.mark.parametrize(
    ("source", "tag", "seen"),
    [
        ("# NBVAL_IGNORE_OUTPUT\nx = 1", "", "nbval's mark check"),
        ("x = 1  \n  #  NBVAL_SKIP", "", "nbval's mark skip"),
        ("# NBVAL_RAISES_EXCEPTION\nx = 1", "", "nbval's mark check_exception"),
        ("x = 1", "nbval-ignore-output", "nbval's mark check"),
        ("x = 1", "nbval-skip", "nbval's mark skip"),
        ("x = 1", "raises-exception", "nbval's mark check_exception"),
        ("try:\n    x = 1\nexcept:\n    x = 2", "", "catches every error"),
        ("try:\n    x = 1\nexcept Exception:\n    x = 2", "", "catches every error"),
        ("x = 1\nx", "", "ends in a result and shows none"),
        ("before = [before for before in (1, 2)]", "", "assigns before, as cell 0 does"),
        ("for before in (1, 2):\n    pass", "", "assigns before, as cell 0 does"),
        ("x, (before, *_) = 1, (2, 3)", "", "assigns before, as cell 0 does"),
        ("before += 1", "", "assigns before, as cell 0 does"),
        ("x = [before for before in (1, 2)]", "", None),
    ],
)
def test_the_check_of_cells_can_fail(source, tag, seen):
    cells = [nbformat.v4.new_code_cell(text) for text in ("before = 1", source)]
    cells[1].metadata["tags"] = ["hide-input", *([tag] if tag else [])]
    found = escapes(nbformat.v4.new_notebook(cells=cells))
    assert found == ([f"cell 1: {seen}"] if seen else [])


@each
def test_cells_are_short_and_define_nothing(notebook):
    for cell in code(notebook):
        assert "hide-input" in cell.metadata.get("tags", []), "on the site, its code is not folded"
        assert len(cell.source.splitlines()) <= 15, cell.source
        assert not cell.source.rstrip().endswith(";"), cell.source
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        assert not any(isinstance(node, kinds) for node in ast.walk(ast.parse(cell.source)))


@each
def test_it_asks_answers_and_says_what_it_cannot_tell(notebook):
    headings = [
        line for cell in prose(notebook) for line in cell.source.splitlines() if line[:1] == "#"
    ]
    assert [line for line in headings if line.startswith("# ")] == headings[:1]
    assert headings[0].endswith("?")
    assert "## What this cannot tell us" in headings
    first = next(cell for cell in code(notebook) if cell.outputs)
    points = first.outputs[-1].data["text/markdown"]
    assert f"\n{points}".count("\n- ") >= 3
    assert ".ipynb)" in notebook.cells[-1].source


@each
def test_it_exports_to_a_script_that_needs_no_notebook(notebook):
    script, about = ScriptExporter().from_notebook_node(notebook)
    assert about["output_extension"] == ".py"
    # Only a notebook knows `display` and magic commands without an import.
    check = [sys.executable, "-m", "ruff", "check", "--isolated", "--select=F821", "-"]
    done = subprocess.run(check, input=script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    if notebook is NOTEBOOKS["your-own-claim"]:
        run = [sys.executable, "-c", script]
        subprocess.run(run, cwd=ROOT / "notebooks", capture_output=True, check=True)


@each
def test_every_picture_has_alt_text_a_twin_and_the_parts_of_a_figure(notebook):
    for cell in code(notebook):
        pictures = [o for o in cell.outputs if "image/png" in o.get("data", {})]
        assert len(pictures) <= 1
        assert not any(output.output_type == "stream" for output in cell.outputs)
        for picture in pictures:
            alt, parts = picture.metadata["image/png"]["alt"], picture.data[PARTS]
            title, *numbers, source = picture.data["text/plain"].splitlines()
            assert len(alt) > 40 and alt == parts["alt"]
            assert len(title.split()) <= 10 and title in alt and title == parts["title"]
            assert len(numbers) > len(parts["rows"]) > 0 and source.startswith("Source: ")


@each
def test_outputs_hold_no_memory_address_and_no_path(notebook):
    text = "".join(str(cell.outputs) for cell in code(notebook) if cell.outputs)
    text = re.sub(r"'image/png': '[^']*'", "", text)
    assert not re.search(r"0x[0-9a-f]{6,}|/(?:home|root|tmp)/|C:\\\\", text)


def test_links_between_notebooks_lead_somewhere():
    texts = [cell.source for notebook in NOTEBOOKS.values() for cell in prose(notebook)]
    texts.append((pages.WEBSITE / "index.md").read_text(encoding="utf-8"))
    targets = {target for text in texts for target in re.findall(r"\(([\w-]+\.ipynb)\)", text)}
    assert targets == {f"{name}.ipynb" for name in NOTEBOOKS}
