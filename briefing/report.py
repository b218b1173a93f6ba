"""Executing the notebooks and rendering them as a site; works in a checkout only."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.errors import BriefingError
from briefing.tables import data_folder, write_whole

CELL_TIMEOUT = 120


def checkout() -> Path:
    """Folder of the checkout this library runs from.

    Raises
    ------
    BriefingError
        If the library is installed away from its notebooks.
    """
    root = Path(__file__).parent.parent
    if not (root / "notebooks" / "conf.py").is_file():
        raise BriefingError(
            "the notebooks are not installed with the library; run this in a checkout"
        )
    return root


def notebooks(root: Path) -> list[Path]:
    """Return the notebooks of a checkout, in reading order."""
    return sorted((root / "notebooks").glob("[0-9]*.ipynb"))


def execute(path: Path, to: Path) -> None:
    """Execute a notebook from a fresh kernel and store it, outputs included, in one step.

    What an execution adds beyond outputs (times, the interpreter's version) is left out, so that
    the same numbers give the same bytes.

    Raises
    ------
    BriefingError
        If a cell fails; the notebook stored before is left as it was.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    notebook = nbformat.read(path, as_version=4)
    try:
        with TemporaryDirectory() as runtime:
            # The kernel talks through sockets in a folder of its own: no port, no other user,
            # nothing left behind.
            sockets = {"transport": "ipc", "connection_file": f"{runtime}/kernel.json"}
            NotebookClient(
                notebook,
                config=Config({"KernelManager": sockets}),
                kernel_name="python3",
                timeout=CELL_TIMEOUT,
                record_timing=False,
                coalesce_streams=True,
                resources={"metadata": {"path": str(path.parent)}},
            ).execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise BriefingError(f"{path.name}: a cell failed; nothing was stored\n{error}") from None
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    write_whole(to, nbformat.writes(notebook) + "\n")


def execute_all(say: Callable[[str], None] = print) -> list[Path]:
    """Execute every notebook in place, in order, telling the progress of each.

    Parameters
    ----------
    say : callable
        Takes a line of progress.

    Returns
    -------
    list of Path
        What was stored.
    """
    root = checkout()
    todo = notebooks(root)
    _run([(path, path) for path in todo], say)
    store_picture(root)
    return todo


def _run(jobs: list[tuple[Path, Path]], say: Callable[[str], None]) -> None:
    """Execute notebooks side by side, a kernel a processor; the first failure is raised at the end.

    Each job names a notebook and where to store it.
    """

    def timed(job: tuple[Path, Path]) -> tuple[str, float]:
        started = time.perf_counter()
        execute(*job)
        return job[0].stem, time.perf_counter() - started

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = [pool.submit(timed, job) for job in jobs]
        for number, done in enumerate(as_completed(running), start=1):
            if done.exception() is None:
                name, took = done.result()
                say(f"[{number}/{len(jobs)}] {name}: executed in {took:.1f} s")
    for done in running:
        done.result()


def digest(paths: Iterable[Path], *more: str) -> str:
    """Fingerprint of files and words: the same only if nothing in them changed."""
    total = hashlib.sha256(repr(more).encode())
    for path in sorted(paths):
        total.update(repr((path.name, hashlib.sha256(path.read_bytes()).hexdigest())).encode())
    return total.hexdigest()


def refresh(into: Path, say: Callable[[str], None] = print) -> list[Path]:
    """Execute into a folder those notebooks that could come out otherwise than last time.

    A notebook is executed again when its cells, the library, the data, the locked environment or
    the interpreter changed; its fingerprint is kept beside what was executed.

    Parameters
    ----------
    into : Path
        Folder of the executed notebooks.
    say : callable
        Takes a line of progress.

    Returns
    -------
    list of Path
        The executed notebooks.
    """
    root = checkout()
    shared = digest(
        [*(root / "briefing").glob("*.py"), *data_folder().rglob("*.*"), root / "uv.lock"],
        sys.version,
    )
    into.mkdir(parents=True, exist_ok=True)
    keys = {}
    for path in notebooks(root):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        keys[path] = digest([], shared, *("".join(cell["source"]) for cell in cells))
    marks = {path: into / f".{path.stem}.key" for path in keys}
    stale = [
        path
        for path, key in keys.items()
        if not (into / path.name).is_file()
        or not marks[path].is_file()
        or marks[path].read_text() != key
    ]
    if len(stale) < len(keys):
        say(f"{len(keys) - len(stale)} of {len(keys)} notebooks are unchanged")
    for path in stale:
        marks[path].unlink(missing_ok=True)
    _run([(path, into / path.name) for path in stale], say)
    for path in stale:
        write_whole(marks[path], keys[path])
    return [into / path.name for path in keys]


def store_picture(root: Path) -> Path:
    """Store the first picture of the first notebook by itself, for the README to show.

    Returns
    -------
    Path
        The picture.
    """
    import nbformat

    cells = nbformat.read(notebooks(root)[0], as_version=4).cells
    pictures = (
        output.data["image/png"]
        for cell in cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    )
    to = root / "notebooks" / "_static" / "shares.png"
    to.write_bytes(b64decode(next(pictures)))
    return to


def render(source: Path, site: Path) -> Path:
    """Render a folder of executed notebooks as a static site; a warning is an error.

    Parameters
    ----------
    source : Path
        Folder with the notebooks; the landing page is put beside them.
    site : Path
        Folder of the site; what it held is replaced only by a whole new site.

    Returns
    -------
    Path
        The site's first page.

    Raises
    ------
    BriefingError
        If the site cannot be built.
    """
    config = checkout() / "notebooks"
    shutil.copy(config / "index.md", source / "index.md")
    draft, last = (site.with_name(f".{site.name}.{name}") for name in ("draft", "last"))
    shutil.rmtree(draft, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q"]
    command += ["-c", str(config), "-d", str(draft / ".doctrees"), str(source), str(draft)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise BriefingError(f"the site was not built; the last one stands\n{done.stderr.strip()}")
    shutil.rmtree(draft / ".doctrees")
    # The last site steps aside until the new one stands; a crash leaves one of them whole.
    if site.exists():
        shutil.rmtree(last, ignore_errors=True)
        site.rename(last)
    draft.rename(site)
    shutil.rmtree(last, ignore_errors=True)
    return site / "index.html"


def report(say: Callable[[str], None] = print) -> Path:
    """Execute the notebooks on the data at hand and render the site, where anything changed.

    The committed notebooks are not touched: the executed ones and the site lie in ``build/``. A
    second run at the same time waits for the first.

    Returns
    -------
    Path
        The site's first page.
    """
    root = checkout()
    build = root / "build"
    build.mkdir(exist_ok=True)
    with open(build / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        executed = refresh(build / "notebooks", say)
        config = root / "notebooks"
        parts = [config / "conf.py", config / "index.md", *(config / "_static").iterdir()]
        key, mark = digest([*executed, *parts, root / "uv.lock"]), build / ".site.key"
        page = build / "site" / "index.html"
        if page.is_file() and mark.is_file() and mark.read_text() == key:
            say("the site is unchanged")
        else:
            say("rendering the site")
            render(build / "notebooks", build / "site")
            write_whole(mark, key)
    say(f"the site is at {page}")
    return page
