"""The command line: what it prints, its exit status, and errors in one line."""

import csv
import hashlib
import importlib
import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from briefing import __main__ as cli
from briefing import cite
from briefing.facts import tables, transcript
from briefing.facts.said import registry
from conftest import edit

ROOT = Path(__file__).parents[1]
COMMANDS = ("figures", "claims", "cite", "check", "new", "fill", "seal")


def run(capsys, *argv):
    """Exit status, lines printed and lines complained."""
    status = cli.main(list(argv))
    out, err = capsys.readouterr()
    return status, out.splitlines(), err.splitlines()


def leave(capsys, *argv):
    """The same where the parser leaves by itself."""
    with pytest.raises(SystemExit) as caught:
        cli.main(list(argv))
    out, err = capsys.readouterr()
    return caught.value.code, out, err


@pytest.fixture
def folder(live, monkeypatch):
    """A copy of the data in place of the library's own."""
    monkeypatch.setattr(tables, "data_folder", lambda: live)
    tables.forget()
    yield live
    tables.forget()


def test_figures_lists_every_figure_with_its_qualifier_and_scope(capsys):
    status, lines, complaints = run(capsys, "figures")
    assert (status, complaints) == (0, [])
    assert [line.split()[0] for line in lines] == list(registry())
    assert lines[3] == (
        "industrial-growth-2023        4.6 % (over 4.5 to under 4.7)     growth of value added, "
        "year on year (industry above designated size, CN, 2023, said 2024-07-05)"
    )
    assert run(capsys, "figures", "--briefing", "2024-07-05")[1] == lines


def test_claims_and_figures_are_listed_as_text_csv_and_json(capsys):
    for command in ("figures", "claims"):
        ids = [fact.id for fact in registry().values()]
        status, lines, complaints = run(capsys, command, "--json")
        records = json.loads("\n".join(lines))
        assert (status, complaints) == (0, [])
        assert [r["id"] for r in records] == [i for i in ids if i in {r["id"] for r in records}]
        status, lines, _ = run(capsys, command, "--csv")
        assert [row["id"] for row in csv.DictReader(lines)] == [r["id"] for r in records]
        assert run(capsys, command)[0] == status == 0
    lines = run(capsys, "claims", "--claim", "gain")[1]
    said = [n for n, line in enumerate(lines) if line.startswith("2024-07-05:")]
    assert [lines[n] for n in said] == [
        "2024-07-05:growth-gain-over-2023: confirmed on 1 of 2 readings"
    ]
    more = lines[said[0] + 1 :]
    block = more[: next((n for n, line in enumerate(more) if line[:1].isdigit()), None)]
    assert sum(line.startswith("  reading ") for line in block) == 2
    assert run(capsys, "claims", "--claim", "gian")[2] == [
        "error: claim 'gian' is unknown; did you mean gain?"
    ]


def test_json_is_json_where_the_terminal_is_narrow():
    command = [sys.executable, "-m", "briefing", "claims", "--json"]
    env = {"PYTHONIOENCODING": "latin-1", "PATH": ""}
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=env)
    assert "−" in str(json.loads(done.stdout))


def test_the_command_is_installed_too():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["briefing"].partition(":")
    assert getattr(importlib.import_module(module), function) is cli.main


def test_cite_prints_the_citation(capsys):
    for id in ("major-provinces-share", "industrial-growth-2023"):
        assert run(capsys, "cite", id) == (0, cite(id).splitlines(), [])
    assert run(capsys, "cite", "--briefing", "2024-07-05", "key-industries-count")[0] == 0


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (
            ("cite", "key-industries-shares"),
            "figure of 2024-07-05 'key-industries-shares' is unknown; did you mean key-industries-",
        ),
        (("figures", "--briefing", "2024-05"), "briefing '2024-05' is unknown; did you mean "),
        (("cite", "x", "--briefing", "y"), "briefing 'y' is unknown; there is 20"),
        (("check", "no/such/file.txt"), "no/such/file.txt: cannot be read as UTF-8 text ("),
        (
            ("check", "HTTPS://example.org/page"),
            "HTTPS://example.org/page: is an address; save the page as text first, and give its",
        ),
    ],
)
def test_an_error_is_one_line_on_standard_error(capsys, argv, sentence):
    status, lines, complaints = run(capsys, *argv)
    assert (status, lines) == (1, [])
    (line,) = complaints
    assert line.startswith(f"error: {sentence}")


def test_a_spoilt_table_is_one_line_too(capsys, folder):
    edit(folder, "briefing/2024-07-05/figures.csv", {"value": "6.2"}, value="6;2")
    assert run(capsys, "figures") == (
        1,
        [],
        [
            "error: briefing/2024-07-05/figures.csv, row 3, column value: '6;2' is not of type "
            "number; correct it"
        ],
    )


def test_check_fails_with_its_problems_printed(capsys, tmp_path):
    path = tmp_path / "copy.txt"
    path.write_text("seven", encoding="utf-8")
    status, lines, complaints = run(capsys, "check", str(path))
    assert (status, complaints) == (1, [])
    digest = hashlib.sha256(b"seven").hexdigest()
    assert lines[0] == f"{path}: 0 of 13 found; the text differs in more than layout"
    assert lines[1].startswith(f"strict proof: SHA-256 {digest} is not the one recorded (b529b752")
    assert lines[1].endswith("6); 0 of 13 locators read their figure")
    assert lines[2:4] == [
        "0 of 1 numerals are accounted for",
        "       0  seven     UNACCOUNTED FOR",
    ]
    assert lines[-2:] == [
        "problem: numeral “seven” at character 0 is neither registered nor excluded",
        "next: see whether this is the right page (http://english.scio.gov.cn/pressroom/2024-07/"
        "24/content_117331010_2.htm); --briefing names another",
    ]


def test_check_reads_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"seven")))
    status, lines, _ = run(capsys, "check", "-")
    assert (status, lines[0]) == (1, "-: 0 of 13 found; the text differs in more than layout")


def test_help_of_check_says_which_forms_of_numerals_are_seen(capsys):
    text = " ".join(leave(capsys, "check", "--help")[1].split())
    assert "- reads standard input" in text and "七成" in text and "3.14e5" in text


@pytest.mark.parametrize(("ok", "status"), [(True, 0), (False, 1)])
def test_check_s_exit_status_is_its_outcome(capsys, monkeypatch, ok, status):
    class Outcome:
        def __str__(self):
            return "what was found"

    Outcome.same = ok
    asked = []
    monkeypatch.setattr(transcript, "check", lambda *args: asked.append(args) or Outcome())
    assert run(capsys, "check", "a.txt", "--briefing", "b") == (status, ["what was found"], [])
    assert run(capsys, "check", "a.txt")[0] == status
    assert asked == [("a.txt", "b"), ("a.txt", None)]


def test_seal_tells_which_tables_it_described_anew(capsys, folder):
    assert run(capsys, "seal") == (0, ["every table is as described"], [])
    edit(folder, "official/national-accounts.csv", {"period": "2003"}, note="looked up again")
    status, (first, *_), complaints = run(capsys, "seal")
    assert (status, complaints) == (0, []) and "national-accounts" in first
    assert run(capsys, "seal") == (0, ["every table is as described"], [])


ANSWERS = """Bo Lund
press conference
Arcadia City

2033-04-03
Government of Arcadia

https://example.org/arcadia


"""


@pytest.fixture
def page(folder, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("A page\n\nIt grew 5.9% in 2032.\n", encoding="utf-8")
    return path


def answer(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_new_asks_drafts_and_fill_fills(capsys, monkeypatch, folder, page):
    answer(monkeypatch, ANSWERS)
    status, lines, complaints = run(capsys, "new", "2033-04-02", str(page))
    assert (status, complaints) == (0, []) and lines[-1].startswith("next: in draft.csv write yes")
    assert "On which day was it said (YYYY-MM-DD)? [2033-04-02]" in lines[0]
    table = "briefing/2033-04-02/draft.csv"
    assert run(capsys, "fill", "2033-04-02", str(page))[::2] == (
        1,
        ["error: draft.csv: keeps no row; write yes in column keep of a figure"],
    )
    where = {"population": "industry above designated size", "area": "CN"}
    where["measure"] = "growth of value added, year on year"
    edit(folder, table, {"numeral": "5.9%"}, keep="yes", **where)
    edit(folder, table, {"numeral": "2032"}, keep="no")
    status, lines, complaints = run(capsys, "fill", "2033-04-02", str(page))
    assert (status, complaints) == (0, [])
    assert lines[0] == "briefing/2033-04-02/figures.csv: 1 figures"
    assert lines[-1] == f"next: `briefing check {page} --briefing 2033-04-02`"
    assert run(capsys, "check", str(page), "--briefing", "2033-04-02")[0] == 0
    assert run(capsys, "figures")[1][0].split()[1:3] == ["5.9", "%"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ("", "error: speaker: no answer was given; nothing was written"),
        ("Bo Lund\n\n", "error: occasion: is empty; an answer is needed; nothing was written"),
        (
            ANSWERS.replace("2033-04-03", "3 April"),
            "error: date_published: '3 April' is not of type date; correct it; nothing was written",
        ),
    ],
)
def test_a_wrong_answer_is_one_line(capsys, monkeypatch, folder, page, answers, sentence):
    answer(monkeypatch, answers)
    status, _, complaints = run(capsys, "new", "2033-04-02", str(page))
    assert (status, complaints) == (1, [sentence])
    assert not (folder / "briefing" / "2033-04-02").exists()


def test_whoever_sits_at_a_terminal_is_asked_again(capsys, monkeypatch, folder, page):
    wrong = ANSWERS.replace("2033-04-03", "3 April\n2033-04-03")
    answer(monkeypatch, wrong)
    sys.stdin.isatty = lambda: True
    status, lines, complaints = run(capsys, "new", "2033-04-02", str(page))
    assert (status, complaints) == (0, [])
    assert any("date_published: '3 April' is not of type date" in line for line in lines)


def test_an_interrupted_run_says_that_nothing_was_written(capsys, monkeypatch, folder, page):
    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)
    status, _, complaints = run(capsys, "new", "2033-04-02", str(page))
    assert (status, complaints) == (130, ["interrupted; nothing was written"])


def test_answers_and_text_do_not_come_from_one_place(capsys, folder):
    assert run(capsys, "new", "2033-04-02", "-")[2] == [
        "error: -: the answers are read from there; save the page, and give its file"
    ]


def test_help_names_every_command_and_exit_status(capsys):
    status, out, err = leave(capsys, "--help")
    assert (status, err) == (0, "")
    assert out.startswith("usage: python -m briefing ")
    text = " ".join(out.split())
    assert "Figures stated at a press briefing: list, cite, check and analyse them." in text
    assert "Exit status: 0 done, 1 a check failed or an input is wrong, 2 wrong usage." in text
    for name, words in {
        "figures": "list every figure with its qualifier and scope",
        "claims": "each statement, and what official figures say",
        "cite": "how to cite a figure: words or producer, date, address",
        "check": "prove the registry against your copy of the transcript",
        "new": "begin a briefing: ask for its page, and draft its tables from the text",
        "fill": "write a briefing's tables from its draft, seal, and say what is open",
        "seal": "after a change of data: record sizes and hashes in datapackage.json",
    }.items():
        assert f"{name} {words}" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(capsys, command):
    status, out, _ = leave(capsys, command, "--help")
    assert status == 0
    assert out.startswith(f"usage: python -m briefing {command} ")
    dated = command in ("figures", "claims", "cite", "check")
    assert ("--briefing KEY" in out) is dated


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("list",), "invalid choice: 'list'"),
        (("cite",), "the following arguments are required: id"),
        (("check",), "the following arguments are required: file"),
        (("seal", "--briefing", "2024-07-05"), "unrecognized arguments: --briefing 2024-07-05"),
        (("figures", "--briefing"), "expected one argument"),
        (("figures", "--csv", "--json"), "argument --json: not allowed with argument --csv"),
        (
            ("claims", "--briefing", "x", "--claim", "y"),
            "argument --claim: not allowed with argument --briefing",
        ),
    ],
)
def test_wrong_usage_is_status_2(capsys, argv, sentence):
    status, out, err = leave(capsys, *argv)
    assert (status, out) == (2, "")
    assert err.startswith("usage: python -m briefing")
    assert sentence in err


def test_the_module_runs_as_a_command(tmp_path):
    command = [sys.executable, "-m", "briefing"]
    done = subprocess.run(
        [*command, "cite", "key-industries-count"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == cite("key-industries-count") + "\n"
    done = subprocess.run(
        [*command, "check", str(tmp_path / "none.txt")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"error: {tmp_path / 'none.txt'}: cannot be read as UTF-8 text")


def test_an_error_is_one_line_whatever_the_input_holds(capsys):
    status, _, complaints = run(capsys, "check", "no\nfile")
    assert status == 1 and len(complaints) == 1
    assert complaints[0].startswith("error: no file: cannot be read as UTF-8 text")


def test_a_reader_that_leaves_early_is_no_error():
    run = [sys.executable, "-c", EARLY]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


EARLY = """
import subprocess, sys
listing = subprocess.Popen(
    [sys.executable, "-u", "-m", "briefing", "figures"], stdout=subprocess.PIPE, stderr=sys.stderr
)
listing.stdout.close()
listing.wait()
"""


def test_nothing_printed_can_steer_a_terminal(capsys):
    status, lines, complaints = run(capsys, "cite", "\x1b[31mred")
    assert (status, lines) == (1, []) and "\\x1b[31mred" in complaints[0]
    assert "\x1b" not in complaints[0]
