"""What several tests need: the invented data package, edited copies of a package, refusals."""

import csv
import shutil
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LIVE = TESTS.parent / "data"


def refusal(error, call, *arguments, **more):
    """Return the one sentence with which a call refuses; any other error, or none, fails."""
    with pytest.raises(error) as caught:
        call(*arguments, **more)
    assert type(caught.value) is error, repr(caught.value)
    message = str(caught.value)
    assert "\n" not in message
    return message


def rewrite(folder, path, change):
    """Change a table of a data folder: ``change`` takes its rows (dicts) and returns them."""
    table = Path(folder) / path
    with open(table, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = reader.fieldnames, list(reader)
    rows = change(rows)
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def edit(folder, path, where, **cells):
    """Set cells in the rows of a table that have the values in ``where``; some row must have."""

    def change(rows):
        chosen = [row for row in rows if all(row[name] == value for name, value in where.items())]
        assert chosen, f"no row of {path} has {where}"
        for row in chosen:
            assert set(cells) <= set(row), f"{path} has no column {set(cells) - set(row)}"
            row.update(cells)
        return rows

    return rewrite(folder, path, change)


def add(folder, path, **cells):
    """Add a row to a table; columns that are not named stay empty."""
    return rewrite(folder, path, lambda rows: [*rows, cells])


@pytest.fixture
def invented(tmp_path):
    """A copy of the invented data package, to read or to edit."""
    return Path(shutil.copytree(TESTS / "data", tmp_path / "invented"))


@pytest.fixture
def live(tmp_path):
    """A copy of the project's own data package, to edit."""
    return Path(shutil.copytree(LIVE, tmp_path / "live"))
