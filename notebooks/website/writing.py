"""Pages from templates: whatever a template puts in is text, and no letter of it is Markdown."""

import json
import re
from pathlib import Path
from typing import Any

import pages
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from statements import told, worded

#: CommonMark takes any of these for itself when a backslash stands before it.
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def literal(text: Any) -> Markup:
    """Write a value so that Markdown shows it as it is, on one line; Markdown itself stays."""
    if isinstance(text, Markup):
        return text
    return Markup(PUNCTUATION.sub(r"\\\1", " ".join(str(text).split())))


def link(text: Any, address: str | None) -> Markup:
    """Write a link to a page of the web; the text alone where the address is none."""
    if not address or not ADDRESS.fullmatch(address):
        return literal(text)
    return Markup(f"[{literal(text)}](<{address}>)")


def quoted(text: Any) -> Markup:
    """Write a value for the head of a page, which is YAML."""
    return Markup(json.dumps(str(text), ensure_ascii=False))


def plain(text: Any) -> Markup:
    """Write a value where no Markdown is read: an address, a class, an option; on one line."""
    return Markup(" ".join(str(text).split()))


def fenced(text: str, language: str) -> Markup:
    """Write a text as a block of its own, as it is; a fence inside cannot end it."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", f"{text}`")))
    return Markup(f"{fence}{{code-block}} {language}\n{text}\n{fence}")


def environment() -> Environment:
    """Set up the templates; a name that is missing is an error."""
    folders = [pages.WEBSITE, pages.WEBSITE / "templates"]
    found = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        finalize=literal,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"link": link, "quoted": quoted, "plain": plain, "fenced": fenced}
    found.filters |= {"told": told, "worded": worded}
    return found


def write(template: str, path: Path, **values: Any) -> None:
    """Fill in a template and write the page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(environment().get_template(template).render(values), encoding="utf-8")
