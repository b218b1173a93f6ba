"""The rendered site, as a browser shows it: on a desk, on a phone, from the file system alone."""

import csv
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path

import pages
import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader
from render import render
from sphinx.errors import ExtensionError

from briefing import assumptions

PAGES = ["index", *(path.stem for path in pages.listed())]
#: Of the pages made from the library: a claim on each reading, one on areas, briefings.
MADE = ["claims/share-of-gdp", "claims/provinces-growth", "claims/provinces-count"]
MADE += ["briefings/2024-07-05", "briefings/2024-10-23"]
REFERENCE = [f"reference/{path.stem}" for path in (pages.WEBSITE / "reference").iterdir()]
OTHERS = ["glossary", "changelog", "what-if", *sorted(REFERENCE)]
#: Then axe-core and the printer take every page, in every sight.
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium here; on Debian: apt-get install chromium"
)


#: Where the site lies that the tests render; it is rendered anew when anything in it has changed.
TESTED = pages.ROOT / "build" / "tested" / "site"


@pytest.fixture(scope="module")
def site():
    source = pages.site_from(pages.listed())
    held = [place for place in (pages.SITE, TESTED) if pages.holds(place, source)]
    if not held:
        render(pages.listed(), TESTED)
    return (held or [TESTED])[0].resolve()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Without a sandbox, for where tests run as root; the pages are our own.
        started = playwright.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


#: Keeps what the page's policy refused.
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", e => violations.push(`${e.effectiveDirective} ${
  e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));
"""
#: The page is loaded; its pictures and fonts are there or known to be missing; it is drawn.
SETTLED = """async () => {
  await Promise.allSettled([...document.images].map(image => image.decode()));
  await document.fonts.ready;
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""


#: Nothing is wider than the window.
FITS = "document.documentElement.scrollWidth <= window.innerWidth"
#: Folded parts are opened.
UNFOLD = "document.querySelectorAll('details').forEach(part => part.open = true)"


#: Widths and schemes.
WINDOWS = [(1280, "light"), (390, "dark")] + THOROUGH * [(1280, "dark"), (390, "light")]


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_pages_read_well(site, browser, width, scheme):
    size = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        page, console, requests = context.new_page(), [], []
        page.on("console", lambda m: m.type in ("error", "warning") and console.append(m.text))
        page.on("pageerror", lambda error: console.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.add_init_script(WATCH)
        for name in [*PAGES, *OTHERS]:
            page.goto((site / f"{name}.html").as_uri())
            page.evaluate(SETTLED)
            assert console == [], name
            assert page.evaluate("violations") == [], name
            assert [url for url in requests if not url.startswith(("file:", "data:"))] == [], name
            assert page.locator("h1").count() == 1, name
            assert page.evaluate(FITS), name
            pictures = page.evaluate(
                "[...document.images]"
                ".map(i => [i.currentSrc, i.complete && i.naturalWidth > 0, i.alt])"
            )
            assert [source for source, whole, _ in pictures if not whole] == [], name
            assert [source for source, _, alt in pictures if len(alt) < 20] == [], name
            assert page.evaluate("document.documentElement.dataset.theme") == scheme, name


def every_page(site):
    """Each page of the site; 404.html is served under any address and has no style as a file."""
    made = sorted(Path(site).resolve().rglob("*.html"))
    return [path for path in made if "_static" not in path.parts and path.name != "404.html"]


#: One page of each kind: most others differ from it in their words alone.
KINDS = ["index", "01-figures-and-provenance", "02-industrial-share", "claims/share-of-gdp"]
KINDS += ["briefings/2024-07-05", "glossary", "reference/facts", "search", "what-if"]


def chosen(site):
    """One page of each kind; in a thorough run every page."""
    return every_page(site) if THOROUGH else [site / f"{name}.html" for name in KINDS]


#: Widths, schemes and folded or opened parts, which show all that the folded ones show.
SIGHTS = [(1280, "dark", True), (390, "light", True)]
SIGHTS += THOROUGH * [(1280, "light", False), (390, "dark", False)]


#: What is many times alike takes long: of rows the first stand for all, of code the first cell.
FEWER = """document.querySelectorAll("tbody tr:nth-child(n + 4), .cell ~ .cell .cell_input pre")
  .forEach(part => part.remove())"""


@pytest.mark.parametrize(("width", "scheme", "unfolded"), SIGHTS)
def test_nothing_keeps_a_reader_out(site, browser, width, scheme, unfolded):
    size = {"width": width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True) as context:
        page, found = context.new_page(), []
        for path in chosen(site):
            page.goto(path.as_uri())
            page.evaluate(UNFOLD if unfolded else "0")
            page.evaluate(FEWER)
            report = Axe().run(page, options={"resultTypes": ["violations"]})
            faults = report.response["violations"]
            found += [(path.name, fault["id"], fault["nodes"]) for fault in faults]
        assert found == []


def test_at_four_times_the_size_nothing_runs_over_the_edge(site, browser):
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        for path in every_page(site):
            page.goto(path.as_uri())
            page.evaluate(UNFOLD)
            assert page.evaluate(FITS), path.name


def letters(text):
    """A text without spaces, a ligature as its letters: so it compares with what a PDF holds."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def told_in(printed, text):
    """Whether a PDF's letters have those of a text; for Chinese a font may be missing here."""
    return all(part in printed for part in re.split("[\u3400-\u9fff]+", letters(text)))


#: The rows of tables and the last sentence, as a reader sees them: of a list, what is chosen.
TOLD = """[...document.querySelectorAll("article table tr")].map(row => {
  const copy = row.cloneNode(true), lists = row.querySelectorAll("select");
  copy.querySelectorAll("select").forEach((list, n) =>
    list.replaceWith(lists[n].selectedOptions[0].text));
  return copy.textContent;
}).concat(
  [...document.querySelectorAll("article :is(p, li)")].at(-1).textContent)"""


def test_pages_print_whole(site, browser):
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        for path in chosen(site):
            page.goto(path.as_uri())
            rows = page.evaluate(TOLD) if page.locator("article :is(p, li)").count() else []
            pdf = PdfReader(BytesIO(page.pdf(format="A4")))
            printed = letters("".join(sheet.extract_text() for sheet in pdf.pages))
            assert [row for row in rows if not told_in(printed, row)] == [], path.name
            assert "Showthecode" not in printed
            for address in page.evaluate("[...document.links].map(a => a.getAttribute('href'))"):
                assert not address.startswith("http") or letters(address) in printed, path.name
            # On paper nothing is wider than the sheet, less its margins, and letters are dark.
            page.emulate_media(media="print")
            page.set_viewport_size({"width": 718, "height": 1000})
            assert page.evaluate(FITS), path.name
            assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
            page.emulate_media(media="null")


def test_each_chart_is_a_figure_with_its_files_and_the_search_finds_its_words(site, browser):
    page, index = browser.new_page(), (site / "searchindex.js").read_text(encoding="utf-8")
    drawn = 0
    for name in PAGES[1:]:
        page.goto((site / f"{name}.html").as_uri())
        figures = page.locator("figure.chart")
        for number in range(1, figures.count() + 1):
            figure, drawn = page.locator(f"#figure-{number}"), drawn + 1
            assert figure.locator("figcaption").inner_text().startswith(f"Figure {number}")
            box, column = figure.locator("svg").bounding_box(), figure.bounding_box()
            assert box["width"] == column["width"] > 600
            files = figure.locator("a[download]").evaluate_all("links => links.map(a => a.href)")
            stem = site / "figures" / f"{name}-figure-{number}"
            assert files == [f"{stem.as_uri()}.{end}" for end in ("csv", "svg", "png")]
            rows = list(csv.reader(stem.with_suffix(".csv").read_text("utf-8").splitlines()))
            cells = figure.locator("tbody :is(th, td)").all_text_contents()
            drawn_cells = [cell for row in rows[1:] for cell in row]
            assert [cell.replace(",", "") for cell in drawn_cells] == (
                [cell.replace(",", "") for cell in cells]
            )
    assert drawn > 10 and page.evaluate("document.fonts.check('10px \"DejaVu Sans\"')")
    page.close()
    # A caption is found; a province that stands in numbers alone is not.
    assert "heilongjiang" not in index.lower() and "outgrew" in index.lower()


def test_every_page_leads_to_every_other(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    for name in PAGES:
        page.goto((site / f"{name}.html").as_uri())
        links = page.evaluate("[...document.querySelectorAll('nav a')].map(a => a.href)")
        for other in PAGES[1:]:
            assert any(f"{other}.html" in link or link.endswith("#") for link in links), (
                name,
                other,
            )
        for link in page.evaluate("[...document.links].map(a => a.href)"):
            if link.startswith("file:"):
                assert Path(link.removeprefix("file://").split("#")[0]).is_file(), link
    page.close()


#: Renders the site of the checkout that it is run in.
RENDER = "import pages, render, pathlib; render.render(pages.listed(), pathlib.Path('site'))"


def test_the_site_has_the_same_bytes_in_another_checkout(site, tmp_path):
    other = tmp_path / "another checkout"
    other.mkdir()
    for name in ("briefing", "data", "notebooks"):
        shutil.copytree(pages.ROOT / name, other / name)
    for name in ("CHANGELOG.md", "uv.lock"):
        shutil.copy(pages.ROOT / name, other)
    surroundings = os.environ | {"PYTHONPATH": f"{other}:{other / 'notebooks' / 'website'}"}
    subprocess.run([sys.executable, "-c", RENDER], cwd=other, env=surroundings, check=True)
    held = [
        {path.relative_to(folder): path.read_bytes() for path in pages.files(folder.resolve())}
        for folder in (site.resolve(), (other / "site").resolve())
    ]
    assert set(held[0]) == set(held[1])
    assert [path for path in held[0] if held[0][path] != held[1][path]] == []


def test_the_page_for_lost_addresses_names_everything_from_the_root(site):
    page = (site / "404.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="(?!#)([^"?#]*)', page)
    assert "/index.html" in links
    assert [one for one in links if not (one.startswith("/") and (site / one[1:]).is_file())] == []


def test_no_script_runs_but_the_theme_s(site, browser, tmp_path):
    copy = shutil.copytree(site, tmp_path / "site")
    path = copy / "index.html"
    injected = (
        "<script>window.ran = 'inline'</script>"
        "<img src='missing.png' onerror=\"window.ran = 'handler'\">"
        "<script src='data:text/javascript,window.ran = 1'></script>"
        "<iframe src='search.html'></iframe><img src='https://example.org/x.png'>"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("<h1>", injected + "<h1>"))
    page = browser.new_page()
    failures = {}
    page.on("requestfailed", lambda request: failures.update({request.url: request.failure}))
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.evaluate(SETTLED)
    assert page.evaluate("window.ran") is None
    refused = {line.split()[0] for line in page.evaluate("violations")}
    assert refused == {"script-src-elem", "script-src-attr", "frame-src", "img-src"}
    assert failures["https://example.org/x.png"] == "csp"  # refused before it was sent
    page.close()


def test_the_theme_switch_and_the_search_work_under_the_policy(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.add_init_script(WATCH)
    page.goto((site / "index.html").as_uri())
    for scheme in ("dark", "light"):
        page.locator(".theme-switch-button").first.click()
        page.locator(f'.dropdown-menu.show [data-mode="{scheme}"]').first.click()
        assert page.evaluate("document.documentElement.dataset.theme") == scheme
    page.locator("nav a", has_text="Share").first.click()
    page.wait_for_url("**/02-industrial-share.html")
    assert page.locator("h1").count() == 1
    page.locator(".search-button").first.click()
    page.keyboard.type("provinces")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=provinces")
    page.locator("#search-results li").first.wait_for()
    assert page.evaluate("violations") == []
    page.close()


@pytest.mark.parametrize(
    "output",
    ["<script>1</script>", "<b onclick='f()'>x</b>", '<a href="javascript:f()">x</a>', "<style/>"],
)
def test_a_notebook_that_would_run_something_is_refused(output):
    configuration = runpy.run_path(str(pages.WEBSITE / "conf.py"))
    refuse = configuration["refuse_active_content"]
    refuse(None, "a-page", None, {"body": "<p>code: &lt;script&gt; on=1</p>"}, None)
    with pytest.raises(ExtensionError, match="a-page: shows .* the theme's scripts only"):
        refuse(None, "a-page", None, {"body": f"<p>text</p>{output}"}, None)


@pytest.mark.parametrize("name", ["index", *MADE])
def test_a_page_made_from_the_library_is_light_and_leads_to_what_is_there(site, browser, name):
    page = browser.new_page()
    console, requests = [], []
    page.on("console", lambda m: m.type in ("error", "warning") and console.append(m.text))
    page.on("request", lambda request: requests.append(request.url))
    page.add_init_script(WATCH)
    page.goto((site / f"{name}.html").as_uri())
    page.evaluate(SETTLED)
    assert console == [] and page.evaluate("violations") == []
    loaded = [url for url in requests if not url.startswith("data:")]
    assert [url for url in loaded if not url.startswith("file:")] == []
    paths = [Path(url.removeprefix("file://").partition("?")[0]) for url in loaded]
    assert sum(path.stat().st_size for path in set(paths)) < 1_200_000
    for link in page.evaluate("[...document.links].map(a => a.href)"):
        path = Path(link.removeprefix("file://").partition("#")[0])
        assert path.is_file() or link.startswith("http"), link
    assert page.locator('meta[name="description"]').get_attribute("content")
    assert page.locator('meta[property="og:title"]').get_attribute("content")
    page.close()


@pytest.mark.parametrize("path", pages.listed(), ids=lambda path: path.stem)
def test_a_notebook_s_page_tells_its_first_point_and_what_it_assumes(site, browser, path):
    page = browser.new_page()
    page.goto((site / f"{path.stem}.html").as_uri())
    first = page.locator("article li").first.inner_text()
    for name in ('name="description"', 'property="og:description"'):
        assert page.locator(f"meta[{name}]").get_attribute("content") == first
    title = page.locator('meta[property="og:title"]').get_attribute("content")
    assert page.locator("h1").inner_text().startswith(title)
    text, known = page.locator("article").inner_text(), assumptions()
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    tagged = [c for c in cells if "parameters" in c["metadata"].get("tags", [])]
    names = [line.partition(" = ")[0] for cell in tagged for line in cell["source"]]
    for row in known.of(names):
        assert f"{row.meaning[1:]} ({row.shown})" in text.replace("\n", " ")
    page.close()


def test_chinese_words_are_marked_and_an_office_is_no_term(site, browser):
    page = browser.new_page()
    for name in ("07-the-same-claims-through-time", *MADE, "claims/gain"):
        page.goto((site / f"{name}.html").as_uri())
        marked = page.locator("article [lang=zh]").all_text_contents()
        chinese = re.findall("[\u3400-\u9fff]+", page.locator("article").text_content())
        assert "".join(re.findall("[\u3400-\u9fff]+", "".join(marked))) == "".join(chinese)
        before = "links => links.map(a => a.previousSibling?.textContent ?? '')"
        for text in page.locator("a.term").evaluate_all(before):
            assert not text.lower().endswith(("minister of ", "ministry of "))
    assert chinese
    page.close()


def test_a_citation_is_copied_by_its_button(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "claims" / "share-of-gdp.html").as_uri())
    block = page.locator(".highlight-bibtex")
    block.hover()
    block.locator("button.copybtn").click()
    block.locator("button.copybtn.success").wait_for()
    page.evaluate("document.body.prepend(document.createElement('textarea'))")
    page.locator("textarea").first.press("Control+v")
    pasted = page.locator("textarea").first.input_value()
    assert pasted.startswith("@misc{")
    assert pasted.strip() == block.locator("pre").inner_text().strip()
    page.close()


def what_if(browser, site, state="", **more):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, **more)
    page.add_init_script(WATCH)
    page.goto(f"{(site / 'what-if.html').as_uri()}{state}")
    return page


def test_a_reader_changes_an_assumption_by_keyboard_and_the_address_keeps_it(site, browser):
    page = what_if(browser, site)
    answer = page.locator("#answer-others")
    by_default = answer.inner_text()
    assert "they grew" in by_default and answer.get_attribute("aria-live") == "polite"
    page.locator("#assumed-others").get_by_label("lead").focus()
    page.keyboard.press("End")
    assert "they shrank" in answer.inner_text()
    page.keyboard.press("ArrowUp")
    shrunk = answer.inner_text()
    assert page.url.endswith("#others.lead=4.9") and "they shrank" in shrunk
    page.keyboard.press("Tab")  # the second assumption of the question
    page.keyboard.press("End")
    both = answer.inner_text()
    assert both != shrunk and "&others.upper_end=100" in page.url
    page.reload()
    assert answer.inner_text() == both
    page.goto(page.url.partition("#")[0] + "#")
    assert answer.inner_text() == by_default
    assert page.evaluate("violations") == []
    page.close()


def test_a_link_names_a_state_for_every_question_that_has_it(site, browser):
    page = what_if(browser, site, "#half_width=8")
    chosen = page.get_by_label("half width").evaluate_all("lists => lists.map(l => l.value)")
    assert len(chosen) > 1 and set(chosen) == {"8"}
    assert "includes some of what was said" in page.locator("#answer-proxy-by-revenue").inner_text()
    page.evaluate("location.hash = '#half_width=nonsense'")
    page.wait_for_function("document.querySelector('select').value === '2.5'")
    page.close()


def test_without_a_script_the_answers_by_default_stand(site, browser):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / "what-if.html").as_uri())
        assert "they grew" in page.locator("#answer-others").inner_text()
        assert "lead: 0.5 percentage points" in page.locator("#assumed-others").inner_text()
