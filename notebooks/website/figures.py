"""Charts as figures of a page: numbered, captioned, with their numbers, files and citation.

A notebook stores the parts of each chart beside its picture, under a type of their own. A page
that is no notebook names a file of such parts: ``{chart} NAME.json``, which :func:`store` writes.
"""

import csv
import io
import json
import re
from base64 import b64decode
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docutils import nodes
from fontTools import subset
from matplotlib import font_manager
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from tables import table

from briefing.charts import palette
from briefing.charts.chart import PARTS, Chart

SVG, LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
TEXT = f"{{{SVG}}}text"
ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", LINK)
#: What stands above and below a picture in words; there the picture itself does without.
ABOVE, BELOW = ("title", "about"), ("key", "source")
STAND_IN = re.compile(r"<!--chart (.*)-->", re.DOTALL)
#: Letters of the site's copy of the charts' font: Latin, punctuation, signs of arithmetic.
LETTERS = [*range(0x20, 0x180), *range(0x2010, 0x2027), 0x2032, 0x20AC, 0x2212, 0x2264, 0x2265]


class Markup(nodes.General, nodes.Element):
    """HTML around other nodes. The search looks into those, not into the HTML itself."""

    def __init__(self, opening: str = "", closing: str = "", *children: nodes.Node, **more: Any):
        super().__init__("", *children, opening=opening, closing=closing, **more)


class ChartDirective(SphinxDirective):
    """``{chart} NAME.json`` shows the chart that :func:`store` wrote there."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Put a stand-in, as for a chart of a notebook."""
        name, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(name)
        return [_stand_in(Path(path).read_text(encoding="utf-8"))]


def store(chart: Chart, path: Path) -> None:
    """Write a chart for the directive ``{chart}``."""
    data, _ = chart._repr_mimebundle_()
    path.write_text(json.dumps(data), encoding="utf-8")


def _stand_in(parts: str) -> nodes.raw:
    return nodes.raw("", f"<!--chart {parts}-->", format="html")


def set_aside(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put a stand-in for each chart of a notebook before the renderer takes its picture alone."""
    if app.env.doc2path(docname).suffix != ".ipynb":
        return
    notebook = json.loads(source[0])
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if PARTS in output.get("data", {}):
                output["data"] = {"text/html": _stand_in(json.dumps(output["data"])).astext()}
    source[0] = json.dumps(notebook)


def place(app: Sphinx, doctree: nodes.document) -> None:
    """Replace each stand-in by its figure, numbered through the page, and write its files."""
    found = [(node, STAND_IN.fullmatch(node.astext())) for node in doctree.findall(nodes.raw)]
    title = doctree.next_node(nodes.title)
    page = title.astext() if title else app.config.project
    charts = [(node, json.loads(match[1])) for node, match in found if match]
    for number, (node, data) in enumerate(charts, 1):
        parts, docname = data[PARTS], app.env.docname
        name = f"{docname.replace('/', '-')}-figure-{number}"
        write_files(Path(app.outdir, "figures"), name, data)
        path = f"{'../' * docname.count('/')}figures/{name}"
        base = app.config.html_baseurl
        address = f" {base.rstrip('/')}/{docname}.html#figure-{number}" if base else ""
        cited = (
            f"{parts['title']}. Figure {number} of “{page}”, in: {app.config.project}, "
            f"version {app.config.release}.{address} {parts['source']}."
        )
        node.replace_self(figure(parts, number, path, cited))


def figure(parts: dict[str, Any], number: int, path: str, cited: str) -> Markup:
    """Build the figure of a chart.

    Parameters
    ----------
    parts : dict
        What :attr:`briefing.charts.Chart.parts` gives.
    number : int
        Its number on the page, and its anchor: ``figure-1``.
    path : str
        Where its files lie, seen from the page, without their ending.
    cited : str
        How to cite it.
    """
    anchor = f"figure-{number}"
    label = f'<a class="chart-number" href="#{anchor}">Figure {number}</a> '
    caption = Markup(f"<figcaption><p>{label}<strong>", "</strong></p>", nodes.Text(parts["title"]))
    about = Markup('<p class="chart-about">', "</p></figcaption>", nodes.Text(parts["about"]))
    notes = [
        Markup('<p class="chart-note">', "</p>", nodes.Text(line))
        for line in (*parts["notes"].splitlines(), parts["source"])
    ]
    numbers = table(parts["columns"], parts["rows"], f"Numbers of figure {number}")
    forms = {"Data (CSV)": "csv", "SVG": "svg", "PNG": "png"}
    links = "".join(
        f'<li><a download href="{escape(path)}.{ending}">{name}</a></li>'
        for name, ending in forms.items()
    )
    below = (
        f'<ul class="chart-links" aria-label="Files of figure {number}">{links}</ul>'
        f'<details class="chart-numbers"><summary>Numbers</summary>{numbers}</details>'
        f'<details class="chart-cite"><summary>Cite</summary><p>{escape(cited)}</p></details>'
    )
    picture = Markup(inline(parts["svg"], anchor, parts["alt"]))
    children = (caption, about, picture, *notes, Markup(below))
    return Markup(f'<figure class="chart" id="{anchor}">', "</figure>", *children)


def write_files(folder: Path, name: str, data: dict[str, Any]) -> None:
    """Write the numbers, the vector and the picture of a chart."""
    folder.mkdir(parents=True, exist_ok=True)
    parts, text = data[PARTS], io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([parts["columns"], *parts["rows"]])
    contents = {"csv": text.getvalue(), "svg": "\n".join(parts["svg"]) + "\n"}
    for ending, content in contents.items():
        (folder / f"{name}.{ending}").write_text(content, encoding="utf-8")
    (folder / f"{name}.png").write_bytes(b64decode(data["image/png"]))


def inline(lines: list[str], anchor: str, alt: str) -> str:
    """Fit a chart's SVG into a page: its colours follow the theme, its width the column."""
    root = ElementTree.fromstring("\n".join(lines).encode())
    groups = {group.get("id"): group for group in root.iter() if group.get("id") in ABOVE + BELOW}
    above, below = (
        [baseline(text) for name in names if name in groups for text in groups[name].iter(TEXT)]
        for names in (ABOVE, BELOW)
    )
    for parent in list(root.iter()):
        for child in list(parent):
            if child in groups.values() or child.tag == f"{{{SVG}}}style":
                parent.remove(child)
    width = root.get("viewBox", "").split()[2]
    top, bottom = max(above) + 5, min(below) - 10
    root.attrib = {
        "viewBox": f"0 {top:g} {width} {bottom - top:g}",
        "role": "img",
        "aria-label": alt,
    }
    text = ElementTree.tostring(root, encoding="unicode")
    used = set(re.findall(r'(?:url\(|href=")#(\w+)', text))
    text = re.sub(r' id="([^"]*)"', lambda m: m[0] if m[1] in used else "", text)
    # Two figures of a page may have marks of one name.
    text = re.sub(r'( id="|url\(#|href="#)', rf"\1{anchor}-", text)
    return re.sub(COLOUR, lambda m: f"var(--chart-{m[1].lower()})", text)


def baseline(text: ElementTree.Element) -> float:
    """Read where a line of text stands, the last number of its place."""
    return float(text.get("transform", "").rstrip(")").split()[-1])


COLOUR = re.compile(f"#({'|'.join(c.removeprefix('#') for c in palette.DARK)})", re.IGNORECASE)


def themed() -> str:
    """Write the style sheet of the charts' colours, light and dark, and of their font."""
    sides = [
        " ".join(f"--chart-{name[1:].lower()}: {colour};" for name, colour in colours)
        for colours in (zip(palette.DARK, palette.DARK, strict=True), palette.DARK.items())
    ]
    face = '@font-face {{ font-family: "DejaVu Sans"; src: url({0}.woff); font-weight: {1}; }}\n'
    return (
        face.format("charts", "normal")
        + face.format("charts-bold", "bold")
        + f":root {{ {sides[0]} }}\n"
        + f'@media screen {{ html[data-theme="dark"] {{ {sides[1]} }} }}\n'
    )


def prepare(app: Sphinx, config: Any) -> None:
    """Write the charts' style sheet and the letters of their font where the site takes them up."""
    folder = Path(app.doctreedir, "charts")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "charts.css").write_text(themed(), encoding="utf-8")
    for name, weight in {"charts": "normal", "charts-bold": "bold"}.items():
        font = font_manager.findfont(font_manager.FontProperties(["DejaVu Sans"], weight=weight))
        options = subset.Options(flavor="woff", hinting=False, recalc_timestamp=False)
        letters, cutter = subset.load_font(font, options), subset.Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(letters)
        subset.save_font(letters, folder / f"{name}.woff", options)
    config.html_static_path.append(str(folder))
    app.add_css_file("charts.css")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_node(
        Markup,
        html=(
            lambda visitor, node: visitor.body.append(node["opening"]),
            lambda visitor, node: visitor.body.append(node["closing"]),
        ),
    )
    app.add_directive("chart", ChartDirective)
    app.connect("config-inited", prepare)
    app.connect("source-read", set_aside)
    app.connect("doctree-read", place)
