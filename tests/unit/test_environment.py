"""One checkout, one environment: what is run and read is what lies here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, start_new_kernel

import briefing
from briefing.facts.tables import data_folder

ROOT = Path(__file__).parents[2]
#: What a shell may have set for other work.
FOREIGN = {
    "PIP_USER": "1",
    "PIP_TARGET": "/nowhere",
    "PYTHONPATH": "/nowhere",
    "PYTHONSTARTUP": "/nowhere",
    "VIRTUAL_ENV": "/nowhere",
    "UV_PROJECT_ENVIRONMENT": "/nowhere",
    "UV_PYTHON": "2.7",
    "JUPYTER_PATH": "/nowhere",
    "MATPLOTLIBRC": "/nowhere",
}


def test_the_tests_run_what_lies_here():
    assert Path(briefing.__file__).parent == ROOT / "briefing"
    assert data_folder().resolve() == ROOT / "data"


# -- in a kernel ---------------------------------------------------------------------------------

SAY = """
import sys, matplotlib, briefing
from briefing.facts.tables import data_folder
print(briefing.__file__, data_folder().resolve(), sys.prefix, matplotlib.rcParams["font.size"])
"""
HERE = f"{ROOT}/briefing/__init__.py {ROOT}/data {sys.prefix} 10.0\n"


@pytest.fixture
def hostile(tmp_path):
    """An environment of another checkout and a home folder full of settings."""
    settings = "font.size: 30\n"
    for place in ("matplotlib", "home/.config/matplotlib"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "matplotlibrc").write_text(settings)
    startup = tmp_path / "home" / ".ipython" / "profile_default" / "startup" / "first.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("print('a startup file')")
    (tmp_path / "briefing.py").write_text("raise SystemExit('the wrong library')")
    return os.environ | {
        "HOME": str(tmp_path / "home"),
        "IPYTHONDIR": str(tmp_path / "home" / ".ipython"),
        "MATPLOTLIBRC": str(tmp_path / "matplotlib"),
        "MPLCONFIGDIR": str(tmp_path / "matplotlib"),
        "PYTHONPATH": str(tmp_path),
        "PYTHONSTARTUP": str(startup),
    }


@pytest.mark.parametrize("home", ["full of settings", "not to be written"])
def test_a_kernel_that_executes_runs_what_lies_here(tmp_path, hostile, home):
    path, result = tmp_path / "says.ipynb", tmp_path / "result.ipynb"
    cell = nbformat.v4.new_code_cell(SAY)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    if home == "not to be written":
        hostile["HOME"] = "/proc/1"
    run = [sys.executable, ROOT / "notebooks" / "website" / "execute.py", path, result]
    subprocess.run(run, env=hostile, check=True)
    (output,) = nbformat.read(result, as_version=4).cells[0].outputs
    assert output.text == HERE


def test_a_kernel_that_validates_runs_what_lies_here():
    manager, client = start_new_kernel(kernel_name=CURRENT_ENV_KERNEL_NAME, cwd=ROOT / "notebooks")
    said = []
    client.execute_interactive(SAY, output_hook=lambda message: said.append(message["content"]))
    manager.shutdown_kernel(now=True)
    client.stop_channels()
    assert [content["text"] for content in said if "text" in content] == [HERE]


def test_the_home_folder_does_not_steer_validation(hostile):
    test = f"{__file__}::{test_a_kernel_that_validates_runs_what_lies_here.__name__}"
    run = [sys.executable, "-m", "pytest", "-q", "--numprocesses=0", test]
    hostile.pop("PYTEST_XDIST_WORKER", None)  # it is a run of its own
    done = subprocess.run(run, cwd=ROOT, env=hostile, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout


# -- .venv ---------------------------------------------------------------------------------------

#: Stands in for python and uv: writes down what it is called for and with which environment.
STUB = """#!/bin/sh
echo "$(basename "$0") $*" >> "$CALLS"
env >> "$CALLS.env"
case "$*" in
  "-m venv .venv") mkdir -p .venv/bin; for as in python uv; do cp "$0" .venv/bin/$as; done;;
  -ISc*) cat .venv/.synced;;
esac
"""
ANEW = ["-m venv .venv", "-m pip install", "sync --quiet"]
AGAIN = ANEW[1:]


@pytest.fixture
def place(tmp_path):
    """A checkout of what it takes to set up an environment, with stubs to do it."""
    root = tmp_path / "a checkout"
    root.mkdir()
    for name in ("Makefile", "uv.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    (tmp_path / "stub").write_text(STUB)
    (tmp_path / "stub").chmod(0o755)
    assert set_up(root) == ANEW
    return root


def set_up(root):
    """Set an environment up; give the calls it took, but for questions."""
    calls = root.parent / "calls"
    calls.write_text("")
    run = ["make", ".venv/.synced", f"PYTHON={root.parent / 'stub'}"]
    surroundings = os.environ | FOREIGN | {"CALLS": str(calls)}
    subprocess.run(run, cwd=root, env=surroundings, check=True, capture_output=True)
    assert (root / ".venv" / ".synced").read_text() == f"{root}\n"
    known = [step for line in calls.read_text().splitlines() for step in ANEW if step in line]
    return list(dict.fromkeys(known))


def test_an_environment_is_made_once(place):
    assert set_up(place) == []
    os.utime(place / "uv.lock")
    assert set_up(place) == AGAIN


def test_a_copied_environment_is_made_anew(place):
    copy = shutil.copytree(place, place.parent / "copy", symlinks=True)
    assert set_up(copy) == ANEW
    assert set_up(copy) == set_up(place) == []


def test_a_linked_environment_is_made_anew_and_the_other_one_left_alone(place):
    other = place.parent / "other"
    shutil.copytree(place, other, ignore=shutil.ignore_patterns(".venv"))
    (other / ".venv").symlink_to(place / ".venv")
    assert set_up(other) == ANEW
    assert not (other / ".venv").is_symlink()
    assert set_up(place) == []


@pytest.mark.parametrize("lost", [".synced", "bin/python"])
def test_a_half_made_environment_is_made_anew(place, lost):
    (place / ".venv" / lost).unlink()
    (place / ".venv" / "left").touch()
    assert set_up(place) == ANEW
    assert not (place / ".venv" / "left").exists()


def test_what_is_set_for_other_work_steers_nothing(place):
    seen = (place.parent / "calls.env").read_text().splitlines()
    assert "PIP_USER=0" in seen
    assert {line for line in seen if "/nowhere" in line or line.startswith("UV_PYTHON=")} == set()


def test_git_changes_no_line_ends():
    """Sizes and hashes of data are of the bytes in the repository, whatever git is told to do."""
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "* text=auto eol=lf" in lines
