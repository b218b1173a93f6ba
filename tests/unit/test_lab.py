"""`make lab`: a working copy that keeps what a reader changed, and a JupyterLab that serves it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import nbformat
import pages
import pytest
import serve_lab
from execute import METADATA

ROOT = Path(__file__).parents[2]
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


# -- the copy ------------------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path):
    """A folder with three files and their copy."""
    for name in ("kept", "edited", "gone"):
        (tmp_path / "from").mkdir(exist_ok=True)
        (tmp_path / "from" / name).write_text("stored")
    assert again(tmp_path) == []
    assert shown(tmp_path) == {"kept": "stored", "edited": "stored", "gone": "stored"}
    return tmp_path


def again(folder):
    return serve_lab.refresh(folder / "from", folder / "to", (folder / "from").iterdir())


def shown(folder):
    files = (path for path in (folder / "to").iterdir() if not path.name.startswith("."))
    return {path.name: path.read_text() for path in files}


def test_what_nobody_edited_follows_the_checkout(copied):
    (copied / "from" / "kept").write_text("newer")
    (copied / "from" / "gone").unlink()
    assert again(copied) == []
    assert shown(copied) == {"kept": "newer", "edited": "stored"}


def test_an_edit_is_kept_and_named_until_it_is_deleted(copied):
    (copied / "to" / "edited").write_text("mine")
    (copied / "to" / "own").write_text("mine")
    assert again(copied) == ["edited"]
    (copied / "from" / "edited").write_text("newer")
    (copied / "from" / "own").write_text("theirs")
    other = " (the checkout has another one by now)"
    for _ in range(2):
        assert again(copied) == [f"edited{other}", f"own{other}"]
        assert shown(copied)["edited"] == shown(copied)["own"] == "mine"
    (copied / "from" / "edited").unlink()
    assert again(copied)[0] == f"edited{other}"
    (copied / "to" / "own").unlink()
    again(copied)
    assert shown(copied)["own"] == "theirs" and shown(copied)["edited"] == "mine"


# -- the server ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A checkout whose working copy JupyterLab serves, and its address."""
    root = tmp_path_factory.mktemp("lab") / "a checkout"
    for name in ("briefing", "data", "notebooks"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("Makefile", "uv.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (root / ".venv" / ".synced").write_text(f"{root}\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"--port {port} --no-browser --IdentityProvider.token=t --ServerApp.port_retries=0"
    log = root.parent / "log"
    with open(log, "w") as said:
        make = subprocess.Popen(
            ["make", "lab", f"ARGS={options}"],
            cwd=root,
            env=os.environ | {"HOME": str(root.parent)},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        end = time.monotonic() + 60
        while "is running at" not in log.read_text():
            assert make.poll() is None and time.monotonic() < end, log.read_text()
            time.sleep(0.2)
        yield root, f"http://127.0.0.1:{port}"
    finally:
        os.killpg(make.pid, signal.SIGTERM)
        make.wait(60)


def ask(address, body=None):
    request = Request(address, headers={"Authorization": "token t"})
    if body is not None:
        request.method, request.data = "PUT", json.dumps(body).encode()
    with urlopen(request, timeout=20) as answer:
        return json.load(answer)


def test_notebooks_and_data_are_served_and_the_stored_ones_are_not_written(served):
    root, address = served
    entries = ask(f"{address}/api/contents")["content"]
    assert {entry["name"] for entry in entries} == {"briefing", "data", "notebooks"}
    table = f"{address}/api/contents/data/briefings.csv"
    text = ask(table)["content"]
    ask(table, {"type": "file", "format": "text", "content": f"{text}edited"})
    assert (root / "lab" / "data" / "briefings.csv").read_text() == f"{text}edited"
    assert (root / "data" / "briefings.csv").read_text() == text
    ask(table, {"type": "file", "format": "text", "content": text})


@pytest.fixture(scope="module")
def page(served):
    """A page of JupyterLab; what it asks of others, and complains of, is kept."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        yield page
        browser.close()


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


#: The kernel has been idle for two seconds. One that has just started connects a second time, and
#: what is run meanwhile is lost.
SETTLED = """async () => {
  const status = () => document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status;
  for (let quiet = 0; quiet < 20; quiet = status() === 'idle' ? quiet + 1 : 0)
    await new Promise(later => setTimeout(later, 100));
}"""


def run_and_save(page, address, path, result):
    """Run a notebook that has no outputs in JupyterLab; save it until it has all of them."""
    page.goto(f"{address}/lab/tree/notebooks/{path.name}?token=t&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.evaluate(SETTLED)
    assert page.locator(".lm-TabBar-tab.jp-mod-dirty").count() == 0, "it opens as changed"
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").click()
    page.get_by_text("Run All Cells", exact=True).click()
    end = time.monotonic() + 60
    while not result() and time.monotonic() < end:
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here; on Debian: apt-get install chromium")
def test_a_notebook_that_is_run_and_saved_is_as_it_was_stored(served, page):
    root, address = served
    path = root / "lab" / "notebooks" / "05-what-the-claim-allows.ipynb"
    stored = path.read_text(encoding="utf-8")
    notebook = pages.read(path)
    for cell in code(notebook):
        cell.update(outputs=[], execution_count=None)
    nbformat.write(notebook, path)
    run_and_save(page, address, path, lambda: path.read_text(encoding="utf-8") == stored)
    assert path.read_text(encoding="utf-8") == stored
    assert page.get_by_text("Jupyter news").count() == 0
    own = (address, "data:", "blob:", address.replace("http", "ws"))
    assert [url for url in page.asked if not url.startswith(own)] == []


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here; on Debian: apt-get install chromium")
def test_a_changed_table_is_what_a_notebook_reads(served, page):
    root, address = served
    table = root / "lab" / "data" / "briefing" / "2024-07-05" / "figures.csv"
    text = table.read_text()
    assert ",31.7," in text
    table.write_text(text.replace(",31.7,", ",41.7,"))
    path = root / "lab" / "notebooks" / "own.ipynb"
    cell = nbformat.v4.new_code_cell(
        'import briefing\nprint(briefing.figure("industry-share-gdp-2023", "2024-07-05"))'
    )
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=METADATA), path)
    run_and_save(page, address, path, lambda: code(pages.read(path))[0].outputs)
    (output,) = code(pages.read(path))[0].outputs
    assert output.text == "41.7 %\n"


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here; on Debian: apt-get install chromium")
def test_a_control_moves_the_sentence_and_the_chart(served, page):
    root, address = served
    path = root / "lab" / "notebooks" / "moved.ipynb"
    source = (
        "from briefing.what_if import questions\nfrom briefing.what_if.choose import Choose\n"
        'Choose(questions()["others"])'
    )
    # Run twice, a control answers still, though both are of one name.
    cells = [nbformat.v4.new_code_cell(text) for text in (source, source)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    run_and_save(page, address, path, lambda: code(pages.read(path))[-1].outputs)
    lead, box = page.get_by_label("lead").last, page.locator(".widget-vbox").last
    sentence, picture = box.locator("p"), box.locator("img")
    before = picture.get_attribute("src")
    assert (
        "they grew" in sentence.inner_text() and "they grew" in picture.get_attribute("alt").lower()
    )
    lead.focus()
    page.keyboard.press("End")
    sentence.get_by_text("they shrank").wait_for()
    assert picture.get_attribute("src") != before
    assert "they shrank" in picture.get_attribute("alt").lower()
