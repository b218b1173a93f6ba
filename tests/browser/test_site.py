"""The rendered site, as a browser shows it: on a desk, on a phone, from the file system alone."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pages
import pytest
from render import render
from sphinx.errors import ExtensionError

PAGES = ["index", *(path.stem for path in pages.listed())]
REFERENCE = [f"reference/{path.stem}" for path in (pages.WEBSITE / "reference").iterdir()]
OTHERS = ["glossary", "changelog", *sorted(REFERENCE)]
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium here; on Debian: apt-get install chromium"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = tmp_path_factory.mktemp("site") / "site"
    render(pages.listed(), site)
    return site


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", [*PAGES, *OTHERS])
def test_a_page_reads_well(site, browser, name, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    console, requests = [], []
    page.on("console", lambda m: m.type in ("error", "warning") and console.append(m.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.add_init_script(WATCH)
    page.goto((site / f"{name}.html").as_uri())
    page.evaluate(SETTLED)
    assert console == []
    assert page.evaluate("violations") == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    pictures = page.evaluate(
        "[...document.images].map(i => [i.currentSrc, i.complete && i.naturalWidth > 0, i.alt])"
    )
    assert [source for source, whole, _ in pictures if not whole] == []
    assert [source for source, _, alt in pictures if len(alt) < 20] == []
    assert pictures or name in ("index", *OTHERS)
    shown = page.evaluate("document.documentElement.dataset.theme")
    assert shown == scheme
    page.close()


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
    page.goto((site / "search.html").as_uri() + "?q=provinces")
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
