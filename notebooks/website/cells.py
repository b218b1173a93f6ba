"""Cells of a notebook as a page shows them: the result first, its code folded below."""

import re
from html import escape

from docutils import nodes
from figures import Markup
from sphinx.application import Sphinx
from tables import read, table

from briefing import assumptions

LONG = 20  # rows; a longer table is folded, so that the page stays short


def lay_out(app: Sphinx, doctree: nodes.document) -> None:
    """Leave out cells that show nothing; put code after its result, and tables in our form.

    What a notebook assumes is told in words, below its main points.
    """
    told: list[nodes.Node] = []
    for cell in list(doctree.findall(nodes.container)):
        if cell.get("nb_element") != "cell_code":
            continue
        parts = {part.get("nb_element"): part for part in cell.children}
        result, code = parts.get("cell_code_output"), parts["cell_code_source"]
        if result is None:
            if "parameters" in cell["cell_metadata"].get("tags", []):
                told = [*_assumed(code.astext()), _folded("Show what can be changed", code)]
            cell.parent.remove(cell)
        elif cell.attributes.pop("hide_mode", None) == "input":
            cell.children = []
            cell.extend([result, _folded("Show the code", code), *told])
            told = []
    drawn = [node for node in doctree.findall(nodes.raw) if "<table" in node.astext()]
    for number, node in enumerate(drawn, 1):
        node.replace_self(Markup(_table(node, number)))


def _folded(summary: str, code: nodes.Node) -> Markup:
    return Markup(f'<details class="code"><summary>{summary}</summary>', "</details>", code)


def _assumed(code: str) -> list[nodes.Node]:
    """Say in a sentence what a cell of assumptions assumes, in the words of their table."""
    known = assumptions()
    rows = known.of(re.findall(r"^(\w+) = ", code, re.MULTILINE))
    parts = [f"{row.meaning[0].lower()}{row.meaning[1:]} ({row.shown})" for row in rows]
    return [nodes.paragraph("", f"Assumed: {'; '.join(parts)}.")] if parts else []


def _table(node: nodes.raw, number: int) -> str:
    """Write a table under the title of its section; a long one is folded."""
    section = node.parent
    while not isinstance(section, nodes.section):
        section = section.parent
    title = section.next_node(nodes.title).astext()
    columns, rows = read(node.astext())
    caption = f"Table {number}. {title}"
    written = (
        f'<div class="wide" role="region" aria-label="{escape(caption)}" tabindex="0">'
        f"{table(columns, rows, caption)}</div>"
    )
    if len(rows) <= LONG:
        return written
    return (
        f'<details class="long"><summary>{escape(caption)} ({len(rows)} rows)</summary>'
        f"{written}</details>"
    )


def setup(app: Sphinx) -> None:
    """Register with Sphinx, after the figures."""
    app.setup_extension("figures")
    app.connect("doctree-read", lay_out)
