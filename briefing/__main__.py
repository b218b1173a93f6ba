"""The command line: ``python -m briefing figures | cite ID | check FILE | seal``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from briefing.errors import BriefingError


def _figures(arguments: argparse.Namespace) -> int:
    from briefing.facts.said import registry

    known = registry(arguments.briefing)
    width = max(map(len, known), default=0)
    for fact in known.values():
        _say(f"{fact.id:<{width}}  {fact!s:<32}  {fact.scope.measure} ({fact.scope})")
    return 0


def _cite(arguments: argparse.Namespace) -> int:
    from briefing.facts.cite import cite

    _say(cite(arguments.id, briefing=arguments.briefing))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from briefing.facts.transcript import check

    outcome = check(arguments.file, arguments.briefing)
    _say(str(outcome))
    return 0 if outcome.ok else 1


def _seal(arguments: argparse.Namespace) -> int:
    from briefing.facts.seal import seal

    for line in seal() or ["every table is as described"]:
        _say(line)
    return 0


def _say(text: str, to: TextIO | None = None) -> None:
    """Print text; a control character in it, which could steer a terminal, is spelt out."""
    shown = "".join(c if c.isprintable() or c in "\n\t" else repr(c)[1:-1] for c in text)
    print(shown, file=to, flush=True)


def parser() -> argparse.ArgumentParser:
    """Build the parser of the command line."""
    main_parser = argparse.ArgumentParser(
        prog="python -m briefing",
        description="Figures stated at a press briefing: list, cite, check and analyse them.",
        epilog="Exit status: 0 done, 1 a check failed or an input is wrong, 2 wrong usage.",
    )
    which = argparse.ArgumentParser(add_help=False)
    which.add_argument(
        "--briefing",
        metavar="KEY",
        help="the briefing, by its date (default: the latest)",
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

    command("figures", _figures, "list every figure with its qualifier and scope", [which])
    one = command("cite", _cite, "how to cite a figure: words or producer, date, address", [which])
    one.add_argument("id", help="a figure's id as `figures` lists it, or an official one's")
    proof = command(
        "check", _check, "prove the registry against your copy of the transcript", [which]
    )
    proof.add_argument("file", help="the transcript as UTF-8 text")
    command("seal", _seal, "after a change of data: record sizes and hashes in datapackage.json")
    return main_parser


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
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except OSError as error:  # a full disk, or whoever reads, as `head` does, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(f"error: the output cannot be written ({error})", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
