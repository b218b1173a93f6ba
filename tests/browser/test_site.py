"""The rendered site, as a browser shows it: on a desk, on a phone, from the file system alone."""

import shutil
from pathlib import Path

import pytest

from briefing.report import notebooks, render

ROOT = Path(__file__).parents[2]
PAGES = ["index", *(path.stem for path in notebooks(ROOT))]
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium here; on Debian: apt-get install chromium"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    source = folder / "notebooks"
    source.mkdir()
    for path in notebooks(ROOT):
        shutil.copy(path, source)
    return render(source, folder / "site").parent


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well(site, browser, name, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    console, requests = [], []
    page.on("console", lambda m: m.type in ("error", "warning") and console.append(m.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((site / f"{name}.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert console == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    pictures = page.evaluate(
        "[...document.images].map(i => [i.currentSrc, i.complete && i.naturalWidth > 0, i.alt])"
    )
    assert [source for source, whole, _ in pictures if not whole] == []
    assert [source for source, _, alt in pictures if len(alt) < 20] == []
    assert name == "index" or pictures
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
