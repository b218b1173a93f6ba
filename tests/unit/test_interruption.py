"""A run cut short at any moment, and two at once: what is committed and the last site stay whole.

HYPOTHESIS_PROFILE=thorough also cuts real runs short at many moments.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64encode
from fnmatch import fnmatch
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import nbformat
import pytest

from briefing import BriefingError, report
from briefing.facts import seal

ROOT = Path(__file__).parents[2]
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
IGNORED = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
NAMES = ["00-first", "01-second"]

#: What git would write of each notebook, and each part of the site, before and after a run.
OLD, NEW = "old", "new"


def notebook(name, text, source="1"):
    """A notebook whose picture is a text, stored as executed."""
    picture = nbformat.v4.new_output(
        "display_data",
        {"image/png": b64encode(text.encode()).decode(), "text/plain": text},
        metadata={"image/png": {"alt": text}},
    )
    cell = nbformat.v4.new_code_cell(source, id=name, outputs=[picture])
    return nbformat.writes(nbformat.v4.new_notebook(cells=[cell])) + "\n"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A small checkout with a site of before; executing and rendering write texts."""
    root = tmp_path / "checkout"
    (root / "notebooks" / "_static").mkdir(parents=True)
    (root / "briefing").mkdir()
    (root / "data").mkdir()
    for path in ("uv.lock", "notebooks/conf.py", "notebooks/index.md"):
        (root / path).write_text(path)
    for name in NAMES:
        (root / "notebooks" / f"{name}.ipynb").write_text(notebook(name, OLD))
    (root / "notebooks" / "_static" / "shares.png").write_text(OLD)
    version = [OLD]

    def sphinx(command, **_):
        to = Path(command[-1])
        (to / ".doctrees").mkdir(parents=True)
        for page in ("index", *NAMES):
            (to / f"{page}.html").write_text(version[0])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(report, "checkout", lambda: root)
    monkeypatch.setattr(report, "data_folder", lambda: root / "data")
    monkeypatch.setattr(report.subprocess, "run", sphinx)
    monkeypatch.setattr(report, "execute", lambda path, _: notebook(path.stem, version[0]))
    report.report(lambda line: None)
    # What the next run executes and renders will be new.
    version[0] = NEW
    (root / "uv.lock").write_text("changed")
    return root


def committed(root):
    """Every file git would know or show, with its bytes."""
    shown = {}
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        hidden = any(fnmatch(part, rule.rstrip("/")) for part in parts for rule in IGNORED)
        if path.is_file() and not hidden:
            shown["/".join(parts)] = path.read_bytes()
    return shown


def in_a_child(call):
    """Run a call in a process of its own; its exit status, or the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            call()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


WRITING = os.O_WRONLY | os.O_RDWR | os.O_TRUNC
STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.truncate"}


def killed_at(step):
    """End this process without a word at its n-th change of the file system.

    A file is open for writing and empty by then: the worst that a kill can leave of it.
    """
    left = [step]

    def watch(event, details):
        if event not in STEPS or (event == "open" and not (details[2] or 0) & WRITING):
            return
        left[0] -= 1
        if left[0] == 0:
            if event == "open":
                os.open(details[0], details[2], 0o644)
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def quiet(line):
    pass


@pytest.mark.parametrize("run", ["report", "execute_all"])
def test_a_kill_at_any_step_leaves_notebooks_and_last_site_whole(checkout, tmp_path, run):
    def cut_short():
        killed_at(step)
        getattr(report, run)(quiet)

    begun = shutil.move(checkout, tmp_path / "begun")
    before, ended, step = committed(begun), -signal.SIGKILL, 0
    while ended:
        step += 1
        shutil.rmtree(checkout, ignore_errors=True)
        shutil.copytree(begun, checkout, symlinks=True)
        ended = in_a_child(cut_short)
        assert ended in (0, -signal.SIGKILL)
        after = committed(checkout)
        assert after.keys() == before.keys(), step
        for name, content in after.items():
            stored = before[name].replace(*(b64encode(t.encode()) for t in (OLD, NEW)))
            stored = stored.replace(OLD.encode(), NEW.encode())
            assert content == before[name] or (run == "execute_all" and content == stored), step
        pages = {path.read_text() for path in (checkout / "build" / "site").glob("*.html")}
        assert pages in ({OLD}, {NEW}), step
        # Whatever was left behind, the next run comes to its end and tidies up.
        getattr(report, run)(quiet)
        if run == "report":
            assert (checkout / "build" / "site" / "index.html").read_text() == NEW
            assert len(list((checkout / "build").glob("site-*"))) == 1
    assert step > 10
    assert (committed(checkout) != before) == (run == "execute_all")


def test_a_second_run_waits_for_the_first(checkout):
    before, said = committed(checkout), SimpleQueue()
    second = Thread(target=report.execute_all, args=[said.put], daemon=True)
    with report.alone(checkout, quiet):
        second.start()
        assert said.get(timeout=20) == "waiting for another run to end"
        assert committed(checkout) == before
    second.join(timeout=20)
    assert committed(checkout) != before


def test_a_notebook_that_is_no_more_leaves_the_site(checkout):
    (checkout / "notebooks" / "01-second.ipynb").unlink()
    report.report(quiet)
    assert [path.name for path in (checkout / "build" / "notebooks").glob("*.ipynb")] == [
        "00-first.ipynb"
    ]


def test_nothing_is_stored_in_place_unless_every_notebook_comes_to_its_end(checkout, monkeypatch):
    working, before = report.execute, committed(checkout)

    def execute(path, kernels):
        if path.stem == "01-second":
            raise BriefingError("01-second.ipynb: a cell failed")
        return working(path, kernels)

    monkeypatch.setattr(report, "execute", execute)
    with pytest.raises(BriefingError, match="a cell failed"):
        report.execute_all(quiet)
    assert committed(checkout) == before


def test_a_folder_that_cannot_be_written_is_said_at_once(checkout):
    shutil.rmtree(checkout / "build")
    (checkout / "build").write_text("not a folder")
    for run in (report.report, report.execute_all):
        with pytest.raises(BriefingError, match=r"build: cannot be written \(.*\); run this in "):
            run(quiet)


# -- real runs -----------------------------------------------------------------------------------


@pytest.fixture
def real(tmp_path):
    """A checkout of this library with two small notebooks that tell which kernel runs them."""
    root = tmp_path / "real"
    (root / "notebooks").mkdir(parents=True)
    for folder in ("briefing", "data"):
        (root / folder).symlink_to(ROOT / folder)
    shutil.copy(ROOT / "uv.lock", root)
    shutil.copytree(ROOT / "notebooks" / "_static", root / "notebooks" / "_static")
    shutil.copy(ROOT / "notebooks" / "conf.py", root / "notebooks")
    index = "# Two\n\n```{toctree}\n" + "".join(f"{name}\n" for name in NAMES) + "```\n"
    (root / "notebooks" / "index.md").write_text(index)
    picture = b64encode((ROOT / "notebooks" / "_static" / "shares.png").read_bytes()).decode()
    for name in NAMES:
        cells = [nbformat.v4.new_markdown_cell(f"# {name}", id="title")]
        cells += [nbformat.v4.new_code_cell(BUSY, id="busy")]
        cells += [nbformat.v4.new_code_cell(PICTURE.format(picture), id="picture")]
        book = nbformat.v4.new_notebook(cells=cells)
        nbformat.write(book, root / "notebooks" / f"{name}.ipynb")
    return root


BUSY = """
import os, time
from pathlib import Path
folder = Path(os.environ["BUSY_FOLDER"])
(folder / f".{os.getpid()}").touch()
(folder / f".{os.getpid()}").rename(folder / str(os.getpid()))
time.sleep(float(os.environ["BUSY_SECONDS"]))
"""
PICTURE = """
from IPython.display import display
data = {{"image/png": "{}", "text/plain": "a picture"}}
display(data, metadata={{"image/png": {{"alt": "a picture"}}}}, raw=True)
"""


def started(root, command, busy, seconds):
    """Start a command of the library in a process group of its own."""
    busy.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", command],
        cwd=root,
        env=os.environ | {"BUSY_FOLDER": str(busy), "BUSY_SECONDS": str(seconds)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def patiently(condition, seconds=20):
    """Wait until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def alive(process):
    """Tell whether a process is there and no zombie."""
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", process], capture_output=True, text=True, check=False
    )
    return done.stdout[:1] not in ("", "Z")


@pytest.mark.parametrize("how", ["SIGTERM", *(["SIGKILL", "SIGINT"] if THOROUGH else [])])
def test_no_kernel_outlives_a_run_that_is_ended(real, tmp_path, how):
    (real / "notebooks" / "01-second.ipynb").unlink()  # one kernel will do
    before = committed(real)
    run = started(real, "execute", tmp_path / "busy", 60)
    patiently(lambda: list((tmp_path / "busy").glob("[0-9]*")))
    os.killpg(run.pid, getattr(signal, how))
    said, _ = run.communicate(timeout=20)
    if how == "SIGKILL":
        assert run.returncode == -signal.SIGKILL
    else:
        assert (run.returncode, said) == (130, "interrupted; what was stored before stands\n")
    patiently(lambda: not any(alive(p.name) for p in (tmp_path / "busy").iterdir()), 5)
    assert committed(real) == before


@pytest.mark.skipif(not THOROUGH, reason="minutes; set HYPOTHESIS_PROFILE=thorough")
@pytest.mark.parametrize("how", ["SIGTERM", "SIGKILL", "SIGINT"])
@pytest.mark.parametrize("command", ["report", "execute"])
def test_real_runs_are_cut_short_anywhere_without_harm(real, tmp_path, command, how):
    busy = tmp_path / "busy"
    for first in ("execute", "report"):
        began = time.monotonic()
        done = started(real, first, busy, 0.2)
        assert done.communicate()[0] and done.returncode == 0
    took, before = time.monotonic() - began, committed(real)
    site = {path.name for path in (real / "build" / "site").iterdir()}
    moments = 25
    for moment in range(moments):
        (real / "uv.lock").write_text(f"changed {moment}")
        run = started(real, command, busy, 0.2)
        time.sleep(1.1 * took * moment / moments)
        os.killpg(run.pid, getattr(signal, how))
        said, _ = run.communicate(timeout=20)
        # Killed without a word, the run leaves kernels that may complain as they miss it. And the
        # interpreter complains if Ctrl-C meets it before the command line is reached.
        unreached = said.startswith("Traceback") and "in main\n" not in said
        assert "Traceback" not in said or how == "SIGKILL" or unreached, said
        shown = committed(real) | {"uv.lock": before["uv.lock"]}
        assert shown == before, moment
        assert {path.name for path in (real / "build" / "site").iterdir()} == site
        assert "</html>" in (real / "build" / "site" / "index.html").read_text()[-20:]
    patiently(lambda: not any(alive(p.name) for p in busy.iterdir()), 5)
    done = started(real, "report", busy, 0)
    assert done.communicate()[0] and done.returncode == 0
    assert len(list((real / "build").glob("site-*"))) == 1


@pytest.mark.skipif(not THOROUGH, reason="minutes; set HYPOTHESIS_PROFILE=thorough")
def test_real_runs_at_once_come_to_their_end(real, tmp_path):
    commands = ["execute", "report", "report", "execute"]
    runs = [started(real, command, tmp_path / "busy", 0.2) for command in commands]
    for run in runs:
        said, _ = run.communicate(timeout=120)
        assert run.returncode == 0, said


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "target.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("target.csv")
    seal.write_whole(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "target.csv").read_text() == "new"
