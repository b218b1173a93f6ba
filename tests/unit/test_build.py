"""Building: only what changed or was lost is built anew, and a run cut short leaves all whole.

HYPOTHESIS_PROFILE=thorough cuts runs short at many moments.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path

import nbformat
import pytest
from execute import METADATA

ROOT = Path(__file__).parents[2]
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
NAMES = ["00-first", "01-second"]

#: The first cell leaves its kernel's number in a folder, for a test to see whether it lives.
CELLS = """
import os, pathlib, time
pathlib.Path(os.environ.get("KERNELS", "/tmp"), f"kernel-{os.getpid()}").touch()
time.sleep(float(os.environ.get("BUSY", 0)))
print("The table says", pathlib.Path("../data/table.csv").read_text())
"""
PICTURE = """
from IPython.display import display
data = {{"image/png": "{}", "text/plain": "a picture"}}
display(data, metadata={{"image/png": {{"alt": "a picture"}}}}, raw=True)
display({{"text/markdown": "**said**: <b>it</b>", "text/plain": "said: it"}}, raw=True)
"""

#: In a small checkout no page is made from the library, which has no data package there.
PUBLISH = """
import shutil
import pages
def publish(notebooks, folder, files):
    shutil.copy(pages.WEBSITE / "index.md", folder)
def write_map(site):
    pass
"""

#: As `make validate` calls it.
PYTEST = sys.executable, "-m", "pytest", "-q", "-p", "no:hypothesispytest"

#: What a shell has. With the variables of pytest or make, a run below would take itself for a part.
OURS = ("PYTEST_", "MAKE", "MFLAGS")
SHELL = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def run(root, *command):
    """Run a command in a checkout; give its status and what it said."""
    done = subprocess.run(command, cwd=root, env=SHELL, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def settled(root):
    """Give a small checkout an environment that is up to date: the one at hand."""
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (root / ".venv" / ".synced").write_text(f"{root}\n")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small checkout of two notebooks, built."""
    root = tmp_path_factory.mktemp("built") / "a checkout"
    for folder in ("data", "notebooks/website"):
        (root / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "briefing", root / "briefing")
    for name in ("Makefile", "uv.lock", "pyproject.toml", "conftest.py", ".gitignore"):
        shutil.copy(ROOT / name, root)
    (root / "CHANGELOG.md").write_text("# Changes\n")  # ours is long, and the search reads it all
    website = ROOT / "notebooks" / "website"
    # Its library has nothing that reference and glossary could show.
    ours = shutil.ignore_patterns("*.md", "*.rst")
    shutil.copytree(website, root / "notebooks" / "website", dirs_exist_ok=True, ignore=ours)
    contents = "".join(f"{name} <{name}>\n" for name in NAMES) + "changelog\n"
    contents = f"# Two\n\n```{{toctree}}\n{contents}```\n"
    (root / "notebooks" / "website" / "index.md").write_text(contents)
    (root / "notebooks" / "website" / "publish.py").write_text(PUBLISH)
    (root / "data" / "table.csv").write_text("one")
    picture = b64encode((website / "static" / "shares.png").read_bytes()).decode()
    for name in NAMES:
        cells = [nbformat.v4.new_markdown_cell(f"# {name}\n\n<b>text</b>", id="title")]
        cells += [nbformat.v4.new_code_cell(CELLS, id="table")]
        cells += [nbformat.v4.new_code_cell(PICTURE.format(picture), id="picture")]
        path = root / "notebooks" / f"{name}.ipynb"
        path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)) + "\n")
    settled(root)
    status, said = run(root, "make", "notebooks", "report")
    assert status == 0, said
    steps = [f"{name}: {what}" for name in NAMES for what in ("executed", "stored")]
    steps += ["the site was rendered", f"the site is at {root}/build/site/index.html"]
    assert sorted(line.partition(" in ")[0] for line in said.splitlines()) == sorted(steps)
    return root


@pytest.fixture
def checkout(built, tmp_path):
    root = shutil.copytree(built, tmp_path / "a copy", symlinks=True)
    settled(root)
    return root


def shown(root):
    """Give the words that each page of the site shows of the table."""
    pages = [(root / "build" / "site" / f"{name}.html").read_text() for name in NAMES]
    assert all(page.rstrip().endswith("</html>") for page in pages)
    return [page.partition("The table says ")[2].partition("\n")[0] for page in pages]


def committed(root):
    """Every file beside those that are built, with its bytes."""
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".draft")
    built = {"build", ".venv", "__pycache__"}
    return {p: p.read_bytes() for p in files if not built & set(p.relative_to(root).parts)}


# -- what is built anew --------------------------------------------------------------------------


def test_nothing_changed_builds_nothing(checkout):
    for path in (checkout / "data" / "table.csv", *(checkout / "notebooks").glob("*.ipynb")):
        path.touch()  # a time says nothing
    change(checkout / "notebooks" / "00-first.ipynb", "The table says one", "Another output")
    status, said = run(checkout, "make", "report")
    assert (status, said) == (0, f"the site is at {checkout}/build/site/index.html\n")


FIRST, SECOND, SITE = RECORDS = "notebooks/00-first", "notebooks/01-second", "site"
SOURCES = {
    "uv.lock": {FIRST, SECOND, SITE},
    "briefing/__init__.py": {FIRST, SECOND, SITE},
    "data/table.csv": {FIRST, SECOND, SITE},
    "CHANGELOG.md": {SITE},
    "notebooks/01-second.ipynb": {SECOND},
    "notebooks/website/index.md": {SITE},
    "notebooks/website/static/site.css": {SITE},
}
PRODUCTS = {
    "build/notebooks/00-first.ipynb": {FIRST, SITE},
    "build/site/01-second.html": {SITE},
    "build/site/_static/site.css": {SITE},
}


def stale(root):
    """Which records are deleted because they do not hold."""
    status, said = run(root, sys.executable, "notebooks/website/pages.py")
    assert status == 0, said
    return {name for name in RECORDS if not (root / "build" / f"{name}.made").exists()}


@pytest.mark.parametrize(("path", "built_anew"), (SOURCES | PRODUCTS).items())
def test_what_is_edited_is_built_anew(checkout, path, built_anew):
    path = checkout / path
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"# 01-second", b"# Other") + b" ")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert stale(checkout) == built_anew


@pytest.mark.parametrize(("path", "built_anew"), PRODUCTS.items())
@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_text("")])
def test_what_is_lost_is_built_anew(checkout, path, built_anew, lose):
    lose(checkout / path)
    assert stale(checkout) == built_anew


def test_one_changed_notebook_executes_alone_and_an_emptied_site_is_rendered(checkout):
    change(
        checkout / "notebooks" / "01-second.ipynb", "read_text())", 'read_text(), \\"and two\\")'
    )
    shutil.rmtree((checkout / "build" / "site").resolve())
    status, said = run(checkout, "make", "report", "-j1")
    assert status == 0 and "01-second: executed" in said and "00-first" not in said
    assert shown(checkout) == ["one", "one and two"]


def test_what_is_executed_is_stored_unless_it_was_changed_meanwhile(checkout):
    path = checkout / "notebooks" / "01-second.ipynb"
    change(path, "The table says", "The table tells")
    before = committed(checkout)
    status, said = run(checkout, sys.executable, "notebooks/website/store.py")
    assert status == 1 and "01-second.ipynb: was changed meanwhile; nothing was stored" in said
    assert committed(checkout) == before


def test_execution_stores_nothing_but_outputs(built):
    path = built / "notebooks" / "00-first.ipynb"
    assert path.read_bytes() == (built / "build" / "notebooks" / path.name).read_bytes()
    stored = nbformat.read(path, as_version=4)
    assert stored.cells[1].outputs[0].text == "The table says one\n"
    assert stored.cells[1].metadata == {} and stored.metadata == METADATA


def test_html_in_a_text_is_shown_and_not_rendered(built):
    page = (built / "build" / "site" / "00-first.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;text&lt;/b&gt;" in page
    assert "<strong>said</strong>: &lt;b&gt;it&lt;/b&gt;" in page and "<b>" not in page


# -- runs that fail, are cut short, or meet ------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import os; os._exit(1)", "Kernel died"),
        ("while True: pass", "timed out"),
    ],
)
def test_a_failure_names_notebook_and_cause_alone(checkout, cell, cause):
    path = checkout / "notebooks" / "01-second.ipynb"
    change(path, 'print(\\"The table says\\"', f"{cell}\\n(0")
    change(checkout / "notebooks" / "website" / "execute.py", "TIMEOUT = 120", "TIMEOUT = 2")
    before = committed(checkout)
    status, said = run(checkout, "make", "report")
    assert status
    assert "01-second.ipynb, cell 2: failed, and nothing was stored" in said and cause in said
    assert "zmq" not in said and said.count("Traceback") <= 1, said
    assert committed(checkout) == before
    assert shown(checkout) == ["one", "one"]


def test_a_warning_refuses_the_site_and_the_last_one_stands(checkout):
    path = checkout / "notebooks" / "01-second.ipynb"
    change(path, "# 01-second", "# [nowhere](missing.md)")
    status, said = run(checkout, "make", "report")
    assert status and "the site was not rendered; the last one stands" in said
    assert "missing.md" in said
    assert shown(checkout) == ["one", "one"]


def patiently(condition, seconds=20):
    """Wait until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def alive(folder):
    """The kernels that have started and not ended."""
    numbers = [path.name.removeprefix("kernel-") for path in folder.glob("kernel-*")]
    listing = subprocess.run(
        ["ps", "-eo", "pid=,stat="], capture_output=True, text=True, check=True
    )
    states = dict(line.split() for line in listing.stdout.splitlines())
    return [number for number in numbers if states.get(number, "Z")[0] != "Z"]


def started(root, target, folder, busy):
    """Start make in a process group of its own."""
    return subprocess.Popen(
        ["make", target],
        cwd=root,
        env=SHELL | {"KERNELS": str(folder), "BUSY": str(busy)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


#: When a run is cut short, in seconds, and how. A whole run takes about four seconds.
CUTS = [(1.2, signal.SIGTERM), (2.2, signal.SIGKILL), (3.2, signal.SIGINT)]
MANY = [(second / 5, how) for second in range(1, 21) for _, how in CUTS]


def test_a_run_cut_short_leaves_all_whole_and_no_kernel_behind(checkout, tmp_path):
    before = committed(checkout)
    for moment, how in MANY if THOROUGH else CUTS:
        (checkout / "data" / "table.csv").write_text(f"two {moment}")
        before[checkout / "data" / "table.csv"] = f"two {moment}".encode()
        making = started(checkout, "report", tmp_path, 0.3)
        time.sleep(moment)
        os.killpg(making.pid, how)
        making.communicate(timeout=20)
        patiently(lambda: not alive(tmp_path), 5)
        assert committed(checkout) == before
        assert len(set(shown(checkout))) == 1
    assert run(checkout, "make", "report")[0] == 0
    assert shown(checkout) == [f"two {moment}"] * 2


def test_two_runs_at_once_do_no_harm(checkout, tmp_path):
    (checkout / "data" / "table.csv").write_text("two")
    runs = [
        started(checkout, target, tmp_path, 0.2) for target in ("report", "notebooks", "report")
    ]
    for making in runs:
        said, _ = making.communicate(timeout=120)
        assert making.returncode == 0, said
    assert shown(checkout) == ["two", "two"]
    assert stale(checkout) == set()


# -- notebooks that cannot be read, or are not listed --------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda text: text.replace('"cells"', '<<<<<<< ours\n"cells"'), ", line 2: is not JSON"),
        (lambda text: text[: len(text) // 2], ", line "),
        (lambda text: "", ", line 1: is not JSON"),
        (lambda text: "\ufeff" + text, ", line 1: is not JSON"),
        (lambda text: "{}", ": is not a notebook"),
    ],
    ids=["merge", "truncated", "empty", "mark", "other"],
)
def test_a_notebook_that_cannot_be_read_is_named_in_one_line(checkout, spoil, sentence):
    path = checkout / "notebooks" / "01-second.ipynb"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    execute = "notebooks/website/execute.py"
    status, said = run(checkout, sys.executable, execute, str(path), "build/executed.ipynb")
    assert status == 1 and said.startswith(f"notebooks/01-second.ipynb{sentence}")
    assert len(said.splitlines()) == 1 and not (checkout / "build" / "executed.ipynb").exists()


def test_the_tests_stop_at_a_notebook_that_cannot_be_read(checkout):
    path = checkout / "notebooks" / "01-second.ipynb"
    change(path, '"cells"', '<<<<<<< ours\n"cells"')
    status, said = run(checkout, *PYTEST, "notebooks")
    assert status and "notebooks/01-second.ipynb, line 2: is not JSON (did a merge" in said
    assert "Traceback" not in said and len(said.splitlines()) < 4, said


def test_a_notebook_that_is_not_listed_is_left_out_and_named(checkout):
    shutil.copy(checkout / "notebooks" / f"{NAMES[1]}.ipynb", checkout / "notebooks" / "Copy.ipynb")
    (checkout / "notebooks" / "Untitled.ipynb").write_text("")
    left_out = "notebooks/Copy.ipynb is left out: notebooks/website/index.md does not list it\n"
    status, said = run(checkout, "make", "report")
    assert status == 0 and left_out in said and left_out.replace("Copy", "Untitled") in said
    assert "executed" not in said and "rendered" not in said
    status, said = run(checkout, *PYTEST, "-n0", "notebooks")
    assert status == 0 and left_out in said and "4 passed" in said, said


# -- what the comparison sees and says -----------------------------------------------------------


def test_a_failed_comparison_tells_its_cause(checkout):
    first, second = (checkout / "notebooks" / f"{name}.ipynb" for name in NAMES)
    change(first, 'print(\\"The', 'import warnings; warnings.warn(\\"old\\")\\nprint(\\"The')
    notebook = json.loads(first.read_text(encoding="utf-8"))
    notebook["cells"][2]["outputs"][0]["data"]["image/png"] = "iVBORw0KGgo=\n"
    first.write_text(json.dumps(notebook), encoding="utf-8")
    change(second, 'print(\\"The', 'os._exit(1)\\nprint(\\"The')
    change(checkout / "pyproject.toml", "cell-timeout=120", "cell-timeout=1")
    status, said = run(checkout, *PYTEST, "notebooks")
    assert status == 1 and "3 failed, 1 xfailed" in said, said
    assert "The cell wrote to stderr" in said and "UserWarning: old" in said
    assert "mismatch 'image/png'" in said and "build/pictures/00-first-cell-1.png" in said
    assert "The kernel is gone" in said
