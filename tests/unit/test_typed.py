"""No number, comparison or definition is typed into a notebook or a template of the site."""

import re

import pages
import pytest
from typed import refused, refused_in_code

NOTEBOOKS = {path.stem: pages.read(path) for path in pages.listed()}
each = pytest.mark.parametrize("notebook", NOTEBOOKS.values(), ids=NOTEBOOKS)


def assumes(cell):
    return "parameters" in cell.metadata.get("tags", [])


@each
def test_nothing_is_typed_that_facts_can_say(notebook):
    for cell in notebook.cells:
        if "phrases" in cell.metadata.get("tags", []):
            continue  # a reader's own words: see test_own_claim.py
        code = cell.cell_type == "code"
        found = refused_in_code(cell.source, assumes(cell)) if code else refused(cell.source)
        assert found == [], cell.source


TEMPLATES = [pages.WEBSITE / "index.md", *sorted((pages.WEBSITE / "templates").iterdir())]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_typed_into_a_template_of_the_site(path):
    text, _, _contents = path.read_text(encoding="utf-8").partition("```{toctree}")
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    assert refused(text) == []


@each
def test_assumptions_stand_together_at_the_beginning(notebook):
    assert [number for number, cell in enumerate(notebook.cells) if assumes(cell)] in ([], [1])


REFUSED = """
High-tech manufacturing grew slower than equipment manufacturing.
In May the rate lay below April's.
Jiangsu holds the largest share.
The share fell between the years.
The others lag the nation.
## Where industry rose
*Industry* is mining and manufacturing, without construction.
Industry grew tenfold.
It doubled.
It holds a quarter of GDP.
It holds ⅔ of GDP.
It is twice the mean of the rest.
It holds about half of it.
The share is `31.8 %`.
It is said of over 2000 factories.
## The eleven provinces
There are twelve of them.
On 5 July 2024 he said so.
It was 七成 of the whole.
See ② for it.
""".strip().splitlines()


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_not_be_typed(text):
    assert refused(text)
    assert refused_in_code(f"Markdown({text!r})")


@pytest.mark.parametrize(
    "text",
    [
        "## Which base the minister used",
        "Industry *above designated size* as first published.",
        "At its lower end it holds nothing.",
        "Work plans of the ten key industries set targets.",
        "See [growth](03-growth-rates.ipynb) and `python -m briefing check FILE`.",
        "Vintages are drawn apart, for a revision is not a change in the economy.",
    ],
)
def test_what_may_be_typed(text):
    assert refused(text) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('charts.lines(path, title="It rose")', ["rose"]),
        ('f"{n} of {m} provinces outgrew the nation"', ["outgrew"]),
        ('say("{} is " "more", a)', ["more"]),
        ('{"read to the nearest ten": half}', ["ten"]),
        ('Quantity.exact("0.5", "percent")', ["0.5"]),
        ("level = 31.7", ["31.7"]),
        ("charts.ranking(rates, reference=1)", ["1"]),
        ('f"{1} province"', ["1"]),
        ('charts.Named("with Anhui", ["Jiangsu", "Anhui"])', ["['Jiangsu', 'Anhui']"]),
        ("charts.intervals([share, rest], title=title)", []),
        ('official("gdp", vintage="first published", period="2024-01/2024-05")', []),
        ('figure("industrial-growth-2024-01-05")', []),
        ('f"{share:.2f}" if share.qualifier == "over" else 100 * (1 - share)', []),
        ('charts.lines(path, title=say("{} {}", what, moved(a, b)))', []),
    ],
)
def test_code_is_read_too(source, found):
    assert refused_in_code(source) == found


def test_the_cell_of_parameters_says_what_the_table_says():
    lead = "lead = 0.5  # How far each major province's growth lies above the nation's: "
    lead += "0.1 to 5 percentage points"
    assert refused_in_code(lead, parameters=True) == []
    for wrong in (lead.replace("0.5", "0.6"), lead.replace("to 5", "to 6"), "few = 5", "print(1)"):
        assert refused_in_code(f"{lead}\n{wrong}", parameters=True) == [wrong]
