"""Pages made from the library: they say what the library says, and nothing in them is markup."""

import json
import re
import zipfile
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree

import citing
import downloads
import pages
import pytest
import statements
import writing
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from publish import BRIEFING, DATA, publish, write_map

from briefing import briefings, claims, evidence
from briefing.facts.said import registry

CLAIMS = claims(BRIEFING)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    publish(pages.listed(), folder / "pages", folder / "files")
    return folder


def read(made, name):
    """Read a page as its letters, without the backslashes before them."""
    return re.sub(r"\\([^\w\s]|_)", r"\1", (made / "pages" / name).read_text(encoding="utf-8"))


def test_each_claim_and_each_briefing_has_a_page(made):
    names = {path.stem for path in (made / "pages" / "claims").glob("*.md")}
    assert names == set(CLAIMS["claim"]) and "" not in names
    keys = {path.stem for path in (made / "pages" / "briefings").glob("*.md")}
    assert keys == set(briefings())


@pytest.mark.parametrize("id", CLAIMS.index)
def test_a_claim_s_page_shows_each_reading_with_its_outcome(made, id):
    found, row = evidence(id, BRIEFING), CLAIMS.loc[id]
    page = read(made, f"claims/{found.claim}.md")
    for text in (f"“{row['said']}”", str(row["verdict"]), found.caveat, found.question):
        assert text in page
    for reading in found.readings:
        (line,) = [line for line in page.splitlines() if line.startswith(f"| {reading.text} |")]
        for text in (reading.outcome, str(reading.official or "none"), reading.note):
            assert text in line
        for fact in reading.sources:
            assert f"{fact.provenance.producer}, {fact.scope.vintage}: " in page
            assert fact.provenance.read_in in page


def test_no_page_names_a_figure_by_its_id(made):
    ids = {id for key in briefings() for id in registry(key) if "-" in id}
    for path in (made / "pages").rglob("*.md"):
        prose = re.sub(r"`{3,}.*?`{3,}", "", read(made, path), flags=re.DOTALL)
        prose = re.sub(r"\]\([^)]*\)", "]", prose)
        assert not [id for id in ids if id in re.findall(r"[\w-]+", prose)], path.name
        assert not re.findall(r"\b[a-z]+_[a-z_]+\b", prose.partition("---\n#")[2])


def test_the_first_page_counts_the_verdicts_with_word_and_shape(made):
    page = read(made, "index.md")
    verdicts = CLAIMS["verdict"][CLAIMS["sort"] == "statement"].value_counts()
    lines = [line for line in page.splitlines() if line.startswith("- **")]
    assert len(lines) == len(verdicts)
    for verdict, number in verdicts.items():
        assert any(f"**{number}** [{verdict}]{{.verdict ." in line for line in lines), verdict
    for words in CLAIMS["said"]:
        assert f"“{words}”" in page
    first = page.partition("## The main points")[2].partition("##")[0]
    split = CLAIMS["verdict"].str.contains(" of |cannot be tested")
    telling = CLAIMS[split | CLAIMS["says_little"].astype(bool)]
    telling = telling[telling["sort"] == "statement"]
    assert len(telling) == first.count("\n- ") and all(w in first for w in telling["said"])
    assert downloads.digest(DATA) in page


def test_a_verdict_of_each_kind_has_a_shape_of_its_own():
    sure = [name for name in statements.SHAPES if name not in ("UNTESTED", "NO_RULE", "NO_DATA")]
    assert len({statements.SHAPES[name] for name in sure}) == len(sure) == 5
    style = (pages.WEBSITE / "static" / "pages.css").read_text(encoding="utf-8")
    for shape in (*statements.SHAPES.values(), "empty"):
        assert f".{shape}" in style


# -- for programs --------------------------------------------------------------------------------


def test_the_claims_come_back_from_the_file(made):
    records = json.loads((made / "files" / "claims.json").read_bytes())
    for key in briefings():
        table, found = claims(key), {r["id"]: r for r in records if r["briefing"] == key}
        assert [*found] == [*table.index]
        for id, row in table.iterrows():
            record, known = found[id], evidence(id, key)
            told = (record["words"], record["verdict"], record["says_little"])
            assert told == (row["said"], str(row["verdict"]), row["says_little"])
            assert (record["caveat"] or "") == row["caveat"]
            assert [(r["reading"], r["outcome"]) for r in record["readings"]] == [
                (reading.text, str(reading.outcome)) for reading in known.readings
            ]
    assert len(records) == sum(len(claims(key)) for key in briefings())


def test_the_reviews_come_back_from_the_pages(made):
    found = {}
    for path in (made / "pages" / "claims").glob("*.jsonld"):
        text = path.read_text(encoding="utf-8")
        assert not set("<>&") & set(text)
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        for review in data["@graph"]:
            assert review["@type"] == "ClaimReview" and review["author"]["name"]
            claim = review["itemReviewed"]
            assert claim["@type"] == "Claim" and claim["author"]["@type"] == "Person"
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", claim["datePublished"])
            assert claim["appearance"]["url"].startswith("http")
            key, _, id = review["identifier"].partition(":")
            assert key == BRIEFING and f"“{CLAIMS.loc[id, 'said']}”: " in review["claimReviewed"]
            assert claim["text"] == CLAIMS.loc[id, "said"] and review["reviewBody"]
            pair = (review["name"], review["reviewRating"]["alternateName"])
            found.setdefault(id, []).append(pair)
    expected = {
        id: [(r.text, str(r.outcome)) for r in evidence(id, BRIEFING).readings if r.tested]
        for id in CLAIMS.index
    }
    assert found == {id: readings for id, readings in expected.items() if readings}


def test_the_first_page_describes_the_data_set(made):
    (data,) = json.loads((made / "pages" / "index.jsonld").read_bytes())["@graph"]
    assert data["@type"] == "Dataset" and 50 <= len(data["description"]) <= 5000
    assert data["license"].startswith("https://") and data["creator"][0]["name"]
    resources = downloads.descriptor(DATA)["resources"]
    assert len(data["hasPart"]) == len(resources)
    files = {file["contentUrl"] for file in data["distribution"]}
    assert files == {path.name for path in (made / "files").iterdir() if path.is_file()}


def test_the_package_to_take_away_holds_what_is_sealed():
    packed = downloads.zipped(DATA)
    assert packed == downloads.zipped(DATA)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        names = archive.namelist()
        for entry in downloads.descriptor(DATA)["resources"]:
            assert f"sha256:{sha256(archive.read(entry['path'])).hexdigest()}" == entry["hash"]
            assert entry["schema"] in names
        assert "datapackage.json" in names


def test_the_workbook_has_a_sheet_for_each_table_and_its_numbers():
    book = downloads.workbook(DATA)
    assert book == downloads.workbook(DATA)
    with zipfile.ZipFile(BytesIO(book)) as archive:
        sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{SHEET}sheet")
        names = [sheet.get("name") for sheet in sheets]
        texts = ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{SHEET}t")
        shared = {text.text for text in texts}
        at = names.index(f"{BRIEFING}-figures") + 1
        figures = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{at}.xml"))
    entries = downloads.descriptor(DATA)["resources"]
    assert names[0] == "sources" and len(names) == len(entries) + 1
    assert {*CLAIMS["said"], *CLAIMS["caveat"]} <= shared
    numbers = {
        cell.findtext(f"{SHEET}v") for cell in figures.iter(f"{SHEET}c") if not cell.get("t")
    }
    assert {"31.7", "6.2", "70"} <= numbers


# -- text is text --------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" <>&*_`[](){}|#\\")))
def test_no_letter_of_the_data_is_markdown(text):
    told = " ".join(text.split())
    inline = MarkdownIt().parseInline(writing.literal(text))
    children = inline[0].children if inline else []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == told


@pytest.mark.parametrize("address", ["javascript:f()", "http://a b", "https://x/<b>", "", None])
def test_only_an_address_of_the_web_is_a_link(address):
    assert writing.link("a page", address) == "a page"
    assert writing.link("a page", "https://x.org/1") == "[a page](<https://x.org/1>)"


def test_a_block_of_text_is_not_ended_by_what_it_holds():
    block = writing.fenced("a\n```\nb", "text")
    assert block.splitlines()[0].startswith("````{code-block}") and block.endswith("\n````")


# -- to cite, and where the site lies ------------------------------------------------------------


@pytest.mark.parametrize("id", CLAIMS.index)
def test_each_form_cites_speaker_words_day_and_page(id):
    (claim,) = [one for one in statements.stated(BRIEFING) if one.fact.id == id]
    forms = citing.of_statement(claim)
    (item,) = json.loads(forms["CSL-JSON"])
    day = "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0])
    speaker = claim.said.speaker.partition(",")[0]
    assert item["author"] == [{"literal": speaker}] and claim.words in item["title"]
    assert day == str(claim.record["date_said"]) and item["URL"] == claim.record["address"]
    bibtex = forms["BibTeX"]
    assert bibtex.count("{") == bibtex.count("}")
    for text in (speaker, day, claim.record["address"], claim.words.replace("%", r"\%")):
        assert text in bibtex
    assert claim.words in forms["Text"] and str(claim.said.locator) in forms["Text"]


def test_a_map_is_written_where_the_address_is_known(tmp_path, monkeypatch):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "gain.html").touch()
    monkeypatch.delenv("SITE_BASE", raising=False)
    write_map(tmp_path)
    assert not (tmp_path / "sitemap.xml").exists()
    monkeypatch.setenv("SITE_BASE", "https://example.org/site")
    write_map(tmp_path)
    address = "<loc>https://example.org/site/claims/gain.html</loc>"
    assert address in (tmp_path / "sitemap.xml").read_text()
