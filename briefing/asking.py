"""Questions on the command line, one line each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from briefing.errors import BriefingError


def ask(column: str, question: str, check: Callable[[str], Any], default: str | None = None) -> str:
    """Ask for a cell of a table; whoever sits at a terminal is asked again after a wrong answer.

    Parameters
    ----------
    column : str
        What is asked for, to name it in an error.
    question : str
        The question.
    check : callable
        Raises ValueError with what is wrong about an answer.
    default : str, optional
        The answer that an empty line stands for.

    Raises
    ------
    BriefingError
        If an answer is wrong and nobody can be asked again, or the answers end.
    """
    shown = f"{question} [{default}] " if default else f"{question} "
    while True:
        try:
            answer = input(shown).strip() or default or ""
        except EOFError:
            raise BriefingError(f"{column}: no answer was given; nothing was written") from None
        except UnicodeError:
            raise BriefingError(f"{column}: the answer is not UTF-8; nothing was written") from None
        try:
            if not answer:
                raise ValueError("is empty; an answer is needed")
            check(answer)
            return answer
        except ValueError as error:
            if not sys.stdin.isatty():
                raise BriefingError(f"{column}: {error}; nothing was written") from None
            print(f"{column}: {error}")
