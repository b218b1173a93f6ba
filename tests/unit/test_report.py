"""Executing and rendering: only what changed, in one step, the last result whole."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from briefing import BriefingError, report

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A small checkout, where executing is copying."""
    for folder in ("briefing", "notebooks/_static", "data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "uv.lock").write_text("locked")
    (tmp_path / "briefing" / "growth.py").write_text("1")
    (tmp_path / "data" / "table.csv").write_text("a\n1\n")
    for name in ("conf.py", "index.md"):
        (tmp_path / "notebooks" / name).write_text("")
    for name in ("00-first", "01-second"):
        cell = nbformat.v4.new_code_cell(name, id="a")
        notebook = nbformat.v4.new_notebook(cells=[cell])
        nbformat.write(notebook, tmp_path / "notebooks" / f"{name}.ipynb")
    executed = []

    def execute(path, kernels):
        executed.append(path.stem)
        return path.read_text()

    monkeypatch.setattr(report, "checkout", lambda: tmp_path)
    monkeypatch.setattr(report, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(report, "execute", execute)
    return tmp_path, executed


def refreshed(checkout):
    root, executed = checkout
    executed.clear()
    report.refresh(root / "build", lambda line: None)
    return sorted(executed)


def test_nothing_changed_executes_nothing(checkout):
    assert refreshed(checkout) == ["00-first", "01-second"]
    assert refreshed(checkout) == []


@pytest.mark.parametrize("path", ["uv.lock", "briefing/growth.py", "data/table.csv"])
def test_what_all_rest_on_executes_all(checkout, path):
    refreshed(checkout)
    (checkout[0] / path).write_text("changed")
    assert refreshed(checkout) == ["00-first", "01-second"]


def test_a_changed_cell_executes_its_notebook_alone(checkout):
    refreshed(checkout)
    path = checkout[0] / "notebooks" / "01-second.ipynb"
    path.write_text(path.read_text().replace("01-second", "other"))
    assert refreshed(checkout) == ["01-second"]


def test_a_lost_result_is_executed_again(checkout):
    refreshed(checkout)
    (checkout[0] / "build" / "00-first.ipynb").unlink()
    assert refreshed(checkout) == ["00-first"]


def test_a_failure_is_told_and_tried_again(checkout, monkeypatch):
    working = report.execute

    def failing(path, kernels):
        if path.stem == "00-first":
            raise BriefingError("00-first.ipynb: a cell failed")
        return working(path, kernels)

    monkeypatch.setattr(report, "execute", failing)
    with pytest.raises(BriefingError, match="a cell failed"):
        report.refresh(checkout[0] / "build", lambda line: None)
    monkeypatch.setattr(report, "execute", working)
    assert "00-first" in refreshed(checkout)


def test_a_failing_cell_stores_nothing(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    path = tmp_path / "bad.ipynb"
    nbformat.write(notebook, path)
    before = path.read_bytes()
    with pytest.raises(BriefingError, match=r"bad\.ipynb: a cell failed; nothing was stored"):
        report.execute(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_execution_leaves_no_trace_but_outputs(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1", id="a")])
    path = tmp_path / "sum.ipynb"
    nbformat.write(notebook, path)
    first = report.execute(path)
    path.write_text(first)
    assert report.execute(path) == first
    stored = nbformat.reads(first, as_version=4)
    assert stored.cells[0].outputs[0].data["text/plain"] == "2"
    assert stored.cells[0].metadata == {} and stored.metadata.language_info == {"name": "python"}


def test_a_home_that_cannot_be_written_shows_in_no_output(tmp_path):
    path = tmp_path / "draws.ipynb"
    cell = nbformat.v4.new_code_cell("import matplotlib.pyplot\nprint(1)", id="a")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    code = "import sys; from pathlib import Path; from briefing.report import execute;"
    code += "print(execute(Path(sys.argv[1])))"
    surroundings = {key: value for key, value in os.environ.items() if key != "MPLCONFIGDIR"}
    surroundings |= {"HOME": "/proc/1", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Asia/Tokyo"}
    surroundings.pop("IPYTHONDIR", None)
    run = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env=surroundings)
    (output,) = nbformat.reads(done.stdout, as_version=4).cells[0].outputs
    assert (output.name, output.text) == ("stdout", "1\n")


def test_a_site_with_a_warning_is_refused_and_the_last_one_stands(tmp_path):
    source, site = tmp_path / "source", tmp_path / "site"
    source.mkdir()
    site.mkdir()
    (site / "index.html").write_text("the last one")
    # The landing page names notebooks that are not there.
    with pytest.raises(BriefingError, match="the last one stands"):
        report.render(source, site)
    assert (site / "index.html").read_text() == "the last one"
    assert {entry.name for entry in tmp_path.iterdir()} == {"source", "site"}
