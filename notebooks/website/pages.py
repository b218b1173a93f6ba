"""Which notebooks the site shows, how one is read, and whether what was built of it still holds.

Beside each product lies a record: a fingerprint of what it was made from, and one of its bytes. As
a script this names the notebooks left out, deletes the records that no longer hold and prints the
records of all notebooks, so that make builds what is missing. Neither a time nor a product's mere
existence is believed.
"""

import json
import os
import re
import sys
import sysconfig
import warnings
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

WEBSITE = Path(__file__).resolve().parent
ROOT = WEBSITE.parents[1]
EXECUTED = ROOT / "build" / "notebooks"
SITE = ROOT / "build" / "site"


def listed() -> list[Path]:
    """Return the notebooks that the contents page lists, in its order."""
    contents = (WEBSITE / "index.md").read_text(encoding="utf-8")
    names = re.findall(r"^.*<([\w-]+)>$", contents, re.MULTILINE)
    return [ROOT / "notebooks" / f"{name}.ipynb" for name in names]


def left_out() -> list[str]:
    """Say which notebooks the contents page does not list, such as a copy: a line each."""
    others = sorted(set((ROOT / "notebooks").glob("*.ipynb")).difference(listed()))
    return [
        f"notebooks/{path.name} is left out: notebooks/website/index.md does not list it"
        for path in others
    ]


def read(path: Path) -> "NotebookNode":
    """Read a notebook, or exit with one sentence that names the file."""
    import nbformat

    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    try:
        text = path.read_text(encoding="utf-8")
        json.loads(text)
        with warnings.catch_warnings(record=True) as said:
            notebook = nbformat.reads(text, as_version=4)
    except OSError as error:
        sys.exit(f"{name}: cannot be read ({error.strerror}); restore it")
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        sys.exit(f"{name}{line}: is not JSON (did a merge leave its marks?); resolve or restore it")
    except (nbformat.ValidationError, AttributeError) as error:
        sys.exit(f"{name}: is not a notebook ({str(error).splitlines()[0]}); restore it")
    for warning in said:
        print(f"{name}: {str(warning.message).partition('.')[0]}", file=sys.stderr)
    return notebook


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside a file and move into its place, so that nobody ever meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    draft.write_bytes(content.encode() if isinstance(content, str) else content)
    os.replace(draft, path)


# -- fingerprints and records --------------------------------------------------------------------


def fingerprint(paths: Iterable[Path], *more: object) -> str:
    """Fingerprint of files, their names and folders included, and of what else is given."""
    seen = sorted((path.parts[-2:], sha256(path.read_bytes()).hexdigest()) for path in paths)
    return sha256(repr((seen, more)).encode()).hexdigest()


def files(folder: Path) -> list[Path]:
    """Every file below a folder, without Python's caches and hidden files."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return [path for path in found if not path.name.startswith(".")]


@cache
def versions() -> str:
    """Fingerprint of what runs: the interpreter, the lock and every package installed."""
    installed = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    return fingerprint([], lock, sys.version, sorted(path.name for path in installed))


@cache
def shared() -> str:
    """Fingerprint of what every notebook, and the site, rests on."""
    code = [*files(ROOT / "briefing"), *files(ROOT / "data"), *WEBSITE.glob("*.py")]
    return fingerprint(code, versions())


def made_from(path: Path) -> str:
    """Fingerprint of what an executed notebook is made from; its stored outputs are not."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        for cell in cells:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""  # whoever executes it will say what is wrong
    return fingerprint([], shared(), cells)


def site_from(notebooks: Iterable[Path]) -> str:
    """Fingerprint of what the site is made from; many of its pages are the library's."""
    changelog = (ROOT / "CHANGELOG.md").read_bytes()
    base = os.environ.get("SITE_BASE")
    return fingerprint([*notebooks, *files(WEBSITE)], changelog, shared(), base)


def record_of(product: Path) -> Path:
    """Where a product's record lies."""
    return product.with_suffix(".made")


def record(product: Path, source: str) -> None:
    """Write down what a product was made from, and its bytes."""
    made = files(product) if product.is_dir() else [product]
    write_whole(record_of(product), f"{source} {fingerprint(made)}\n")


def holds(product: Path, source: str) -> bool:
    """Tell whether a product is there as it was made, from what is there now."""
    made = files(product) if product.is_dir() else [product]
    try:
        return record_of(product).read_text() == f"{source} {fingerprint(made)}\n"
    except OSError:
        return False


def main() -> None:
    """Delete the records that no longer hold; print those of all notebooks."""
    for line in left_out():
        print(line, file=sys.stderr)
    products = {EXECUTED / path.name: made_from(path) for path in listed()}
    try:
        products[SITE] = site_from(products)
    except OSError:  # a notebook is still to be executed
        products[SITE] = ""
    for product, source in products.items():
        if not holds(product, source):
            record_of(product).unlink(missing_ok=True)
    print(*(record_of(product).relative_to(ROOT) for product in products if product != SITE))


if __name__ == "__main__":
    main()
