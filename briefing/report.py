"""Executing the notebooks and rendering them as a site; works in a checkout only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.errors import BriefingError
from briefing.tables import write_whole

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
                resources={"metadata": {"path": str(path.parent)}},
            ).execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise BriefingError(f"{path.name}: a cell failed; nothing was stored\n{error}") from None
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    write_whole(to, nbformat.writes(notebook) + "\n")


def execute_all(into: Path | None = None, say: Callable[[str], None] = print) -> list[Path]:
    """Execute every notebook in order, telling the progress of each.

    Parameters
    ----------
    into : Path, optional
        Folder to store them in; by default in place.
    say : callable
        Takes a line of progress.

    Returns
    -------
    list of Path
        What was stored.
    """
    stored = []
    todo = notebooks(checkout())
    for number, path in enumerate(todo, start=1):
        to = path if into is None else into / path.name
        to.parent.mkdir(parents=True, exist_ok=True)
        started = time.perf_counter()
        execute(path, to)
        say(
            f"[{number}/{len(todo)}] {path.stem}: executed in {time.perf_counter() - started:.1f} s"
        )
        stored.append(to)
    if into is None:
        store_picture(checkout())
    return stored


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
    draft = site.with_name(f".{site.name}.{os.getpid()}")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q"]
    command += ["-c", str(config), "-d", str(draft / ".doctrees"), str(source), str(draft)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BriefingError(
                f"the site was not built; the last one stands\n{done.stderr.strip()}"
            )
        shutil.rmtree(draft / ".doctrees")
        shutil.rmtree(site, ignore_errors=True)
        draft.rename(site)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return site / "index.html"


def report(say: Callable[[str], None] = print) -> Path:
    """Execute every notebook on the data at hand and render the site.

    The committed notebooks are not touched: the executed ones and the site lie in ``build/``.

    Returns
    -------
    Path
        The site's first page.
    """
    build = checkout() / "build"
    execute_all(build / "notebooks", say)
    say("rendering the site")
    page = render(build / "notebooks", build / "site")
    say(f"the site is at {page}")
    return page
