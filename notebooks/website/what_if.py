"""The page on which a reader changes assumptions: its answers are computed beforehand.

A script of its own looks them up (static/what-if.js). Without it, the answers by default stand.
"""

import json
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import writing
from sphinx.application import Sphinx

from briefing.facts.assumed import Assumption, Value
from briefing.what_if import questions, verdicts
from briefing.what_if.question import Question

PAGE = "what-if"
#: Of so many answers to a question each is kept; else only the first assumption has every step.
MOST = 400


@cache
def asked() -> dict[str, Question]:
    """Return every question of the page: those of the notebooks, and what the claims come to."""
    return questions() | verdicts()


def offered(question: Question) -> dict[Assumption, tuple[Value, ...]]:
    """Return what a reader may choose: values of the two foremost assumptions."""
    rows = [question.assumed[id] for id in question.moved_by[:2]]
    if prod(len(row.steps) for row in rows) <= MOST:
        return {row: row.steps for row in rows}
    return {rows[0]: rows[0].steps, rows[1]: tuple(end.value for end in rows[1].ends)}


def answers(question: Question) -> dict[str, Any]:
    """Compute an answer for each combination of what may be chosen, the last one moving fastest."""
    choices = offered(question)
    ids = [row.id for row in choices]
    return {
        "controls": [
            {
                "id": row.id,
                "name": row.name + (f" ({row.unit})" if row.unit else ""),
                "values": [row.taking(value).bare for value in of],
                "start": of.index(row.value),
            }
            for row, of in choices.items()
        ],
        "answers": [
            str(question.told(**dict(zip(ids, values, strict=True))).sentence)
            for values in product(*choices.values())
        ],
    }


def write(folder: Path, files: Path) -> None:
    """Write the page, with the answers by default and the places where they turn.

    All other answers go where the site keeps its scripts: a page on a disk can fetch nothing.
    """
    found = list(asked().values())
    writing.write(
        "what-if.md",
        folder / f"{PAGE}.md",
        asked=[(one, list(offered(one)), one.told()) for one in found],
        turns=[(one, choice, flip) for one in found for choice, flip in one.turns()],
    )
    kept = json.dumps({one.id: answers(one) for one in found}, ensure_ascii=False)
    scripts = files / "_static"
    scripts.mkdir(parents=True, exist_ok=True)
    (scripts / "what-if-answers.js").write_text(f"const WHAT_IF = {kept};\n", encoding="utf-8")


def load(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Let the page, and no other, load the script and its answers."""
    if page == PAGE:
        app.add_js_file("what-if-answers.js", loading_method="defer")
        app.add_js_file("what-if.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", load)
