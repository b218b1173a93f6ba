"""Tables of a page: captions, scopes, labels for cards on a phone, and numbers to the right."""

import re
from collections.abc import Sequence
from html import escape
from xml.etree import ElementTree

NUMBER = re.compile(r"[−+-]?\d[\d,]*(?:\.\d+)?(?: ?%| points?)?")
WHOLE = re.compile(r"\d+")
YEARS = range(1900, 2101)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    """Write a table as HTML; on a phone each row becomes a card whose lines name their column.

    Parameters
    ----------
    columns : sequence of str
        Names of the columns; the first is that of the rows, and may be empty.
    rows : sequence of sequence of str
        The cells, as text.
    caption : str
        What the table holds.
    """
    # The first column names its rows: a numeral there is a name.
    looks = ["", *(_look([row[n] for row in rows]) for n in range(1, len(columns)))]
    head = "".join(map(_head, columns, looks))
    body = []
    for row in rows:
        cells = [f'<th scope="row">{escape(row[0])}</th>']
        for name, cell, look in list(zip(columns, row, looks, strict=True))[1:]:
            label, text = escape(name, quote=True), escape(_written(cell, look))
            kind = ' class="number"' * bool(look)
            cells.append(f'<td data-label="{label}"{kind}>{text}</td>')
        body.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<table class="cards"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def read(markup: str) -> tuple[list[str], list[list[str]]]:
    """Read columns and rows back from a table that pandas wrote."""
    found = ElementTree.fromstring(markup[markup.index("<table") : markup.index("</table>") + 8])
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in found.iter("tr")]
    return rows[0], rows[1:]


def _look(cells: Sequence[str]) -> str:
    """Tell a column of numbers ("number"), one of them counts ("count"), from one of text ("").

    Words without a digit, such as "not held", may stand among numbers.
    """
    numbers = [cell for cell in cells if any(map(str.isdigit, cell))]
    if not numbers or not all(map(NUMBER.fullmatch, numbers)):
        return ""
    whole = all(map(WHOLE.fullmatch, numbers))
    return "count" if whole and any(int(cell) not in YEARS for cell in numbers) else "number"


def _head(name: str, look: str) -> str:
    """Write the name of a column; a corner without one is no heading."""
    kind = ' class="number"' * bool(look)
    return f'<th scope="col"{kind}>{escape(name)}</th>' if name else "<td></td>"


def _written(cell: str, look: str) -> str:
    return f"{int(cell):,}" if look == "count" and cell.isdigit() else cell
