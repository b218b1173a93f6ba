"""A draft of a briefing's tables: every numeral and relation word of a transcript, with guesses.

A draft is a table to work on. It is no part of the data package: it quotes the transcript, which is
its publisher's. :mod:`briefing.facts.fill` turns it into the briefing's tables.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError, TableError
from briefing.facts.guess import Guesser
from briefing.facts.meaning import Meaning
from briefing.facts.numerals import NUMERAL
from briefing.facts.said import briefings
from briefing.facts.schema import Schema, shown
from briefing.facts.scope import vocabulary
from briefing.facts.seal import DRAFT, write_whole
from briefing.facts.tables import Package, forget
from briefing.facts.transcript import around, read

#: The columns of a draft: what to decide, what the text has, and the cells of a figure.
COLUMNS = (
    "keep exclude at numeral words context id measure population area period value upto unit "
    "qualifier decimals within of denominator relation relative_to speaker said_in note"
).split()
_RELATION = re.compile(
    r"\b(?:exceed\w*|higher|lower|(?:above|below)(?! (?:the )?designated)|faster|slower"
    r"|out(?:grew|pac)\w*|surpass\w*|rose|rise|fell|fall|decline[sd]?|decreased?|drop(?:ped)?"
    r"|highest|lowest|fastest|slowest)\b"
    r"|高于|低于|超过|上升|下降",
    re.IGNORECASE,
)
_TERMS = (
    "The transcript is the publisher's and is not redistributed; facts, figures and words of a few "
    "characters are."
)
_MOST_NUMERALS = 3_000
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Ask = Callable[[str, str, Callable[[str], Any], str | None], str]


def new(key: str, path: str | Path, ask: Ask, *, folder: Path | str | None = None) -> list[str]:
    """Begin a briefing: the row of its page, and a draft of its tables.

    Parameters
    ----------
    key : str
        The briefing's key, as a rule its date.
    path : str or Path
        The transcript as UTF-8 text.
    ask : callable
        Asks for what the text does not tell: called with a column's name, a question, a function
        that refuses a wrong answer, and a default or None.
    folder : Path, optional
        A data folder other than the library's own.

    Returns
    -------
    list of str
        What was written, and what to do next.

    Raises
    ------
    BriefingError
        If the key is taken or badly formed, the text cannot be read, or an answer is wrong. Nothing
        is written then.
    """
    if str(path) == "-":
        raise BriefingError("-: the answers are read from there; save the page, and give its file")
    data = Package(folder)
    text = read(path)
    _checked(key, text, path, data)
    page, speaker = _asked(key, text, ask, data)
    rows = draft_rows(text, speaker, page, Meaning(vocabulary(data), _earlier(data)))
    home = data.folder / "briefing" / key
    table = data.resource("briefings")["path"]
    known = data.content(table).decode("utf-8-sig")
    line = as_csv([page], list(page)).partition("\n")[2]
    try:
        home.mkdir(parents=True)
        write_whole(home / DRAFT, as_csv(rows, COLUMNS))
        write_whole(data.folder / table, known.rstrip("\r\n") + "\n" + line)
    except (OSError, TableError) as error:
        with suppress(OSError):
            (home / DRAFT).unlink(missing_ok=True)
            home.rmdir()
        raise BriefingError(f"{home}: cannot be written ({error}); nothing was changed") from None
    forget()
    return [
        f"{table}: a row for {key} ({page['characters']} characters)",
        f"{home / DRAFT}: {len(rows)} rows, each a numeral or a relation word",
        f"next: in {DRAFT} write yes or no in column keep of each numeral, and correct the guesses "
        f"and the reasons in column exclude; then `briefing fill {key} {path}`",
    ]


def _checked(key: str, text: str, path: str | Path, data: Package) -> None:
    """Refuse a key that is taken or badly formed, and a text that no table can quote."""
    if not _KEY.fullmatch(key):
        raise BriefingError(f"{shown(key)}: is no key; write it like 2024-07-05")
    taken = {row["briefing"] for row in data.table("briefings", optional=True)}
    if key in taken or (data.folder / "briefing" / key).exists():
        raise BriefingError(f"{key}: is there already; choose another key, or remove it first")
    if not text.strip():
        raise BriefingError(f"{path}: is empty; save the page as text")
    for number, match in enumerate(NUMERAL.finditer(text)):
        if number == _MOST_NUMERALS:
            raise BriefingError(
                f"{path}: holds over {_MOST_NUMERALS} numerals, too many to go through; give a page"
            )
        if not match.group().isprintable():
            raise BriefingError(
                f"{path}: the numeral at character {match.start()} holds a hidden character (a "
                "no-break space?); replace such characters by spaces"
            )


def _asked(key: str, text: str, ask: Ask, data: Package) -> tuple[dict[str, str], str]:
    """Ask for what a page's row needs and the text does not tell."""
    content = json.loads(data.content("schemas/briefings.json"))
    cells = Schema.of(content, "schemas/briefings.json").cells
    first = next(line.strip() for line in text.splitlines() if line.strip())
    day = key[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d", key[:10]) else None
    speakers = re.findall(r"^([A-Z][\w.’' -]{2,60}):(?=\s)", text, re.M)
    speaker = ask("speaker", "Who speaks (name, office)?", cells["title"], (speakers or [None])[-1])
    answers = {
        column: ask(column, question, cells[column], default)
        for column, question, default in (
            ("occasion", "On what occasion (press conference on …)?", None),
            ("place", "In which city?", None),
            ("date_said", "On which day was it said (YYYY-MM-DD)?", day),
            ("date_published", "On which day was the text published (YYYY-MM-DD)?", None),
            ("publisher", "Who published it?", None),
            ("title", "Under which title?", first if first.isprintable() else None),
            ("address", "At which address (https://…)?", None),
            ("language", "In which language (add whether it is a translation)?", _language(text)),
        )
    }
    if answers["date_published"] < answers["date_said"]:
        raise BriefingError("date_published: lies before the day it was said; give both again")
    far = ask(
        "read", "How far was the page read (whole, or e.g. its beginning)?", cells["title"], "whole"
    )
    if far.lower() not in ("whole", "all"):
        answers["title"] += f" ({far})"
    written = hashlib.sha256(text.encode()).hexdigest()
    known = {"briefing": key, "id": key, "read_as": "transcript", "terms": _TERMS, **answers}
    known |= {"characters": str(len(text)), "sha256": written}
    return {column: known.get(column, "") for column in cells}, speaker


def _language(text: str) -> str:
    return "zh" if len(re.findall(r"[\u4e00-\u9fff]", text)) > len(text) / 5 else "en"


def _earlier(data: Package) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of figures of each briefing that there is."""
    for key in briefings(data):
        yield data.table(f"briefing-{key}-figures")


def draft_rows(
    text: str, speaker: str, page: Mapping[str, str], meaning: Meaning
) -> list[dict[str, str]]:
    """Write a row for each numeral and each relation word, in the order of the text.

    A word such as "higher" behind a numeral belongs to that numeral's row.

    Parameters
    ----------
    text : str
        The transcript.
    speaker : str
        Who speaks: name, office.
    page : mapping
        Answers about the page: when it was said and published, by whom.
    meaning : Meaning
        What numerals can be about.
    """
    found = [(*match.span(), True) for match in NUMERAL.finditer(text)]
    found += [(*match.span(), False) for match in _RELATION.finditer(text)]
    answers = _answers(text, speaker)
    guesser = Guesser(text, page, answers, meaning)
    ids: set[str] = set()
    rows = []
    for start, end, numeral in sorted(found):
        if not numeral and start < guesser.compared:
            continue
        cells = (guesser.numeral if numeral else guesser.relation)(start, end)
        if "value" in cells:
            cells["id"] = _id(cells, ids)
        if not cells["words"].isprintable():
            cells["words"] = text[start:end]
        cells |= {"at": start, "numeral": text[start:end], "speaker": speaker}
        cells |= {"said_in": "question" if start < answers else "answer"}
        low, high = around(text, start)
        plain = " ".join(text[max(low, start - 300) : min(high, end + 300)].split())
        cells["context"] = "".join(sign for sign in plain if sign.isprintable())
        rows.append({column: str(cells.get(column, "")) for column in COLUMNS})
    return rows


def _answers(text: str, speaker: str) -> int:
    """Guess where the speaker begins to answer; at the start, if the text does not name him."""
    name = re.escape(speaker.partition(",")[0].strip())
    begins = re.search(rf"^{name}[^:\n]{{0,80}}[:：]", text, re.M) or re.search(name, text)
    return begins.start() if begins else 0


def _id(cells: Mapping[str, Any], taken: set[str]) -> str:
    """Make a name for a figure that no other row of the draft has."""
    parts = (cells.get("population") or "figure", cells.get("kind", ""), cells.get("period", ""))
    plain = re.sub(r"[^a-z0-9]+", "-", " ".join(parts).lower()).strip("-")[:60].strip("-")
    number = 1
    while (id := plain if number == 1 else f"{plain}-{number}") in taken:
        number += 1
    taken.add(id)
    return id


def as_csv(rows: Iterable[Mapping[str, Any]], columns: list[str]) -> str:
    """Write rows as CSV, with the columns of a table in their order."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
