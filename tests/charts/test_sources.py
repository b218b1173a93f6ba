from invention import PACKAGE, fact

from briefing import charts
from briefing.charts.about import about
from briefing.facts.assumed import assumptions
from briefing.facts.computed import computed
from briefing.facts.fact import combine
from briefing.facts.official import official
from briefing.facts.said import figure
from briefing.findings import counted

ROWS = "; revised; rows in official/national-accounts.csv"


def said(id):
    return figure(id, "2031-03-10", folder=PACKAGE)


def test_a_source_line_names_press_conferences_offices_and_own_arithmetic():
    levels = official("industrial_value_added", vintage="revised", period="2030", folder=PACKAGE)
    told = charts.source_line([said("share-gdp-2030"), *levels])
    assert "press conference of 2031-03-10; " in told and told.endswith(ROWS)
    (whole,) = official("gdp", vintage="revised", period="2030", folder=PACKAGE)
    share = charts.source_line([combine("share", levels[0], whole)])
    assert whole.provenance.producer in share and share.endswith(f"{ROWS}; own arithmetic")


def test_the_days_of_one_publisher_stand_together():
    told = charts.source_line(
        [figure("divisions-count", key) for key in ("2024-01-19", "2024-04-18")]
    )
    assert told.endswith("Office, China, press conferences of 2024-01-19, 2024-04-18")


def test_a_computed_fact_is_followed_to_what_it_rests_on():
    twice = combine("difference", said("growth-2030"), said("growth-2031-01-02"), assuming="x")
    read = computed(twice.quantity, twice, how="reading")
    for fact_ in (twice, read):
        told = charts.source_line([fact_])
        assert "press conference of 2031-03-10; own arithmetic under stated assumptions" in told
    assert charts.source_line([fact(1, assuming="y")]).startswith("Source: own arithmetic")


def test_a_finding_and_a_chart_say_what_was_assumed_otherwise():
    under = assumptions(folder=PACKAGE, rounding="truncated")
    for assumed, notes in ((None, []), (under, ["With rounding: truncated"])):
        asked = {"briefing": "2031-03-10", "folder": PACKAGE, "under": assumed}
        read = [figure(id, **asked) for id in ("growth-2031-01-02", "growth-2030")]
        sentence = counted(read[:1], read[1], "nations", because="so")
        drawn = about(read, sentence, because="so")
        assert [one.id for one in sentence.rests_on] == ["rounding"]
        assert list(drawn.notes)[1:] == notes
