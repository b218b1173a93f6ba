"""The command line: ``briefing figures | claims | cite | check | new | fill | seal``."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from briefing.errors import BriefingError
from briefing.facts.numerals import FORMS


def _figures(arguments: argparse.Namespace) -> int:
    from briefing import listing
    from briefing.facts.said import registry

    if arguments.form is None:
        _say(listing.figures_text(registry(arguments.briefing).values(), _width()))
    else:
        _records(listing.figure_records(arguments.briefing), arguments.form)
    return 0


def _claims(arguments: argparse.Namespace) -> int:
    from briefing import listing

    records = listing.claim_records(arguments.briefing, arguments.claim)
    if arguments.form is None:
        write = listing.claims_text if arguments.claim is None else listing.claim_text
        _say(write(records, _width()))
    else:
        _records(records, arguments.form)
    return 0


def _records(records: list[dict[str, Any]], form: str) -> None:
    from briefing import listing

    if form == "csv":
        _say(listing.as_csv(records))
    else:
        narrow = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
        _say(listing.as_json(records, ascii_only=narrow))


def _width() -> int | None:
    """Width of the terminal; None where another program reads, which wants whole lines."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _cite(arguments: argparse.Namespace) -> int:
    from briefing.facts.cite import cite

    _say(cite(arguments.id, briefing=arguments.briefing))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from briefing.facts.transcript import check

    outcome = check(arguments.file, arguments.briefing)
    _say(str(outcome))
    return 0 if outcome.same else 1


def _seal(arguments: argparse.Namespace) -> int:
    from briefing.facts.seal import seal

    for line in seal() or ["every table is as described"]:
        _say(line)
    return 0


def _new(arguments: argparse.Namespace) -> int:
    from briefing.asking import ask
    from briefing.facts.draft import new

    try:
        done = new(arguments.key, arguments.file, ask)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("nothing was written") from None
    _say("\n".join(done))
    return 0


def _fill(arguments: argparse.Namespace) -> int:
    from briefing.facts.fill import fill

    _say("\n".join(fill(arguments.key, arguments.file)))
    return 0


def _say(text: str, to: TextIO | None = None) -> None:
    """Print text; a control character in it, which could steer a terminal, is spelt out."""
    shown = "".join(c if c.isprintable() or c in "\n\t" else repr(c)[1:-1] for c in text)
    print(shown, file=to, flush=True)


def _shared() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """Build the options that several commands share: which briefing, and in what form."""
    which = argparse.ArgumentParser(add_help=False)
    which.add_argument(
        "--briefing",
        metavar="KEY",
        help="the briefing, by its date (default: the latest read in its transcript)",
    )
    forms = argparse.ArgumentParser(add_help=False)
    either = forms.add_mutually_exclusive_group()
    for form, text in (("csv", "one row for each figure"), ("json", "ends as exact strings")):
        text = f"as {form.upper()}, {text}"
        either.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=text)
    return which, forms


def parser() -> argparse.ArgumentParser:
    """Build the parser of the command line."""
    main_parser = argparse.ArgumentParser(
        prog="briefing" if Path(sys.argv[0]).stem == "briefing" else "python -m briefing",
        description="Figures stated at a press briefing: list, cite, check and analyse them.",
        epilog="Exit status: 0 done, 1 a check failed or an input is wrong, 2 wrong usage.",
    )
    commands = main_parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str,
        run: Callable[[argparse.Namespace], int],
        text: str,
        parents: Sequence[argparse.ArgumentParser] = (),
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text, parents=parents)
        sub.set_defaults(run=run)
        return sub

    _reading(command)
    _adding(command)
    return main_parser


def _reading(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands that only read the data."""
    which, forms = _shared()
    command("figures", _figures, "list every figure with its qualifier and scope", [which, forms])
    tested = command("claims", _claims, "each statement, and what official figures say", [forms])
    one_or_all = tested.add_mutually_exclusive_group()
    one_or_all.add_argument("--briefing", metavar="KEY", help="the briefing (default: the latest)")
    one_or_all.add_argument(
        "--claim",
        metavar="CODE",
        help="one claim, or one figure's id, in every briefing, with each of its readings",
    )
    one = command("cite", _cite, "how to cite a figure: words or producer, date, address", [which])
    one.add_argument("id", help="a figure's id as `figures` lists it, or an official one's")
    proof = command(
        "check", _check, "prove the registry against your copy of the transcript", [which]
    )
    proof.epilog = (
        "A copy that is laid out otherwise passes where every figure stands near its place and "
        f"every numeral is accounted for. {FORMS}"
    )
    proof.add_argument("file", help="the transcript as UTF-8 text; - reads standard input")


def _adding(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands that write data."""
    for name, run, text in (
        ("new", _new, "begin a briefing: ask for its page, and draft its tables from the text"),
        ("fill", _fill, "write a briefing's tables from its draft, seal, and say what is open"),
    ):
        step = command(name, run, text)
        step.add_argument("key", help="the briefing's key, as a rule its date (2024-07-05)")
        step.add_argument("file", help="the transcript as UTF-8 text")
    command("seal", _seal, "after a change of data: record sizes and hashes in datapackage.json")


def main(argv: list[str] | None = None) -> int:
    """Run the command line; an error in an input is one line on standard error."""
    arguments = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a narrow terminal gets escapes, not a failure
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except BriefingError as error:
        _say(f"error: {' '.join(str(error).split())}", sys.stderr)
        return 1
    except KeyboardInterrupt as stop:
        print("; ".join(["interrupted", *map(str, stop.args)]), file=sys.stderr)
        return 130
    except OSError as error:  # a full disk, or whoever reads, as `head` does, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(f"error: the output cannot be written ({error})", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
