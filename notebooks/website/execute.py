"""Execute one notebook in a fresh kernel: python execute.py NOTEBOOK RESULT."""

import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pages

CELL_TIMEOUT = 120
#: What JupyterLab writes when it saves a notebook, but for the version of Python.
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}
FOREIGN = ("IPYTHON", "JUPYTER", "MATPLOTLIB", "MPL", "PYTHON")


def isolate(folder: str) -> None:
    """Let kernels find this checkout's library, and nothing of the user's settings.

    Parameters
    ----------
    folder : str
        A folder for what would else lie in the home folder.
    """
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        del os.environ[name]
    os.environ["PYTHONPATH"] = str(pages.ROOT)
    os.environ["IPYTHONDIR"] = os.environ["JUPYTER_RUNTIME_DIR"] = folder
    # matplotlib reads no other matplotlibrc then; its list of fonts is kept there.
    os.environ["MPLCONFIGDIR"] = str(pages.ROOT / "build" / "matplotlib")


def execute(path: Path) -> str:
    """Execute a notebook and return it, outputs included, as text.

    What else an execution stores (times, the interpreter's version) is left out, so that the same
    numbers give the same bytes. A failure exits with what the kernel said.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError
    from traitlets.config import Config

    notebook = pages.read(path)
    with TemporaryDirectory() as folder:
        isolate(folder)
        # The kernel talks through sockets in that folder: no port is taken.
        sockets = {"transport": "ipc", "connection_file": f"{folder}/kernel.json"}
        client = NotebookClient(
            notebook,
            config=Config({"KernelManager": sockets}),
            kernel_name="python3",
            timeout=CELL_TIMEOUT,
            record_timing=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            resources={"metadata": {"path": str(path.parent)}},
        )
        where = path.name
        try:
            with client.setup_kernel():
                for at, cell in enumerate(notebook.cells):
                    where = f"{path.name}, cell {at + 1}"
                    client.execute_cell(cell, at)
        except (CellExecutionError, CellTimeoutError, RuntimeError) as error:  # or a dead kernel
            sys.exit(f"{where}: failed, and nothing was stored\n{error}")
    notebook.metadata = METADATA
    return nbformat.writes(notebook) + "\n"


def main() -> None:
    """Execute, store and record, and say so in a line."""
    path, result = (Path(argument).resolve() for argument in sys.argv[1:])
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: the kernel is ended
    started = time.monotonic()
    source = pages.made_from(path)  # as it is now: a change while it runs makes the record false
    try:
        pages.write_whole(result, execute(path))
    except KeyboardInterrupt:
        sys.exit(f"{path.stem}: interrupted; nothing was stored")
    pages.record(result, source)
    print(f"{path.stem}: executed in {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
