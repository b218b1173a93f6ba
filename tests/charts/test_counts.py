import pytest
from invention import PACKAGE, axes_of, bars_of

from briefing import BriefingError, charts

ROWS = [
    {"field": field, "means": means}
    for field, means in (
        ("plans", "plan"),
        ("plans", "none"),
        ("plans", "support"),
        ("funds", "fund"),
        ("funds", "none"),
        ("skills", "none"),
    )
]
PARTS = {"named": ["plan", "fund"], "general": ["support"]}


def example(**changed):
    given = {"what": "measures", "by": "field", "column": "means", "parts": PARTS, "rest": "none"}
    more = {"folder": PACKAGE, "briefing": "2031-03-10", "title": "Few measures name their means"}
    return charts.counts(changed.pop("rows", ROWS), **given | more | changed)


def test_rows_are_counted_and_stacked():
    chart = example()
    assert chart.data.to_dict("list") == {
        "named": [1, 1, 0],
        "general": [1, 0, 0],
        "none": [1, 1, 1],
    }
    assert sorted(bar[:2] for bar in bars_of(chart) if bar[0] != bar[1]) == [
        *((0, 1), (0, 1), (0, 1)),
        *((1, 2), (1, 2), (2, 3)),
    ]
    legend = [text.get_text() for text in axes_of(chart).get_legend().get_texts()]
    assert legend == ["named", "general", "none"]
    assert "press conference of 2031-03-10; own summary" in chart.source


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"rows": []}, "rows: is empty"),
        ({"by": "fields"}, "did you mean field"),
        ({"parts": {"named": ["fond"]}}, "did you mean fund"),
        ({"parts": {n: [] for n in "abcd"}}, "at most four"),
    ],
)
def test_what_cannot_be_counted_is_refused(changed, words):
    with pytest.raises(BriefingError, match=words):
        example(**changed)
