"""Every notebook under other assumptions: nothing fails, is stale, or changes unlisted."""

import csv
import io
from unittest.mock import patch

import nbformat
import pages
import pytest
import replay
from data_mutants import WHOLE

from briefing.facts import said
from briefing.facts.assumed import assumptions
from briefing.facts.said import briefings
from briefing.verdicts.readings import claims

TABLE = assumptions()
#: Least, greatest, and two mixed: which step every other assumption takes, and the rest of them.
GRID = (0, 0), (-1, -1), (-1, 0), (0, -1)
BY = {one.id: number % 2 for number, one in enumerate(TABLE.values())}
PATHS = {path.stem: path for path in pages.listed()}


def plain(value):
    """A value as a reader or papermill gives it."""
    return value if isinstance(value, str) else int(value) if value == int(value) else float(value)


def point(ends):
    """A value for each assumption; of three roundings and more, the mixed ones take the middle."""
    values = {id: one.steps[ends[BY[id]]] for id, one in TABLE.items()}
    if ends[0] != ends[1]:
        values["rounding"] = "half even"
    return {id: plain(value) for id, value in values.items()}


def own(path):
    """The names that a notebook's cell of parameters assigns."""
    cells = nbformat.read(path, as_version=4).cells
    (cell,) = (cell for cell in cells if "parameters" in cell.metadata.get("tags", []))
    return [line.split(" = ")[0] for line in cell.source.splitlines()]


def with_defaults(values):
    """The data once more, with other defaults in the table of assumptions."""
    text = WHOLE.content("assumptions.csv").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in rows:
        row["default"] = str(values.get(row["id"], row["default"]))
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return replay.Variant(WHOLE, "assumptions", file.getvalue().encode())


def comparable(cells):
    """What cells show, but for the lines that say what was changed.

    The table of all assumptions is left out: it shows the defaults themselves.
    """
    return [
        (source, lines(printed), [{kind: lines(text) for kind, text in b.items()} for b in bundles])
        for source, (bundles, printed) in cells
        if "assumed.values()" not in source
    ]


def lines(text):
    return [line for line in str(text).splitlines() if not line.lower().startswith("with ")]


@pytest.mark.parametrize("name", PATHS)
def test_a_notebook_holds_under_other_assumptions(name):
    path, shown = PATHS[name], {}
    for ends in GRID:
        values = {id: value for id, value in point(ends).items() if id in own(path)}
        if str(values) not in shown:
            shown[str(values)] = comparable(replay.under(path, values))
    # What one of its cells forgets to pass on, or it does not name, would keep the default; and
    # which briefing is the latest may not matter.
    later = patch.object(said, "latest", side_effect=AssertionError("names no briefing"))
    with later, replay.reading(with_defaults(point(ends))):
        assert comparable(replay.under(path, values)) == shown[str(values)]


#: Every verdict that another assumption changes; no other changes one.
CHANGED = {
    ("2023-03-01:industry-share-gdp-2022", "rounding", "truncated"): "contradicted",
    ("2024-04-18:divisions-that-grew-gain", "rounding", "truncated"): "contradicted",
    ("2024-07-05:industry-share-gdp-2023", "rounding", "truncated"): "contradicted",
}


def test_every_verdict_that_changes_is_listed():
    before, found = {key: claims(key)["verdict"] for key in briefings()}, {}
    for key, verdicts in before.items():
        leaning = {id for ids in claims(key)["rests_on"] for id in ids}
        for one in TABLE.values():
            for value in {end.value for end in one.ends} | {*one.choices}:
                if value == one.default or one.id not in leaning:
                    continue
                now = claims(key, under=assumptions(**{one.id: value}))["verdict"]
                otherwise = with_defaults({one.id: plain(value)})
                assert now.equals(claims(key, folder=otherwise)["verdict"])
                for id in verdicts.index[now != verdicts]:
                    found[f"{key}:{id}", one.id, str(value)] = now[id]
    assert found == CHANGED
