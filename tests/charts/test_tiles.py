import pytest
from invention import PROVINCES, axes_of, fact, texts
from matplotlib.colors import to_hex

from briefing import BriefingError, charts
from briefing.charts import Named
from briefing.charts.palette import DEEP, PALE

VALUES = dict(zip(PROVINCES[:3], ("10.0", "30.0", "20.5"), strict=True))


def example():
    facts = [fact(value, area=area) for area, value in VALUES.items()]
    return charts.tiles(facts, title="South is darkest", highlight=Named("the ten", ["South"]))


def test_each_province_has_its_tile_and_shade():
    chart = example()
    written = {t.get_text(): tuple(map(round, t.get_position())) for t in axes_of(chart).texts}
    places = {"N\n10.0": (1, 0), "S\n30.0": (1, 2), "E\n20.5": (2, 1), "W": (0, 1)}
    assert written == places
    tiles = {(round(t.get_x() + 0.45), round(t.get_y() + 0.45)): t for t in axes_of(chart).patches}
    faces = {at: (to_hex(t.get_facecolor()), t.get_hatch()) for at, t in tiles.items()}
    assert faces[1, 0] == (PALE.lower(), None) and faces[0, 1] == ("#ffffff", "////")
    assert chart.data.at["West", "value"] == "not held"
    assert tiles[1, 2].get_linewidth() == 3 and not tiles[1, 2].get_fill()
    faces = [to_hex(t.get_facecolor()) for t in axes_of(chart).patches if t.get_fill()]
    assert faces.count(DEEP.lower()) == 1
    key = "the darker, the higher; codes are named in the numbers; tiles are not boundaries; "
    key += "hatched: not held; thick edge: the ten"
    assert key in texts(chart) and "thick edge: the ten" in chart.notes


def test_what_has_no_tile_is_refused():
    with pytest.raises(BriefingError, match="has no tile"):
        charts.tiles([fact(1)], title="x")
    with pytest.raises(BriefingError, match="mixes period"):
        charts.tiles([fact(1, area="XA-N"), fact(1, area="XA-S", period="2030")], title="x")
