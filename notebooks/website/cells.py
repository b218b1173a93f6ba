"""Cells of a notebook as a page shows them: the result first, its code folded below."""

from html import escape

from docutils import nodes
from figures import Markup
from sphinx.application import Sphinx
from tables import read, table

LONG = 20  # rows; a longer table is folded, so that the page stays short


def lay_out(app: Sphinx, doctree: nodes.document) -> None:
    """Leave out cells that show nothing; put code after its result, and tables in our form."""
    for cell in list(doctree.findall(nodes.container)):
        if cell.get("nb_element") != "cell_code":
            continue
        parts = {part.get("nb_element"): part for part in cell.children}
        result = parts.get("cell_code_output")
        if result is None:
            cell.parent.remove(cell)
        elif cell.attributes.pop("hide_mode", None) == "input":
            fold = '<details class="code"><summary>Show the code</summary>'
            code = Markup(fold, "</details>", parts["cell_code_source"])
            cell.children = []
            cell.extend([result, code])
    drawn = [node for node in doctree.findall(nodes.raw) if "<table" in node.astext()]
    for number, node in enumerate(drawn, 1):
        node.replace_self(Markup(_table(node, number)))


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
