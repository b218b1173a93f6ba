"""Identities that hold among the figures of the project's own data, whatever rows are added."""

from collections import defaultdict
from fractions import Fraction as F
from pathlib import Path

import pytest

from briefing.facts.fact import Said, combine, value_of
from briefing.facts.official import agreed, official, one, series, vintages
from briefing.facts.said import PARTS, briefings, pages, part, registry
from briefing.facts.scope import vocabulary
from briefing.facts.tables import package
from briefing.verdicts.readings import evidence

WORDS = vocabulary()
FIRST = {"vintage": "first published"}
INDUSTRY = "industry above designated size"
SECTORS = [f"{name} above designated size" for name in ("mining", "manufacturing", "utilities")]
EQUIPMENT = "equipment manufacturing above designated size"
LEVELS = "province_industrial_value_added"


def points(name, **where):
    """Printed values of a series by period; of several sources the best confirmed."""
    by_period = defaultdict(list)
    for fact in official(name, **FIRST, **where):
        by_period[fact.period].append(fact)
    return {when: next(iter(agreed(f).values())).quantity.point for when, f in by_period.items()}


def every_fact():
    for name in series():
        for vintage in vintages(name):
            yield from official(name, vintage=vintage)


def test_every_row_is_a_fact_in_words_of_the_vocabulary():
    for fact in [*every_fact(), *(f for key in briefings() for f in registry(key).values())]:
        scope = fact.scope
        assert scope.measure in WORDS.measures, fact.key
        assert scope.population in WORDS.populations, fact.key
        assert scope.area in WORDS.areas, fact.key
        assert scope.denominator is None or scope.denominator in WORDS.populations, fact.key
        assert (scope.denominator is not None) == (scope.kind == "share"), fact.key


def test_only_series_of_provinces_and_cities_speak_of_parts_of_the_nation():
    for fact in every_fact():
        local = fact.provenance.series.startswith(("province_", "city_"))
        assert local or fact.scope.area == "CN", fact.id


def test_prices_are_current_for_levels_and_constant_for_rates():
    basis = {"level": {"current prices"}, "share": {"current prices", None}, "count": {None}}
    for fact in every_fact():
        held = basis.get(fact.scope.kind, {"constant prices"})
        assert fact.scope.price_basis in held, fact.id


def test_sources_that_report_one_value_agree():
    groups = defaultdict(list)
    for fact in every_fact():
        groups[fact.provenance.series, fact.scope.vintage, fact.period].append(fact)
    for group in groups.values():
        assert {fact.member for fact in group} == set(agreed(group))


# -- months, and what they add up to -------------------------------------------------------------


@pytest.mark.parametrize("population", [INDUSTRY, *SECTORS])
def test_a_rate_since_january_is_about_the_mean_of_the_months(population):
    month = points("growth_single_month", population=population)
    since = points("growth_cumulative", population=population)
    since |= points("growth_january_february", population=population)
    tested = 0
    for when, rate in since.items():
        year, number = when[:4], int(when[-2:]) if "/" in when else 12
        before, alone = (
            since.get(f"{year}-01/{year}-{number - 1:02}"),
            month.get(f"{year}-{number:02}"),
        )
        if before is not None and alone is not None:
            tested += 1
            # Each of three rates is rounded to a tenth, and months do not weigh quite alike.
            assert abs(rate - (before * (number - 1) + alone) / number) <= F("0.25"), when
    assert tested >= 3


@pytest.mark.parametrize("name", ["growth_single_month", "growth_cumulative"])
def test_the_whole_grows_no_faster_and_no_slower_than_all_its_parts(name):
    whole, parts = points(name, population=INDUSTRY), [points(name, population=p) for p in SECTORS]
    tested = [when for when in whole if all(when in part for part in parts)]
    assert len(tested) >= 12
    for when in tested:
        rates = [part[when] for part in parts]
        assert min(rates) - F("0.1") <= whole[when] <= max(rates) + F("0.1"), when


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("division_growth_single_month", "growth_single_month"),
        ("division_growth_cumulative", "growth_cumulative"),
    ],
)
def test_divisions_grow_on_both_sides_of_the_whole(name, total):
    for when in {fact.period for fact in official(name, **FIRST)}:
        rates = [fact.quantity.point for fact in official(name, period=when, **FIRST)]
        assert min(rates) < points(total, population=INDUSTRY)[when] < max(rates)


# -- value and share -----------------------------------------------------------------------------


BEFORE_CENSUS = "yearbook 2024 (before the fifth census)"
AFTER_CENSUS = "yearbook 2025 (after the fifth census)"


@pytest.mark.parametrize("vintage", ["first published", BEFORE_CENSUS, AFTER_CENSUS])
def test_industry_is_a_part_of_gross_domestic_product(vintage):
    for gdp in official("gdp", vintage=vintage):
        industry = one("industrial_value_added", vintage=vintage, period=gdp.period)
        share = combine("share", industry, gdp).quantity
        assert 28 < share.lower < share.upper < 43, gdp.period


def test_the_census_revised_gross_domestic_product_up_and_industry_down():
    for when in {fact.period for fact in official("gdp", vintage=AFTER_CENSUS)}:
        for name, rose in (("gdp", True), ("industrial_value_added", False)):
            was, now = (one(name, vintage=v, period=when) for v in (BEFORE_CENSUS, AFTER_CENSUS))
            assert (now.quantity.point > was.quantity.point) == rose, (name, when)
    # 2024 was first published after the census, and is on its basis.
    was = one("industrial_value_added", vintage=AFTER_CENSUS, period=2023).quantity.point
    now = one("industrial_value_added", period=2024, **FIRST).quantity.point
    assert F("3.35") <= (now / was - 1) * 100 < F("3.45")


def test_a_published_share_is_that_of_the_published_levels():
    for stated in official("industry_share_of_gdp", vintage="as stated 2023-03-01"):
        parts = [one(n, period=stated.period, **FIRST) for n in ("industrial_value_added", "gdp")]
        share = combine("share", *parts).quantity
        assert share.meets(stated.quantity)
        assert abs(share.point - stated.quantity.point) <= F("0.05")


def test_contributions_are_shares_of_growth():
    names = ("growth_single_month", "growth_cumulative")
    month, since = (points(name, population=INDUSTRY) for name in names)
    total = month | since
    month, since = (points(name, population=EQUIPMENT) for name in names)
    branch, share = month | since, points("share_of_value_added", population=EQUIPMENT)
    given, rates = points("growth_contribution_points"), points("growth_contribution_rate")
    for when in set(given) & set(rates):
        assert abs(rates[when] / 100 * total[when] - given[when]) <= F("0.1")
    given |= {when: rate / 100 * total[when] for when, rate in rates.items() if when in total}
    tested = [when for when in given if when in branch]
    assert len(tested) >= 8
    for when in tested:
        before = share[str(int(when[:4]) - 1)]
        assert abs(before / 100 * branch[when] - given[when]) <= F("0.25"), when


def test_gains_are_over_the_whole_year_before():
    since = points("growth_cumulative", population=INDUSTRY)
    name = "growth_gain_over_year_before"
    gains = [fact for edition in vintages(name) for fact in official(name, vintage=edition)]
    for gain in gains:
        difference = since[gain.period] - since[str(gain.scope.period.year - 1)]
        assert difference in gain.quantity, gain.id


def test_no_more_divisions_grow_than_there_are():
    counts = points("divisions_that_grew")
    assert all(0 < number <= 41 for number in counts.values())
    assert len(counts) == len(official("divisions_that_grew", **FIRST)) >= 8


# -- divisions -----------------------------------------------------------------------------------


def accounts(name):
    """An account of each division in 2023, and that of all of them."""
    facts = official(name, period=2023, **FIRST)
    (total,) = (fact for fact in facts if fact.scope.population == INDUSTRY)
    parts = {f.scope.population: value_of(f).point for f in facts if f is not total}
    return parts, value_of(total).point


@pytest.mark.parametrize("name", ["operating_revenue", "operating_cost", "total_profit"])
def test_divisions_add_up_to_the_whole(name):
    parts, total = accounts(name)
    assert len(parts) == 41
    assert abs(sum(parts.values()) - total) <= 41 * F("0.05")  # each is rounded to a tenth


def test_divisions_that_key_industries_cover_bound_two_proxies_of_their_share():
    rows = package().table("official-key-industry-divisions")
    named = {row["population"] for row in rows}
    whole = {row["population"] for row in rows if row["coverage"] == "whole"}
    (revenue, all_revenue), (cost, all_cost) = map(
        accounts, ("operating_revenue", "operating_cost")
    )
    margin = {code: revenue[code] - cost[code] for code in revenue}
    for parts, total, ends in (
        (revenue, all_revenue, ("62.9", "77.9")),
        (margin, all_revenue - all_cost, ("54.1", "68.8")),
    ):
        found = [sum(parts[code] for code in codes) / total * 100 for codes in (whole, named)]
        assert [round(share, 1) for share in found] == list(map(F, ends))


# -- provinces and the nation --------------------------------------------------------------------


def test_the_nation_grows_alike_in_both_tables_and_between_its_provinces():
    nation = points("province_growth", area="CN")
    cumulated = points("growth_cumulative", population=INDUSTRY)
    assert len(set(nation) & set(cumulated)) >= 5
    for when, rate in nation.items():
        assert cumulated.get(when, rate) == rate, when
        members = agreed(official("province_growth", period=when, **FIRST)).values()
        rates = [f.quantity.point for f in members if f.scope.area != "CN"]
        assert min(rates) < rate < max(rates) and len(rates) >= 25, when


def test_months_of_a_province_agree_with_its_rates_since_january():
    month, tested = defaultdict(dict), 0
    for fact in official("province_growth_single_month", **FIRST):
        month[fact.scope.area][fact.period] = fact.quantity.point
    spring = [f"2024-{number:02}" for number in (4, 5, 6)]
    for area, months in month.items():
        since = points("province_growth", area=area)
        quarter, half = (since.get(f"2024-01/2024-{end}") for end in ("03", "06"))
        if quarter is not None and half is not None and set(spring) <= set(months):
            tested += 1
            mean = (3 * quarter + sum(months[when] for when in spring)) / 6
            assert abs(mean - half) <= F("0.25"), area
    assert tested


def test_the_ministry_counts_no_more_provinces_than_a_list_has():
    counts = [
        fact
        for edition in vintages("major_provinces_above_nation")
        for fact in official("major_provinces_above_nation", vintage=edition)
    ]
    assert {fact.period: fact.quantity.point for fact in counts} == {
        "2024-01/2024-03": 9,
        "2024-01/2024-09": 9,
    }


@pytest.mark.parametrize(
    ("vintage", "nation"),
    [
        ("regional database, as displayed December 2024", BEFORE_CENSUS),
        ("preliminary accounts 2024", "first published"),
    ],
)
def test_provinces_add_up_to_about_the_nation(vintage, nation):
    provinces = {area for area, row in WORDS.areas.items() if row["within"] == "CN"}
    for when in {fact.period for fact in official(LEVELS, vintage=vintage)}:
        levels = agreed(official(LEVELS, vintage=vintage, period=when)).values()
        assert {fact.scope.area for fact in levels} == provinces, when
        total = one("industrial_value_added", vintage=nation, period=when).quantity.point
        # Until 2016 provinces counted more than the nation did.
        most = F("0.08") if when < "2017" else F("0.03")
        assert abs(sum(fact.quantity.point for fact in levels) / total - 1) < most, when


def test_the_ten_largest_provinces_hold_alike_from_year_to_year():
    vintage = "regional database, as displayed December 2024"
    for when in {fact.period for fact in official(LEVELS, vintage=vintage)}:
        levels = agreed(official(LEVELS, vintage=vintage, period=when)).values()
        values = sorted(fact.quantity.point for fact in levels)
        assert 64 <= round(sum(values[-10:]) / sum(values) * 100) <= 67, when


def test_compilations_differ_by_less_than_a_tenth():
    regional = {"vintage": "regional database, as displayed December 2024", "period": "2022"}
    others = official(LEVELS, vintage="yearbook compilation, mixed revisions", period="2022")
    for other in others:
        here = one(LEVELS, area=other.scope.area, **regional).quantity.point
        assert 0 < abs(other.quantity.point / here - 1) < F("0.1"), other.id
    assert len(others) == 17


def test_the_mixed_bases_of_2023_have_a_vintage_of_their_own():
    found = agreed(official(LEVELS, vintage="yearbook compilation 2023, mixed bases"))
    assert len(found) == 31 and {fact.period for fact in found.values()} == {"2023"}


def test_each_province_that_is_called_major_goes_by_its_code():
    for row in package().table("official-named-provinces"):
        assert WORDS.areas[row["area"]]["name"] == row["province"], row


def test_each_province_belongs_to_a_region():
    rows = [row for row in WORDS.areas.values() if row["within"] == "CN"]
    regions = [row["region"] for row in rows]
    counted = {name: regions.count(name) for name in set(regions)}
    assert counted == {"east": 10, "central": 6, "west": 12, "north-east": 3}
    assert not any(row["region"] for row in WORDS.areas.values() if row["within"] != "CN")


def test_industry_is_a_part_of_a_province_s_gross_product():
    where = {"vintage": "preliminary accounts 2024", "period": "2024"}
    products = agreed(official("province_gross_product", **where))
    assert len(products) == 31
    for name, product in products.items():
        share = combine("share", one(LEVELS, member=name, **where), product).quantity
        assert 10 < share.lower < share.upper < 45, name


# -- the vocabulary of the nation and its statistics ---------------------------------------------

UNITS_OF = {"rate": "percent", "share": "percent", "change": "percentage points", "count": "count"}
SPANS = {
    "growth_single_month": 1,
    "division_growth_single_month": 1,
    "province_growth_single_month": 1,
    "growth_month_on_month": 1,
}
SINCE_JANUARY = {"growth_cumulative", "division_growth_cumulative", "growth_january_february"}


def test_units_periods_and_qualifiers_are_those_of_the_series():
    for fact in every_fact():
        scope, name = fact.scope, fact.provenance.series
        assert fact.quantity.unit == UNITS_OF.get(scope.kind, "100 million yuan"), fact.id
        if scope.kind == "level":
            assert fact.quantity.qualifier == "rounded", fact.id
        if name in SPANS:
            assert scope.period.months == SPANS[name], fact.id
        if name in SINCE_JANUARY:
            assert scope.period.start.month == 1 and scope.period.start.year == scope.period.year
            assert scope.period.months > 1, fact.id
            joint = name == "growth_january_february"
            assert joint == (scope.period.months == 2), fact.id


def container(name):
    """The population that contains another, by what its code says."""
    if ", taken for " in name:
        return name.partition(", taken for ")[0]
    if name.startswith("division "):
        code = name.split()[1]
        return EQUIPMENT if "C33" <= code <= "C40" else SECTORS["BCD".index(code[0])]
    if name in ("all industry", "industry and information technology"):
        return "whole economy"
    if name == "manufacturing":
        return "all industry"
    if name.startswith(("key industry ", "petrochemicals and", "raw materials")):
        return "ten key industries above designated size"
    if name in (EQUIPMENT, "high-tech manufacturing above designated size"):
        return SECTORS[1]
    return INDUSTRY if name in SECTORS or name.startswith("ten key") else None


def test_codes_of_populations_and_areas_say_what_contains_them():
    words = vocabulary()
    for name, row in words.populations.items():
        assert row["within"] == container(name) or container(name) is None, name
        assert not row["open"] or row["within"] == "all industry", name
    assert words.populations[INDUSTRY]["within"] == "all industry"
    for code, row in words.areas.items():
        if code.isdigit():
            assert row["within"] == ("CN" if code.endswith("0000") else code[:2] + "0000"), code


def test_units_of_what_was_said_are_those_of_its_kind():
    kinds = {"percent": {"rate", "share"}, "percentage points": {"change"}, "count": {"count"}}
    for fact in (fact for key in briefings() for fact in registry(key).values() if fact.quantity):
        assert fact.scope.kind in kinds[fact.quantity.unit], fact.key


def test_what_the_briefings_say_is_about_the_nation():
    for key in briefings():
        assert {fact.scope.area for fact in registry(key).values()} == {"CN"}


def test_a_place_is_as_long_as_its_words():
    for key in briefings():
        facts = [fact.provenance for fact in registry(key).values()]
        for at in [said.locator for said in facts if isinstance(said, Said) and said.said_in]:
            assert at.end - at.start == len(at.words)
            assert at.end <= pages(key)[0]["characters"]
        for row in part("other-numerals", key):
            assert row["end"] - row["start"] == len(row["words"])


def test_key_industries_are_numbered_in_their_order():
    order = [row["position"] for row in part("key-industries", "2024-07-05")]
    assert order == list(range(1, len(order) + 1))


def told(key):
    """What a briefing says, a line for each of its pages, figures and places."""
    for page in pages(key):
        yield " | ".join([key, *(str(page[name]) for name in PAGE)])
    for id, fact in registry(key).items():
        scope, found = fact.scope, evidence(id, key)
        about = f"{scope.measure} | {scope.population} | {scope.denominator} | {fact.period}"
        value = fact.quantity and f"{fact.quantity.interval} {fact.quantity.unit}"
        yield f"{id} | {fact} | {value} | {about} | {fact.relation and str(fact.relation)}"
        if isinstance(origin := fact.provenance, Said):
            yield f"    “{origin.locator.words}” {origin.speaker}, {origin.locator}"
        yield f"    {found.sort} | {found.verdict} | {found.official} | {fact.note}"
    for row in (row for name in PARTS for row in part(name, key)):
        yield "    " + " | ".join(str(cell) for cell in row.values())


PAGE = ("read_as", "date_said", "date_published", "language", "characters", "sha256")


STORED = Path(__file__).with_name("briefings.txt")


def retold():
    return [line for key in briefings() if key != "2024-07-05" for line in told(key)]


def test_the_briefings_that_no_notebook_shows_are_as_they_were_read():
    stored = STORED.read_text("utf-8").splitlines()
    assert retold() == stored, "if this was meant, run: .venv/bin/python tests/test_live_data.py"


if __name__ == "__main__":
    STORED.write_text("\n".join(retold()) + "\n", encoding="utf-8")
