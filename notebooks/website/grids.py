"""Tables written in Markdown as a page shows them: as those of notebooks, and with their links."""

from collections.abc import Iterable
from html import escape

from docutils import nodes
from figures import Markup
from sphinx.application import Sphinx


def lay_out(app: Sphinx, doctree: nodes.document) -> None:
    """Give each table the title of its section, and each cell the name of its column."""
    for table in list(doctree.findall(nodes.table)):
        section = table.parent
        while not isinstance(section, nodes.section):
            section = section.parent
        title = escape(section.next_node(nodes.title).astext())
        head, *rows = table.findall(nodes.row)
        names = [entry.astext() for entry in head.findall(nodes.entry)]
        titles = [_cell('<th scope="col">', entry) for entry in head.findall(nodes.entry)]
        body = [_row(row, names) for row in rows]
        opening = (
            f'<div class="wide" role="region" aria-label="{title}" tabindex="0">'
            f'<table class="cards"><caption class="visually-hidden">{title}</caption>'
        )
        columns = Markup("<thead><tr>", "</tr></thead>", *titles)
        lines = Markup("<tbody>", "</tbody>", *body)
        table.replace_self(Markup(opening, "</table></div>", columns, lines))


def _row(row: nodes.row, names: Iterable[str]) -> Markup:
    first, *others = row.findall(nodes.entry)
    _, *labels = map(escape, names)
    opening = [f'<td data-label="{label}">' for label in labels]
    cells = map(_cell, opening, others)
    return Markup("<tr>", "</tr>", _cell('<th scope="row">', first), *cells)


def _cell(opening: str, entry: nodes.entry) -> Markup:
    """Put what a paragraph of a cell holds into one line of text, and an empty one into none."""
    lines = [nodes.inline("", "", *part.children) for part in entry.children if part.astext()]
    return Markup(opening, f"</{opening[1:3]}>", *lines)


def setup(app: Sphinx) -> None:
    """Register with Sphinx, after the figures."""
    app.setup_extension("figures")
    app.connect("doctree-read", lay_out)
