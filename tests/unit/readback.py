"""Reads a chart's numbers back from its picture, to be set beside what its twin says.

Places are read as a reader reads them: where a mark is drawn, against the axis as it is drawn.
Every visible artist is read once; what nobody reads is drawn without the twin saying so.
"""

import csv
import re
from itertools import permutations
from math import isfinite
from pathlib import Path

import numpy as np
import pytest
from layout import drawn_ticks, shown_texts
from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

REGIONS = Path(__file__).parents[2] / "data" / "vocabulary" / "areas.csv"
NUMBER = r"[−-]?\d+(?:\.\d+)?"
RANKED = ("value", "lower", "upper", "mark")  # what the columns of a ranking's twin may be
GAP = "not published"
EXACT = 1e-7  # what reading a place from the picture may be off


def readings(chart):
    """What a chart's picture shows and what its twin says: equal, if both come from one frame.

    The third is what differs in colour alone: what looks alike, and its colours.
    """
    picture = Picture(chart.canvas)
    kind = chart.alt.partition(" showing ")[0]
    seen, said = READERS[kind](picture, chart)
    seen |= {"title": picture.title, "source": picture.source, "unread": picture.unread}
    said |= {"title": chart.title, "source": chart.source, "unread": []}
    alike = {apart: colours for apart, colours in picture.looks.items() if len(colours) > 1}
    return seen, said, alike


class Picture:
    """What is drawn on a canvas, each artist to be read once.

    ``looks`` keeps the colours of all that looks alike to a reader who sees no colour.
    """

    def __init__(self, canvas):
        canvas.draw_without_rendering()
        (self.axes,) = canvas.axes
        self.looks = {}
        self.unread = visible(canvas)
        frame = self.axes.get_window_extent()
        texts = self.take(Text, lambda text: text in canvas.texts)
        texts.sort(key=lambda text: -text.get_window_extent().y1)
        self.title, *self.head = [
            plain(text.get_text()) for text in texts if text.get_window_extent().y0 > frame.y1
        ]
        *self.note, self.source = [
            plain(text.get_text()) for text in texts if text.get_window_extent().y0 < frame.y0
        ]

    def take(self, kind, wanted=lambda artist: True):
        """Read the artists of a kind that are wanted."""
        taken = [artist for artist in self.unread if isinstance(artist, kind) and wanted(artist)]
        self.unread = [artist for artist in self.unread if artist not in taken]
        return taken

    def place(self, artist):
        """Where an artist stands, in the axes' numbers: a row a point."""
        if isinstance(artist, Text):
            pixels = np.array([middle(artist)])
        elif isinstance(artist, PathCollection):
            pixels = artist.get_offset_transform().transform(artist.get_offsets())
        else:
            pixels = artist.get_transform().transform(artist.get_path().vertices)
        frame = self.axes.get_window_extent().padded(1)
        if artist.get_clip_on() and not isinstance(artist, Text):
            inside = [frame.contains(*pixel) for pixel in pixels if np.isfinite(pixel).all()]
            assert all(inside), f"{artist} is cut off by the frame"
        return self.axes.transData.inverted().transform(pixels)

    def span(self, artist):
        """Left end, right end and middle height of an artist."""
        x, y = self.place(artist).T
        return float(x.min()), float(x.max()), float(y.min() + y.max()) / 2

    def texts(self):
        """Read the texts on the axes that belong to neither axis nor legend."""
        return self.take(Text, lambda text: text in self.axes.texts)

    def scale(self, axis, limits):
        """Read an axis of numbers, each of which must stand at its place; give its label."""
        for tick in drawn_ticks(axis, limits):
            x, y = tick.get_position()
            at = x if axis is self.axes.xaxis else y
            assert number(tick.get_text()) == pytest.approx(at, abs=EXACT), tick
            self.take(Text, lambda text, tick=tick: text is tick)
        assert len(drawn_ticks(axis, limits)) > 1
        self.take(Text, lambda text: text is axis.label)
        return plain(axis.label.get_text())

    def across(self):
        """Read the horizontal axis of numbers."""
        return self.scale(self.axes.xaxis, self.axes.get_xlim())

    def legend(self):
        """Read the legend: each mark and its text."""
        (legend,) = self.take(Legend)
        texts = legend.get_texts()
        self.take(Text, lambda text: text in texts)
        return list(zip(legend.legend_handles, [text.get_text() for text in texts], strict=True))

    def look(self, apart, *colours):
        """Keep the colours of marks that one who sees no colour tells from others by ``apart``."""
        self.looks.setdefault(apart, set()).update(map(to_hex, colours))


def visible(canvas):
    """Every artist that is drawn, but for the empty frame it is drawn in."""
    (axes,) = canvas.axes
    frame = [canvas.patch, axes, axes.patch, axes.xaxis, axes.yaxis, *axes.spines.values()]
    inside = [*canvas.get_children(), *axes.get_children()]
    found = [artist for artist in inside if artist not in frame and not isinstance(artist, Text)]
    found = [artist for artist in found if artist.get_visible() and not is_empty(artist)]
    written = [artist for artist in inside if isinstance(artist, Text)]
    written += [text for text in shown_texts(canvas) if text not in written]
    return found + [text for text in written if text.get_visible() and text.get_text().strip()]


def is_empty(artist: Artist) -> bool:
    """Whether nothing is seen of an artist: a gap, or a bar of no length."""
    if isinstance(artist, Line2D):
        return not np.isfinite(artist.get_xydata().astype(float)).all(axis=1).any()
    if isinstance(artist, Rectangle):
        return not (artist.get_width() and artist.get_height())
    return False


# -- what is written -----------------------------------------------------------------------------


def plain(text):
    """Join the lines of a text; a line that ends in a hyphen was broken there."""
    return " ".join(re.sub(r"(?<=\w-)\n", "", text).split())


def number(text):
    """The first number in a text."""
    return float(re.search(NUMBER, text).group().replace("−", "-"))


def decimals(text):
    return len(text.partition(".")[2])


def written(cell):
    """A number of the twin: with three decimals it may be rounded, with fewer it is exact."""
    if cell in ("", GAP):
        return None
    shown = re.search(NUMBER, cell).group()
    return pytest.approx(number(cell), abs=EXACT + 0.0005 * (decimals(shown) == 3))


def level(text):
    """A line to compare with stands at the last number of its text."""
    return written(re.findall(NUMBER, text)[-1])


def ends(interval):
    """Both ends of an interval of the twin, each with whether it is possible itself.

    An end with two decimals may be rounded outward, any other is exact.
    """
    left, low, high, right = re.fullmatch(r"([\[(])(.+), (.+)([\])])", interval).groups()
    found = []
    for shown, inward in ((low, 0.005), (high, -0.005)):
        rounded = decimals(shown) == 2
        found.append(
            None
            if "∞" in shown
            else pytest.approx(number(shown) + inward * rounded, abs=EXACT + 0.005 * rounded)
        )
    return found[0], left == "[", found[1], right == "]"


def point(text):
    """The printed or computed point in a quantity's text; a bound or a mere range has none."""
    if text.startswith(("over", "under", "at least", "at most", "more than", "unknown")):
        return None
    if " to " in text and "(" not in text:
        return None
    shown = re.search(NUMBER, text).group()
    rounded = 0.5 / 10 ** decimals(shown) if "(" in text else 0
    return pytest.approx(number(shown), abs=EXACT + rounded)


def notes(chart, word):
    """What the twin's notes say after a word."""
    return re.findall(f"^{word}: (.*)$", chart.notes, re.MULTILINE)


# -- marks ---------------------------------------------------------------------------------------


def is_hollow(mark):
    return to_hex(mark.get_markerfacecolor()) == "#ffffff"


def is_guide(mark):
    """Whether a line only leads the eye: thin, faint and without a mark."""
    return mark.get_marker() == "None" and mark.get_linewidth() < 1


def shape(mark):
    """What one who sees no colour tells a line by."""
    return mark.get_marker(), mark.get_linestyle(), is_guide(mark)


def middle(artist):
    """The middle of what is drawn, in pixels."""
    box = artist.get_window_extent()
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def level_with(picture, text, places):
    """Whether a text has its middle at the height of a place, but for two pixels."""
    _, height = picture.axes.transData.transform(places[-1])
    return abs(height - middle(text)[1]) <= 2


# -- rows with a name above each -----------------------------------------------------------------


def rows(picture, marks):
    """Group marks by their height, from top to bottom."""
    assert picture.axes.yaxis_inverted()
    found = {}
    for mark in marks:
        found.setdefault(round(picture.span(mark)[2], 6), []).append(mark)
    return dict(sorted(found.items()))


def captions(picture, heights):
    """Read what stands over each row and nearer to it than to the row above, from the left."""
    found = {height: [] for height in heights}
    texts = picture.texts()
    for text in sorted(texts, key=lambda text: picture.span(text)[0]):
        middle = picture.span(text)[2]
        found[min(height for height in heights if height > middle)].append(text.get_text())
    return found


def quantities(chart):
    """Each row of a twin of quantities, with its text as it is drawn."""
    for name, (text, interval) in chart.data.iterrows():
        yield name, text.replace("percentage points", "points"), text, interval


def bars(picture, chart):
    """Solid as far as is certain, hatched as far as is possible; an arrow for no end."""
    arrows = picture.take(Line2D, lambda line: line.get_marker() == ">")
    marks = rows(picture, picture.take(Rectangle))
    right = picture.axes.get_xlim()[1]
    open_at = {round(picture.span(arrow)[2], 6) for arrow in arrows}
    drawn = []
    for height, (*texts,) in captions(picture, marks).items():
        reach = {"solid": (0.0, 0.0), "hatched": None}
        for mark in marks[height]:
            what = "hatched" if mark.get_hatch() else "solid"
            picture.look(what, mark.get_edgecolor() if mark.get_hatch() else mark.get_facecolor())
            reach[what] = picture.span(mark)[:2]
        start, certain = reach["solid"]
        begin, possible = reach["hatched"] or (certain, certain)
        assert start == pytest.approx(0, abs=EXACT) and begin == pytest.approx(certain, abs=EXACT)
        if height in open_at and possible == pytest.approx(right):
            possible = None
        drawn.append((*texts, certain, possible))
    for arrow in arrows:
        picture.look("arrow", arrow.get_color())
    told = [
        (name, shown, low, high)
        for name, shown, _, interval in quantities(chart)
        for low, _, high, _ in [ends(interval)]
    ]
    key = "solid: certain, hatched: possible"
    return {"bars": drawn, "key": picture.across()[-len(key) :]}, {"bars": told, "key": key}


def intervals(picture, chart):
    """Ranges with filled, hollow or missing ends, and a bar at the point."""
    left, right = picture.axes.get_xlim()
    drawn = []
    marks = rows(picture, picture.take(Line2D))
    texts = captions(picture, marks)
    for height, here in marks.items():
        (stroke,) = [mark for mark in here if mark.get_marker() == "None"]
        picture.look("range", stroke.get_color())
        low, high, _ = picture.span(stroke)
        row = []
        for at, arrow, frame in ((low, "<", left), (high, ">", right)):
            (end,) = [
                mark
                for mark in here
                if mark.get_marker() in ("o", arrow) and np.isclose(picture.span(mark)[0], at)
            ]
            picture.look("range", end.get_color())
            missing = end.get_marker() == arrow and at == pytest.approx(frame)
            row += [None if missing else at, not missing and not is_hollow(end)]
            here.remove(end)
        here.remove(stroke)
        middle = [picture.span(mark)[0] for mark in here if mark.get_marker() == "|"]
        for mark in here:
            picture.look(mark.get_marker(), mark.get_color())
        assert len(middle) == len(here) <= 1
        drawn.append((*texts[height], *row, middle[0] if middle else None))
    told = [
        (name, shown, *ends(interval), point(text))
        for name, shown, text, interval in quantities(chart)
    ]
    key = "filled end: possible, hollow end: not reached"
    return {"ranges": drawn, "key": picture.across()[-len(key) :]}, {"ranges": told, "key": key}


def squares(picture, chart):
    """Squares counted in the order of reading, the certain ones first."""
    marks = [(picture.span(mark), mark) for mark in picture.take(Rectangle)]
    marks.sort(key=lambda item: (item[0][2], item[0][0]))
    assert len({place for place, _ in marks}) == len(marks)
    for _, mark in marks:
        hatched = bool(mark.get_hatch())
        picture.look(hatched, mark.get_edgecolor() if hatched else mark.get_facecolor())
    (key,) = [text.get_text() for text in picture.texts()]
    (what, filled), (_, left) = chart.data["number"].items()
    told = f"filled: {filled} {what}; hatched: {left} left open"
    return (
        {"hatched": [bool(mark.get_hatch()) for _, mark in marks], "key": key},
        {"hatched": [False] * filled + [True] * left, "key": told},
    )


def counts(picture, chart):
    """Stacked bars: each part's length and the number written in it."""
    legend = {(to_hex(m.get_facecolor()), m.get_hatch()): name for m, name in picture.legend()}
    marks = rows(picture, picture.take(Rectangle))
    inside = picture.take(
        Text,
        lambda text: (
            text in picture.axes.texts
            and any(abs(picture.span(text)[2] - height) < 0.1 for height in marks)
        ),
    )
    drawn = {}
    for height, (name,) in captions(picture, marks).items():
        end, parts = 0.0, []
        for mark in sorted(marks[height], key=lambda mark: picture.span(mark)[0]):
            left, right, _ = picture.span(mark)
            assert left == pytest.approx(end, abs=EXACT)
            (text,) = [
                text
                for text in inside
                if left < picture.span(text)[0] < right
                and abs(picture.span(text)[2] - height) < 0.1
            ]
            inside.remove(text)
            column = legend[to_hex(mark.get_facecolor()), mark.get_hatch()]
            parts.append((column, right - left, text.get_text()))
            picture.look(mark.get_hatch(), mark.get_facecolor())
            end = right
        drawn[name] = parts
    told = {
        name: [
            (column, pytest.approx(n, abs=EXACT), str(n))
            for column, n in row.items()
            if n  # nothing is drawn for none
        ]
        for name, row in chart.data.iterrows()
    }
    picture.across()
    return (
        {"bars": list(drawn.items()), "legend": list(legend.values()), "unread texts": inside},
        {"bars": list(told.items()), "legend": list(chart.data), "unread texts": []},
    )


def positions(picture, chart):
    """Places in a text, a row a kind; what stands there is in the twin alone."""
    drawn, places = {}, {}
    for marks in picture.take(PathCollection):
        colours = np.broadcast_to(marks.get_edgecolor(), (len(marks.get_offsets()), 4))
        for (x, y), colour in zip(picture.place(marks), colours, strict=True):
            places.setdefault(round(float(y), 6), []).append(float(x))
            picture.look(round(float(y), 6), colour)  # a row is told by its name, not its colour
    for height, (name,) in captions(picture, sorted(places)).items():
        drawn[name] = sorted(places[height])
    told = {
        f"{kind}: {len(part)}": [pytest.approx(start, abs=EXACT) for start in sorted(part["start"])]
        for kind, part in chart.data.groupby("kind", sort=False)
    }
    assert picture.axes.get_xlim()[0] == 0 and picture.axes.yaxis_inverted()
    picture.across()
    return {"rows": list(drawn.items())}, {"rows": list(told.items())}


# -- official statistics -------------------------------------------------------------------------


def lines(picture, chart):
    """Series and levels, each under the name to which its leader and its sample lead."""
    left, right = picture.axes.get_xlim()
    at = {mark: picture.place(mark) for mark in picture.take(Line2D)}
    for mark in at:
        picture.look(shape(mark), mark.get_color(), mark.get_markerfacecolor())
    samples = {mark: places for mark, places in at.items() if places[0, 0] > right + EXACT}
    guides = [places for mark, places in at.items() if is_guide(mark)]
    leaders = [places for places in guides if places[-1, 0] > right + EXACT]
    zero = [places[:, 1].tolist() for places in guides if places[-1, 0] <= right + EXACT]
    drawn = {mark: at[mark] for mark in at if mark not in samples and not is_guide(mark)}
    window, names = windows(picture), {}
    for text in picture.texts():
        (sample,) = [mark for mark in samples if level_with(picture, text, samples[mark])]
        (leader,) = [places for places in leaders if level_with(picture, text, places)]
        ((mark, places),) = [
            (mark, places)
            for mark, places in drawn.items()
            if shape(mark) == shape(sample) and any(np.allclose(leader[0], xy) for xy in places)
        ]
        del drawn[mark], samples[sample]
        if mark.get_marker() == "None":
            assert places[:, 0] == pytest.approx([left, right])
            names[plain(text.get_text())] = float(places[0, 1])
        else:
            series = {round(float(x)): float(y) for x, y in places if isfinite(y)}
            names[plain(text.get_text())] = series
    periods = dict(zip(*labels(picture, picture.axes.xaxis), strict=True))
    picture.scale(picture.axes.yaxis, picture.axes.get_ylim())
    order = [str(label) for label in chart.data.index]
    told = {
        str(name): {at: written(cell) for at, cell in enumerate(cells) if cell != GAP}
        for name, cells in chart.data.items()
    }
    levels = {text: level(text) for text in notes(chart, "Dashed")}
    return (
        {
            "names": names,
            "not named": [*drawn, *samples],
            "zero": zero,
            "window": window,
            "periods": periods,
            "ends": [left, right],
            "heads": len(picture.head),
        },
        {
            "names": told | levels,
            "not named": [],
            "zero": zero and [[0, 0]],
            "window": [shaded(text, order) for text in notes(chart, "Shaded")],
            "periods": {at: order[round(at)] for at in periods},
            "ends": [-0.6, len(order) - 0.4],
            "heads": 1,
        },
    )


def labels(picture, axis):
    """Read the names along an axis: where they stand, and what they are."""
    shown = drawn_ticks(axis, axis.get_view_interval())
    picture.take(Text, lambda text: text in shown)
    across = axis is picture.axes.xaxis
    places = [round(float(picture.place(text)[0, 1 - across]), 1) for text in shown]
    return places, [plain(text.get_text()) for text in shown]


def windows(picture):
    """Shaded periods with the text in them."""
    found, frame = [], picture.axes.get_window_extent()
    for mark in picture.take(Rectangle):
        box = mark.get_window_extent()
        assert (box.y0, box.y1) == pytest.approx((frame.y0, frame.y1))
        picture.look("shade", mark.get_facecolor())
        (text,) = picture.take(
            Text, lambda text: text in picture.axes.texts and frame.contains(*middle(text))
        )
        assert text.get_window_extent().overlaps(box)
        start, stop, _ = picture.span(mark)
        found.append((round(start, 6), round(stop, 6), plain(text.get_text())))
    return found


def shaded(note, order):
    """The window that a note says, half a period wider at each side."""
    first, last, text = re.fullmatch(r"(.+?) to (.+?), (.+)", note).groups()
    return order.index(first) - 0.5, order.index(last) + 0.5, text


def ranking(picture, chart):
    """A dot a row, between its name and its number, with its range and the line to compare with."""
    heights, names = labels(picture, picture.axes.yaxis)
    marks = {mark: picture.place(mark) for mark in picture.take(Line2D)}
    upright = [mark for mark, places in marks.items() if np.ptp(places[:, 1]) > 1]
    texts, reference, drawn = picture.texts(), [], []
    for mark in upright:
        picture.look(shape(mark), mark.get_color())
        (x, _), (also, _) = marks.pop(mark)
        (text,) = [text for text in texts if middle(text)[1] > mark.get_window_extent().y1]
        texts.remove(text)
        assert x == pytest.approx(also)
        reference.append((plain(text.get_text()), float(x)))
    values = {text: picture.span(text)[2] for text in texts}
    for height, name in zip(heights, names, strict=True):
        here = [mark for mark, places in marks.items() if abs(places[0, 1] - height) < 0.4]
        (value,) = [text for text, at in values.items() if abs(at - height) < 0.4]
        del values[value]
        row = {"name": name, "value": value.get_text(), "bold": value.get_fontweight() == "bold"}
        (dot,) = [mark for mark in here if mark.get_marker() != "None"] or [None]
        row |= {"diamond": bool(dot and dot.get_marker() == "D"), "hollow": dot and is_hollow(dot)}
        for mark in here:
            part = "dot" if mark is dot else "guide" if is_guide(mark) else "range"
            assert part not in row
            row[part] = marks.pop(mark)[:, 0].tolist()
            picture.look((part, part != "guide" and row["diamond"]), mark.get_color())
        drawn.append(row)
    picture.across()
    key = {part for note in picture.note for part in note.split("; ")}
    return (
        {"rows": drawn, "reference": reference, "key": key, "more": [*values, *marks]},
        {
            "rows": [ranked(picture, name, cells) for name, cells in chart.data.iterrows()],
            "reference": [(text, level(text)) for text in notes(chart, "Line")],
            "key": ranking_key(chart.data),
            "more": [],
        },
    )


def highlight(data):
    """The column of the twin that says which entries are highlighted, if any are."""
    return next((column for column in data if column not in RANKED), None)


def ranked(picture, name, cells):
    """What a row of the twin has drawn."""
    value, low, high = (written(cells.get(part, "")) for part in RANKED[:3])
    what = highlight(cells.index)
    chosen = bool(what and cells[what])
    row = {"name": str(name), "value": cells["value"], "bold": chosen, "hollow": None}
    row |= {"guide": pytest.approx(picture.axes.get_xlim()), "diamond": False}
    if value is not None:
        row |= {"dot": [value], "diamond": chosen, "hollow": bool(cells.get("mark"))}
    if low is not None:
        row["range"] = [low, high]
    return row


def ranking_key(data):
    """What the key has to explain: hollow dots, diamonds, and ranges that show beside their dot."""
    marked = [mark for mark in dict.fromkeys(data.get("mark", [])) if mark]
    key = {f"hollow: {' or '.join(marked)}"} if marked else set()
    key |= {f"diamond: {highlight(data)}"} if highlight(data) else set()
    if "lower" in data:
        shown = data[data["value"] != GAP]
        value, low, high = (shown[part].map(number) for part in RANKED[:3])
        if (high - low).max() > 0.05 * (value.max() - value.min()):
            key |= {"bar: what rounding leaves possible"}
    return key


def tiles(picture, chart):
    """A tile a province at its place, its shade read against the legend."""
    legend = picture.legend()
    shades = [mark.get_facecolor() for mark, _ in legend if not mark.get_hatch()]
    low, high = (number(legend[n][1]) for n in (0, len(shades) - 1))
    marks = picture.take(Rectangle)
    thick = [cell(picture, mark) for mark in marks if not mark.get_fill()]
    texts = {}
    for text in sorted(picture.texts(), key=lambda text: picture.span(text)[2]):
        texts.setdefault(cell(picture, text), []).append(text.get_text())
    drawn = {}
    for mark in marks:
        picture.look((bool(mark.get_fill()), mark.get_linewidth()), mark.get_edgecolor())
        if mark.get_fill():
            at = cell(picture, mark)
            value = None if mark.get_hatch() else low + (high - low) * darkness(mark, shades)
            outline = "thick" if at in thick else ""
            assert at not in drawn
            drawn[at] = (*texts.pop(at), value, outline)
    with open(REGIONS, encoding="utf-8", newline="") as table:
        places = {
            row["name"]: (int(row["tile_column"]), int(row["tile_row"]))
            for row in csv.DictReader(table)
            if row["tile_row"]
        }
    told = {}
    for name, cells in chart.data.iterrows():
        text = [cells["text"]] if cells["text"] and cells["text"] == cells["text"] else []
        value = written(cells["value"])
        if value is not None:  # a shade is one of 256
            value = pytest.approx(value.expected, abs=max(value.abs, (high - low) / 255))
        told[places[name]] = (cells["code"], *text, value, cells.get("outline", ""))
    stated = [written(value).expected for value in chart.data["value"] if value != GAP]
    ends = {min(stated), max(stated)}
    keys = [text for _, text in legend]
    # Half of the range, as far as the decimals of the lowest number can write it.
    half = pytest.approx((low + high) / 2, abs=EXACT + 0.5 / 10 ** decimals(keys[0]))
    gap = [GAP] * (GAP in set(chart.data["value"]))
    return (
        {
            "tiles": drawn,
            "thick": sorted(thick),
            "more": texts,
            "note": picture.note,
            "ends": {low, high},
            "keys": keys[len(shades) :],
            "middle": [number(text) for text in keys[1:-1][: len(shades) - 2]],
        },
        {
            "tiles": told,
            "thick": sorted(places[name] for name in chart.data.index[outlined(chart.data)]),
            "more": {},
            "note": [plain(chart.notes)],
            "ends": ends,
            "keys": gap,
            "middle": [half] * (len(shades) - 2),
        },
    )


def outlined(data):
    return [cell == "thick" for cell in data.get("outline", [""] * len(data))]


def cell(picture, artist):
    """The place of the tile in which something stands."""
    left, right, height = picture.span(artist)
    return round((left + right) / 2), round(height)


def darkness(mark, shades):
    """How far a shade is from the lightest to the darkest of the legend."""
    light, shade, dark = (
        np.array(to_rgb(colour)) for colour in (shades[0], mark.get_facecolor(), shades[-1])
    )
    whole = dark - light
    share = float((shade - light) @ whole / (whole @ whole)) if whole.any() else 0.0
    assert np.allclose(light + share * whole, shade, atol=1 / 255), "no shade of the legend"
    return share


def scatter(picture, chart):
    """Points of two numbers, the highlighted ones with their names."""
    x, y, *more = chart.data.columns
    marks = picture.take(Line2D)
    at = {mark: picture.place(mark) for mark in marks}
    left, right = picture.axes.get_xlim()
    leaders = [at[mark] for mark in marks if is_guide(mark)]
    across = [mark for mark in marks if mark.get_marker() == "None" and not is_guide(mark)]
    points = {}
    for mark in marks:
        picture.look(shape(mark), mark.get_color(), mark.get_markerfacecolor())
        if mark.get_marker() != "None":
            points.setdefault(mark.get_marker(), []).extend(map(tuple, at[mark].tolist()))
    reference, named = [], []
    for text in picture.texts():
        level_of = [mark for mark in across if level_with(picture, text, at[mark])]
        if level_of and picture.span(text)[0] >= right:
            reference.append((plain(text.get_text()), float(at[level_of[0]][0, 1])))
        else:
            named.append(text)
    across_label = picture.across()
    picture.scale(picture.axes.yaxis, picture.axes.get_ylim())
    numbers = {
        name: (written(cells[x]), written(cells[y])) for name, cells in chart.data.iterrows()
    }
    shown = {name: xy for name, xy in numbers.items() if None not in xy}
    chosen = {name for name in shown if more and chart.data.loc[name, more[0]] == "yes"}
    return (
        {
            "plain": sorted(points.get("o", [])),
            "named": sorted(points.get("D", [])),
            "names": owners(picture, named, points.get("D", []), leaders),
            "reference": reference,
            "axes": [*picture.head, across_label],
        },
        {
            "plain": sorted((xy for name, xy in shown.items() if name not in chosen), key=expected),
            "named": sorted((shown[name] for name in chosen), key=expected),
            "names": {str(name): shown[name] for name in chosen},
            "reference": [(text, level(text)) for text in notes(chart, "Dashed")],
            "axes": [f"↑ {y}", f"{x} →"],
        },
    )


def expected(numbers):
    return [number.expected for number in numbers]


def owners(picture, texts, points, leaders):
    """The point of each name: where its leader starts, or what leaves all names nearest theirs."""
    pixels = picture.axes.transData.transform
    boxes = {text.get_text(): text.get_window_extent() for text in texts}
    found = {}
    for start, end in leaders:
        (name,) = [name for name, box in boxes.items() if box.padded(1).contains(*pixels(end))]
        del boxes[name]
        (found[name],) = [xy for xy in points if np.allclose(xy, start)]
    free = [xy for xy in points if xy not in found.values()]

    def distance(name, xy):
        (x, y), box = pixels(xy), boxes[name]
        return np.hypot(max(box.x0 - x, 0, x - box.x1), max(box.y0 - y, 0, y - box.y1))

    orders = permutations(free, len(boxes))
    best = min(orders, key=lambda order: sum(map(distance, boxes, order)))
    return found | dict(zip(boxes, best, strict=True))


READERS = {
    "Bar chart": bars,
    "Range chart": intervals,
    "Square chart": squares,
    "Stacked bar chart": counts,
    "Strip chart": positions,
    "Line chart": lines,
    "Dot plot": ranking,
    "Tile map": tiles,
    "Scatter plot": scatter,
}
