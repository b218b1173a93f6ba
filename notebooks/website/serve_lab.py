"""Open a working copy in JupyterLab: python serve_lab.py [OPTION OF JUPYTERLAB ...].

The copy holds library, data and notebooks, so the stored ones stay as they are whatever a reader
changes, and the copied library reads the copied data.
"""

import json
import os
import platform
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pages
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

LAB = pages.ROOT / "lab"
#: The part of JupyterLab that asks the network for news and for its newest version.
NEWS = "@jupyterlab/apputils-extension:announcements"


def refresh(root: Path, lab: Path, paths: Iterable[Path]) -> list[str]:
    """Copy what a reader has not changed in the copy; a file that is missing there comes back.

    Parameters
    ----------
    root, lab : Path
        The checkout, and the folder of its copy.
    paths : iterable of Path
        The files of the checkout to copy.

    Returns
    -------
    list of str
        The files that a reader changed, which are kept.
    """
    record = lab / ".copied.json"
    copied = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    source = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    kept = []
    for name in sorted(copied.keys() | source.keys()):
        here, new = lab / name, source.get(name)
        found = _hash(here.read_bytes()) if here.is_file() else None
        wanted = None if new is None else _hash(new)
        if found not in (None, wanted, copied.get(name)):
            newer = wanted != copied.get(name)
            kept.append(f"{name}{' (the checkout has another one by now)' * newer}")
        elif new is None:  # it is gone from the checkout
            here.unlink(missing_ok=True)
            copied.pop(name, None)
        else:
            if found != wanted:
                pages.write_whole(here, new)
            copied[name] = wanted
    pages.write_whole(record, json.dumps(copied, indent=1))
    return kept


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


class Contents(AsyncLargeFileManager):  # type: ignore[misc]
    """Files as they are stored: a notebook without the version of Python that ran it.

    JupyterLab adds that version. A notebook without it would open as changed.
    """

    async def get(self, *path: Any, **more: Any) -> dict[str, Any]:
        """Read a file; a notebook names the version of the kernel that is about to run it."""
        model: dict[str, Any] = await super().get(*path, **more)
        if model["type"] == "notebook" and model["content"]:
            info = model["content"]["metadata"].setdefault("language_info", {})
            info["version"] = platform.python_version()
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Write a file; a notebook without the version."""
        if model["type"] == "notebook":
            model["content"]["metadata"].get("language_info", {}).pop("version", None)
        saved: dict[str, Any] = await super().save(model, path)
        return saved


def main() -> None:
    """Bring the copy up to date, say what is kept, and serve it."""
    from jupyterlab.labapp import main as serve

    folders = [pages.ROOT / "briefing", pages.ROOT / "data"]
    notebooks = (pages.ROOT / "notebooks").glob("*.ipynb")
    paths = [path for folder in folders for path in pages.files(folder)]
    kept = refresh(pages.ROOT, LAB, [*paths, *notebooks])
    print(f"The working copy is {LAB}. A file that you delete there is copied anew.")
    print("After a change of data, restart the kernel; `briefing seal` reads every table.")
    for line in kept:
        print(f"Your change is kept: {line}", flush=True)
    settings = {"disabledExtensions": {NEWS: True}}
    pages.write_whole(LAB / ".jupyter" / "labconfig" / "page_config.json", json.dumps(settings))
    # Kernels and terminals run this environment, and the library that lies beside the data.
    os.environ["JUPYTER_CONFIG_PATH"] = str(LAB / ".jupyter")
    os.environ["PYTHONPATH"] = str(LAB)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    options = [
        f"--ServerApp.root_dir={LAB}",
        "--ServerApp.contents_manager_class=serve_lab.Contents",
        "--LabApp.extension_manager=readonly",  # the other one asks a registry
    ]
    if os.name == "posix" and os.geteuid() == 0:  # refused else
        options.append("--allow-root")
    serve([*options, *sys.argv[1:]])


if __name__ == "__main__":
    main()
