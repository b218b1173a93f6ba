"""Executing the notebooks and rendering them as a site; works in a checkout only."""

from __future__ import annotations

import asyncio
import atexit
import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.facts.seal import write_whole
from briefing.facts.tables import data_folder

if TYPE_CHECKING:
    from jupyter_client.manager import KernelManager

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


def execute(path: Path, kernels: list[KernelManager] | None = None) -> str:
    """Execute a notebook from a fresh kernel and return it, outputs included, as text.

    What an execution adds beyond outputs (times, the interpreter's version) is left out, so that
    the same numbers give the same bytes.

    Parameters
    ----------
    path : Path
        The notebook, which is only read.
    kernels : list, optional
        Takes the manager of the kernel, for whoever may have to end it.

    Raises
    ------
    BriefingError
        If a cell fails.
    """
    import matplotlib
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError
    from traitlets.config import Config

    notebook = nbformat.read(path, as_version=4)
    try:
        with TemporaryDirectory() as runtime:
            # The kernel talks through sockets in a folder of its own: no port, no other user,
            # nothing left behind.
            sockets = {"transport": "ipc", "connection_file": f"{runtime}/kernel.json"}
            client = NotebookClient(
                notebook,
                config=Config({"KernelManager": sockets}),
                kernel_name="python3",
                timeout=CELL_TIMEOUT,
                record_timing=False,
                coalesce_streams=True,
                resources={"metadata": {"path": str(path.parent)}},
            )
            if kernels is not None:
                kernels.append(client.create_kernel_manager())
            # Nor does what the home folder holds or refuses show in an output. Where it cannot be
            # written, matplotlib names a passing folder in the environment, once.
            matplotlib.get_configdir()
            try:
                client.execute(env=os.environ | {"IPYTHONDIR": runtime})
            finally:  # a kernel that did not start is not cleaned up a second time, at exit
                atexit.unregister(client._cleanup_kernel)
    except (CellExecutionError, CellTimeoutError, RuntimeError) as error:  # or a dead kernel
        raise BriefingError(f"{path.name}: a cell failed; nothing was stored\n{error}") from None
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return str(nbformat.writes(notebook)) + "\n"


@contextmanager
def alone(root: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """Hold the folder of what is built, for one run at a time; a second one waits for the first.

    Raises
    ------
    BriefingError
        If the folder cannot be written.
    """
    build = root / "build"
    try:
        build.mkdir(exist_ok=True)
        lock = open(build / ".lock", "w")
    except OSError as error:
        raise BriefingError(
            f"{build}: cannot be written ({error.strerror}); run this in a checkout that can be"
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another run to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield build


def execute_all(say: Callable[[str], None] = print) -> list[Path]:
    """Execute every notebook and store it in place, once all of them have come to their end.

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
    with alone(root, say):
        executed: dict[Path, str] = {}
        _run(notebooks(root), executed.__setitem__, say)
        for path in sorted(executed):
            write_whole(path, executed[path])
        store_picture(root)
    return sorted(executed)


def _run(paths: list[Path], store: Callable[[Path, str], None], say: Callable[[str], None]) -> None:
    """Execute notebooks side by side, a kernel a processor, each stored when it is done.

    The first failure is raised at the end. An interruption ends every kernel.
    """
    kernels: list[KernelManager] = []

    def timed(path: Path) -> tuple[str, float]:
        started = time.perf_counter()
        return execute(path, kernels), time.perf_counter() - started

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {pool.submit(timed, path): path for path in paths}
        try:
            for number, done in enumerate(as_completed(running), start=1):
                if done.exception() is None:
                    text, took = done.result()
                    store(running[done], text)
                    say(f"[{number}/{len(paths)}] {running[done].stem}: executed in {took:.1f} s")
        except BaseException:
            for waiting in running:
                waiting.cancel()
            # A kernel that is only being started is there a moment later.
            while wait(running, timeout=0.1).not_done:
                for kernel in kernels:
                    with suppress(RuntimeError, ProcessLookupError):  # it has ended
                        asyncio.run(kernel._async_signal_kernel(signal.SIGKILL))
            raise
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
        [*(root / "briefing").glob("*.py"), *data_folder().rglob("[!.]*.*"), root / "uv.lock"],
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

    def store(path: Path, text: str) -> None:
        marks[path].unlink(missing_ok=True)
        write_whole(into / path.name, text)
        write_whole(marks[path], keys[path])

    _run(stale, store, say)
    results = [into / path.name for path in keys]
    for other in set(into.glob("*.ipynb")).difference(results):  # its notebook is no more
        other.unlink()
    return results


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
    write_whole(to, b64decode(next(pictures)))
    return to


def render(source: Path, site: Path) -> Path:
    """Render a folder of executed notebooks as a static site; a warning is an error.

    Parameters
    ----------
    source : Path
        Folder with the notebooks; the landing page is put beside them.
    site : Path
        Where the site is found: a link to the folder last rendered, which moves on to a new one
        in one step, once that is whole.

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
    new, link = (site.with_name(f"{site.name}-{what}") for what in (os.getpid(), "link"))
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q"]
    command += ["-c", str(config), "-d", str(new / ".doctrees"), str(source), str(new)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise BriefingError(f"the site was not built; the last one stands\n{done.stderr.strip()}")
    shutil.rmtree(new / ".doctrees")
    link.unlink(missing_ok=True)
    link.symlink_to(new.name)
    os.replace(link, site)
    # The last site goes, and with it what runs that were cut short had begun.
    for other in site.parent.glob(f"{site.name}-*"):
        if other != new:
            shutil.rmtree(other, ignore_errors=True)
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
    with alone(root, say) as build:
        executed = refresh(build / "notebooks", say)
        config = root / "notebooks"
        parts = [config / "conf.py", config / "index.md", *(config / "_static").glob("[!.]*")]
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
