"""The command line: ``python -m briefing figures | cite ID | check FILE | seal``."""

from __future__ import annotations

import argparse
import os
import sys

from briefing.errors import BriefingError
from briefing.figures import LATEST, registry
from briefing.statistics import cite


def _figures(arguments: argparse.Namespace) -> int:
    known = registry(arguments.briefing)
    width = max(map(len, known))
    for figure in known.values():
        about = f"{figure.measure} ({figure.scope}; {figure.kind})"
        print(f"{figure.id:<{width}}  {figure!s:<24}  {about}")
    return 0


def _cite(arguments: argparse.Namespace) -> int:
    print(cite(arguments.id, arguments.briefing))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from briefing.transcript import check

    outcome = check(arguments.file, arguments.briefing)
    print(outcome)
    return 0 if outcome.ok else 1


def _seal(arguments: argparse.Namespace) -> int:
    from briefing.tables import seal

    changed = seal()
    print(f"described anew: {', '.join(changed)}" if changed else "every table is as described")
    return 0


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
        default=LATEST,
        metavar="DATE",
        help=f"the briefing's date (default {LATEST})",
    )
    commands = main_parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name, run, text, parents=()):
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
        status = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except BriefingError as error:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
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
