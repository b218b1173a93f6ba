"""The notebook for a claim of one's own: other words change all that follows."""

import subprocess
import sys

import nbformat
import pages
import pytest

PATH = pages.ROOT / "notebooks" / "your-own-claim.ipynb"
STORED = pages.read(PATH)
(WORDS,) = (cell for cell in STORED.cells if "phrases" in cell.metadata.get("tags", []))

OTHER = """
claim = "Three of the firms have about 40 percent"
everybody = "7"
they_grew = "3.5 %"
whole_grew = "nearly tripled"
years = "two"
counted = "31"
reach = 5
"""


def execute(folder, **changes):
    """Execute the notebook with other words; give the status, and what it shows or says."""
    notebook = pages.read(PATH)
    (cell,) = (cell for cell in notebook.cells if cell.id == WORDS.id)
    lines = [line for line in cell.source.splitlines() if line.split(" = ")[0] not in changes]
    cell.source = "\n".join([*lines, *(f"{name} = {words}" for name, words in changes.items())])
    path, result = folder / "own.ipynb", folder / "result.ipynb"
    nbformat.write(notebook, path)
    run = [sys.executable, pages.WEBSITE / "execute.py", path, result]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    if done.returncode:
        return done.stderr
    outputs = [o for cell in pages.read(result).cells for o in cell.get("outputs", [])]
    return "\n".join(o.get("text") or o.data.get("text/markdown", "") for o in outputs)


def test_the_words_stand_in_the_first_cell_and_papermill_finds_them():
    assert STORED.cells[1] is WORDS and "parameters" in WORDS.metadata.tags


def test_other_words_change_all_that_follows(tmp_path):
    before = dict(line.split(" = ") for line in WORDS.source.splitlines() if line[0] != "#")
    other = dict(line.split(" = ") for line in OTHER.strip().splitlines())
    assert other.keys() == before.keys()
    shown = execute(tmp_path, **other)
    for words in (*before.values(), "over 50 %", "5 of 50", "over 100 %", "0 to 9"):
        assert words.strip('"') not in shown or words == before["reach"], words
    assert (
        "3 of 7 hold **about 40 % (35 to 45)**, and the other 4 hold **60 % (55 to 65)**" in shown
    )
    assert "“3.5 %” is growth of **3.5 %**" in shown
    assert "grew by 195 to under 200 %" in shown
    assert "“31” allows whole numbers only: **31**." in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"claim": '"five states hold plenty"'}, "states 5; it must state how many and what share"),
        ({"they_grew": '"doubled"'}, "text: 'doubled' does not tell how exact it is"),
        ({"everybody": '"over 50"'}, '"over 50" is not a bare number'),
    ],
)
def test_words_that_cannot_be_read_are_refused_in_a_sentence(tmp_path, changes, said):
    last = execute(tmp_path, **changes).strip().splitlines()[-1]
    assert said in last
