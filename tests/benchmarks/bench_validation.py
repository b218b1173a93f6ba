"""Time the validation of the notebooks beside other ways to execute them, in one run.

The measure is the notebooks' code as plain scripts, one process each, one after the other. Every
round times each way once, in turn, so that a busy moment of the machine meets all alike; a ratio
is taken within its round.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import nbformat

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
PYTHON = sys.executable
#: Where `make bench-validation` puts the one tool that the project does not use itself.
NBMAKE = ROOT / "build" / "nbmake"
#: pytest without the project's settings, and so in one process.
PLAIN = [
    PYTHON,
    "-m",
    "pytest",
    "-q",
    "-c",
    os.devnull,
    f"--rootdir={ROOT}",
    "-p",
    "no:cacheprovider",
]
CLIENT = """
import sys, nbformat
from nbclient import NotebookClient
for path in sys.argv[1:]:
    NotebookClient(nbformat.read(path, as_version=4), kernel_name="python3", timeout=120).execute()
"""


def scripts(folder: Path) -> list[Path]:
    """Write each notebook's code as a script."""
    written = []
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        code = [cell.source for cell in cells if cell.cell_type == "code"]
        script = folder / f"{path.stem}.py"
        script.write_text("\n".join(["from IPython.display import display", *code]), "utf-8")
        written.append(script)
    return written


def ways(folder: Path) -> dict[str, list[list]]:
    """Give the commands of each way, to be run one after the other."""
    convert = [PYTHON, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", folder]
    return {
        "scripts, one process each": [[PYTHON, script] for script in scripts(folder)],
        "this project": [["make", "-C", ROOT, "validate"]],
        "nbval": [[*PLAIN, "--nbval", "--nbval-current-env", *NOTEBOOKS]],
        "nbmake": [["env", f"PYTHONPATH={NBMAKE}", *PLAIN, "--nbmake", *NOTEBOOKS]],
        "nbconvert --execute": [[*convert, path] for path in NOTEBOOKS],
        "nbclient": [[PYTHON, "-c", CLIENT, *NOTEBOOKS]],
    }


def seconds(commands: list[list]) -> float:
    """Run commands one after the other, each of which must succeed."""
    started = time.perf_counter()
    for command in commands:
        done = subprocess.run(command, cwd=ROOT / "notebooks", capture_output=True, check=False)
        if done.returncode:
            sys.exit(f"{command} failed\n{(done.stdout + done.stderr).decode()[-3000:]}")
    return time.perf_counter() - started


def main() -> None:
    """Time every way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    if not NBMAKE.is_dir():
        sys.exit(f"{NBMAKE} is missing; run make bench-validation")
    with TemporaryDirectory() as place:
        todo = ways(Path(place))
        took = {name: [] for name in todo}
        for _ in range(rounds):
            for name, commands in todo.items():
                took[name].append(seconds(commands))
    base = took["scripts, one process each"]
    print(f"{len(NOTEBOOKS)} notebooks, {os.cpu_count()} cores, {rounds} rounds")
    print(f"{'way':<28}{'least':>9}{'median':>9}{'ratio':>8}   compares outputs")
    for name, times in took.items():
        ratio = median(time_ / alone for time_, alone in zip(times, base, strict=True))
        compares = "yes" if name in ("this project", "nbval") else "no"
        print(f"{name:<28}{min(times):>7.1f} s{median(times):>7.1f} s{ratio:>8.2f}   {compares}")


if __name__ == "__main__":
    main()
