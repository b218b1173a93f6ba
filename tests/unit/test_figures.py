"""Charts as figures of a page, and tables as a page shows them."""

import csv
import json
import re
from xml.etree import ElementTree

import figures
import pytest
import tables
from test_layout import KINDS

from briefing.charts import Table, palette

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@each_kind
def test_the_files_of_a_figure_hold_what_was_drawn(kind, tmp_path):
    chart = kind.example()
    figures.store(chart, tmp_path / "chart.json")
    data = json.loads((tmp_path / "chart.json").read_text(encoding="utf-8"))
    figures.write_files(tmp_path / "figures", "a-page-figure-1", data)
    png, svg, table = (
        tmp_path / "figures" / f"a-page-figure-1.{end}" for end in ("png", "svg", "csv")
    )
    assert png.read_bytes() == chart.png() and svg.read_text(encoding="utf-8") == chart.svg()
    with open(table, encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    held = [{name: row[columns.index(str(name))] for name in chart.data.columns} for row in rows]
    assert held == chart.data.map(str).to_dict("records")


def test_the_numbers_of_a_figure_are_in_its_table_and_its_vector():
    facts = KINDS["ranking"].rates()
    parts = KINDS["ranking"].example().parts
    assert {cell for row in parts["rows"] for cell in row} >= {str(fact) for fact in facts}
    written = "".join(ElementTree.fromstring("\n".join(parts["svg"])).itertext())
    assert all(str(fact).removesuffix(" %") in written for fact in facts)


@each_kind
def test_within_a_page_a_vector_takes_its_colours_and_has_names_of_its_own(kind):
    parts = kind.example().parts
    drawn = [figures.inline(parts["svg"], f"figure-{n}", parts["alt"]) for n in (1, 2)]
    for colour in palette.DARK:
        assert colour.lower() not in drawn[0].lower()
    for name in set(re.findall(r"var\(--chart-(\w+)\)", drawn[0])):
        assert figures.themed().count(f"--chart-{name}: ") == 2
    ids = [set(re.findall(r' id="([^"]*)"', one)) for one in drawn]
    assert not ids[0] & ids[1]
    assert {*re.findall(r'(?:url\(|href=")#([\w-]+)', drawn[0])} == ids[0]
    root = ElementTree.fromstring(drawn[0])
    assert root.get("aria-label") == parts["alt"]
    # What the caption says is cut off, and nothing else.
    _, top, _, height = map(float, root.get("viewBox").split())
    lines = {text.text: figures.baseline(text) for text in root.iter(f"{{{figures.SVG}}}text")}
    assert lines and all(top + 5 < at < top + height for at in lines.values())
    assert parts["source"][:30] not in "".join(lines)


def test_a_figure_names_itself_and_the_search_finds_its_words_alone():
    parts = KINDS["ranking"].example().parts
    figure = figures.figure(parts, 3, "../figures/page-figure-3", "How to cite.")
    assert figure["opening"] == '<figure class="chart" id="figure-3">'
    assert set(figure.astext().split()) == set(
        " ".join(parts[name] for name in ("title", "about", "notes", "source")).split()
    )
    html = "".join(node["opening"] for node in figure.findall(figures.Markup))
    links = re.findall(r'href="([^"]*)"', html)
    assert links[0] == "#figure-3" and "How to cite." in html
    assert [*links[-3:]] == [f"../figures/page-figure-3.{end}" for end in ("csv", "svg", "png")]


def test_a_table_is_read_back_from_pandas_and_written_for_a_page():
    frame = pytest.importorskip("pandas").DataFrame(
        {
            "at first": ["52", "1927"],
            "year": ["1999", "2024"],
            "growth": ["not held", "−1.2 %"],
            "what": ["a < b", "9 to 5"],
        },
        index=["x", "9000"],
    )
    columns, rows = tables.read(Table(frame)._repr_html_())
    assert columns == ["", *frame.columns] and rows == [
        [name, *row] for name, row in zip(frame.index, frame.to_numpy().tolist(), strict=True)
    ]
    html = tables.table(columns, rows, "A & B")
    root = ElementTree.fromstring(html)
    assert root.findtext("caption") == "A & B"
    corner, *names = root.find("thead/tr")
    assert corner.tag == "td" and [name.text for name in names] == [
        *("at first", "year", "growth", "what")
    ]
    head, *cells = root.find("tbody")[1]
    assert (head.tag, head.get("scope"), head.text) == ("th", "row", "9000")
    assert [(c.text, c.get("class"), c.get("data-label")) for c in cells] == [
        ("1,927", "number", "at first"),
        ("2024", "number", "year"),
        ("−1.2 %", "number", "growth"),
        ("9 to 5", None, "what"),
    ]
