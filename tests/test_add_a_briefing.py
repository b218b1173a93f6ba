"""The steps of README.md under "Add a briefing", walked on an invented text."""

import io
import re
import sys
from pathlib import Path

import pytest

from briefing import __main__ as cli
from briefing.facts import tables
from conftest import edit

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("\n## Add a briefing\n")[2].partition("\n## ")[0]
KEY = "2033-04-02"
TEXT = """Press conference on industry, Arcadia

Bo Lund, minister of industry: Good day. In 2030, industry made up 20.5% of GDP. In January and \
February 2031, the value added of industry above designated size grew by about 6%. The growth \
rates of our 3 major industrial provinces all exceeded the national average. First, we carry on.
"""
ANSWERS = """Bo Lund, minister of industry
press conference on industry
Arcadia City

2033-04-03
Government of Arcadia

https://example.org/arcadia


"""
#: What somebody decides in step 3, by numeral or relation word.
DECISIONS = {
    "20.5%": {"keep": "yes", "population": "all industry", "id": "share"},
    "6%": {"keep": "yes", "id": "growth", "within": "0.5"},
    "3": {"keep": "yes", "id": "provinces", "words": "3 major industrial provinces"},
    "exceeded": {
        **{"keep": "yes", "id": "provinces-growth", "words": "all exceeded the national average"},
        **{"measure": "growth above the national average, each", "period": "2031-01/2031-02"},
        **{"population": "industry, size of enterprise not stated", "area": "XA"},
        **{"relation": "each higher than", "relative_to": "growth"},
    },
    "2030": {"keep": "no"},
    "2031": {"keep": "no", "exclude": "names the period of growth"},
    "First": {"keep": "no"},
}


@pytest.fixture
def walk(invented, tmp_path, monkeypatch, capsys):
    """Run a command of the section; gives its exit status and lines."""
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(tables, "data_folder", lambda: invented)
    tables.forget()

    def run(command, answers=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        python, _, module, *argv = command.replace("KEY", KEY).split()
        assert (python, module) == ("python", "briefing")
        status = cli.main([str(page) if word == "page.txt" else word for word in argv])
        out, err = capsys.readouterr()
        return status, out.splitlines(), err.splitlines()

    yield run
    tables.forget()


def test_the_steps_lead_to_a_briefing_that_is_proved_and_tested(walk, invented):
    new, fill, check, claims = re.findall(r"^ *(python -m briefing .*)$", SECTION, re.M)
    assert walk(new, ANSWERS)[0] == 0
    draft = f"briefing/{KEY}/draft.csv"
    for numeral, cells in DECISIONS.items():
        edit(invented, draft, {"numeral": numeral}, **cells)
    status, lines, complaints = walk(fill)
    assert (status, complaints) == (0, [])
    assert lines[0].endswith("figures.csv: 4 figures") and lines[1].endswith("3 numerals left out")
    assert not [line for line in lines if line.startswith("open: ")]
    status, lines, _ = walk(check)
    assert status == 0 and "4 of 4 found; the text is the recorded one" in lines[0]
    assert lines[2] == "6 of 6 numerals are accounted for"
    status, lines, _ = walk(claims)
    assert status == 0
    assert [line for line in lines if line and not line.startswith(" ")] == [
        "share: confirmed on 1 of 2 readings",
        "growth: confirmed",
        "provinces: cannot be tested",
        "provinces-growth: holds where it can be tested",
    ]


def test_the_section_names_the_columns_and_files_there_are():
    from briefing.facts.draft import COLUMNS

    assert {"keep", "exclude", "measure", "population", "area", "words"} <= set(COLUMNS)
    for name in ("keep", "exclude", "words", "relation", "relative_to"):
        assert f"`{name}`" in SECTION
