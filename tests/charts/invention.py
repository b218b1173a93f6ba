"""Invented facts, and what is read back from a chart."""

from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex

from briefing.facts.fact import Derived, Fact, Published
from briefing.facts.scope import Scope, vocabulary
from briefing.facts.tables import package
from briefing.quantity import Quantity
from conftest import TESTS

PACKAGE = package(TESTS / "data")
WORDS = vocabulary(PACKAGE)
GROWTH = "growth of value added, year on year"
ABOVE = "industry above designated size"
PROVINCES = ("XA-N", "XA-S", "XA-E", "XA-W")


def fact(
    value,
    unit="percent",
    *,
    area="XA",
    population=ABOVE,
    period="2031-05",
    measure=GROWTH,
    kind="rate",
    vintage="revised",
    series="growth",
    confidence="primary",
    assuming=None,
    **scope,
):
    """A published fact; with ``assuming`` a computed one. A number is as if printed."""
    share = kind == "share"
    if not isinstance(value, Quantity):
        value = Quantity.rounded(value, unit, share=share)
    about = Scope(measure, population, area, period, vintage=vintage, kind=kind, **scope)
    id = f"{series}/{population}/{area}/{period}/{vintage}"
    origin = Published(series, "Arcadian Statistics", "", "", "", confidence, "t.csv", 2)
    if assuming:
        id, origin = f"{id}, {assuming}", Derived("reading", (), (assuming,))
    return Fact(id, value, about, origin, vocabulary=WORDS)


def axes_of(chart):
    (axes,) = chart.figure.axes
    return axes


def texts(chart):
    """Every text of a picture on one line each."""
    axes = axes_of(chart)
    shown = [*chart.figure.texts, *axes.texts, axes.xaxis.label]
    return {t.get_text().replace("\n", " ").replace("\xa0", " ") for t in shown} - {""}


def marks(chart):
    """Dots and diamonds: x, y, marker and face."""
    (dots,) = [c for c in axes_of(chart).collections if isinstance(c, PathCollection)]
    kinds = ["D" if len(path.vertices) == 5 else "o" for path in dots.get_paths()]
    faces = [to_hex(face).upper() for face in dots.get_facecolors()]
    return [
        (*map(float, at), *of)
        for at, of in zip(dots.get_offsets(), zip(kinds, faces, strict=True), strict=True)
    ]


def bars_of(chart):
    """Bars: where they begin and end, and their hatch."""
    return [
        (round(p.get_x(), 6), round(p.get_x() + p.get_width(), 6), p.get_hatch())
        for p in axes_of(chart).patches
    ]
