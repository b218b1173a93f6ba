"""Pages made from the library: the first page, one for each claim, one for each briefing.

They are written as Markdown beside the notebooks, before Sphinx renders both.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import citing
import downloads
import figures
import linked
import pages
import statements
import what_if
import writing
from statements import Statement

from briefing import __version__, charts
from briefing.facts.fact import Derived, Fact
from briefing.facts.said import briefings, part, registry, source
from briefing.findings import Finding
from briefing.verdicts.verdict import Verdict
from briefing.what_if.question import BRIEFING

DATA = pages.ROOT / "data"


def base() -> str:
    """Return the address that the site will have; "" where none is given."""
    address = os.environ.get("SITE_BASE", "")
    return f"{address.rstrip('/')}/" if address else ""


def publish(notebooks: Sequence[Path], folder: Path, files: Path) -> None:
    """Write every page that is made from the library, and the files to take away.

    Parameters
    ----------
    notebooks : sequence of Path
        The notebooks that the site shows.
    folder : Path
        Where the pages are written.
    files : Path
        Where the files to take away are written.
    """
    stated = {key: statements.stated(key) for key in briefings()}
    claims = stated[BRIEFING]
    about = downloads.descriptor(DATA) | {"version": __version__}
    downloads.write(DATA, files)
    for place, claim in enumerate(claims):
        alike = [
            one for of in stated.values() for one in of if one.found.claim == claim.found.claim
        ]
        write_claim(
            claim,
            folder / "claims",
            earlier=claims[place - 1] if place else None,
            later=claims[place + 1] if place + 1 < len(claims) else None,
            elsewhere=[one for one in alike if one is not claim],
            notebooks=statements.notebooks(claim.fact.id, notebooks),
        )
        write_reviews(claim, about["contributors"][0]["title"], folder / "claims")
    for key, of in stated.items():
        write_briefing(key, of, {claim.found.claim for claim in claims}, folder / "briefings")
    write_first(claims, about, folder)
    what_if.write(folder, files)


def write_first(claims: list[Statement], about: dict[str, Any], folder: Path) -> None:
    """Write the first page: how many claims hold, the main points, each claim, the data."""
    counted = [claim for claim in claims if claim.found.sort == "statement"]
    tally: dict[str, list[Statement]] = {}
    for claim in sorted(
        counted, key=lambda claim: [*Verdict.__members__].index(claim.found.verdict.name)
    ):
        tally.setdefault(str(claim.found.verdict), []).append(claim)
    kept = len(tally.get("confirmed", []))
    drawn = [(claim.fact, claim.found) for claim in counted if claim.fact.quantity is not None]
    title = Finding(f"{kept} of {len(counted)} statements confirmed on every reading")
    digest = downloads.digest(DATA)
    writing.write(
        "index.md",
        folder / "index.md",
        record=source(BRIEFING),
        speaker=counted[0].said.speaker,
        tally=tally,
        counted=counted,
        apart=[claim for claim in claims if claim not in counted],
        telling=[claim for claim in counted if tells(claim)],
        chart=show(charts.against(drawn, title=title), folder / "claims-drawn"),
        undrawn=[claim for claim in counted if claim.fact.quantity is None],
        records=[source(key) for key in briefings()],
        files=downloads.FILES,
        about=about,
        digest=f"SHA-256 {digest}",
        cited=citing.of_package(about, digest),
        description=f"{kept} of {len(counted)} statements are confirmed on every reading.",
    )
    data = linked.dataset(about, downloads.FILES.items(), base())
    (folder / "index.jsonld").write_text(linked.script([data]), encoding="utf-8")


def tells(claim: Statement) -> bool:
    """Whether readings part ways, none can be tested, or the claim says little: a main point."""
    outcomes = {reading.holds for reading in claim.found.readings if reading.tested}
    return len(outcomes) != 1 or claim.found.says_little


def write_claim(claim: Statement, folder: Path, **beside: Any) -> None:
    """Write the page of a claim, with what stands beside it: claims before and after it, others."""
    folder.mkdir(parents=True, exist_ok=True)
    code, chart = claim.found.claim, claim.chart()
    writing.write(
        "claim.md",
        folder / f"{code}.md",
        claim=claim,
        record=claim.record,
        chart=chart and show(chart, folder / code),
        cited=citing.of_statement(claim),
        **beside,
    )


def write_reviews(claim: Statement, author: str, folder: Path) -> None:
    """Write what the page of a claim says to programs, if any reading was tested."""
    code = claim.found.claim
    data = linked.reviews(claim, author, base() and f"{base()}claims/{code}.html")
    if data:
        (folder / f"{code}.jsonld").write_text(linked.script(data), encoding="utf-8")


def write_briefing(key: str, stated: list[Statement], codes: set[str], folder: Path) -> None:
    """Write the page of a briefing; claims with one of the codes have a page to link to."""
    known: list[Fact] = [*registry(key).values()]
    writing.write(
        "briefing.md",
        folder / f"{key}.md",
        record=source(key),
        stated=stated,
        derived=[fact for fact in known if isinstance(fact.provenance, Derived)],
        codes=codes,
        ledger=part("other-numerals", key),
    )


def show(chart: charts.Chart, path: Path) -> str:
    """Write a chart beside the page that shows it, and name the file."""
    figures.store(chart, path.with_suffix(".json"))
    return f"{path.name}.json"


def write_map(site: Path) -> None:
    """List the pages of a rendered site for search engines, where its address is known."""
    if not base():
        return
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    lines = "".join(f"<url><loc>{base()}{name}</loc></url>\n" for name in found)
    names = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{names}">\n{lines}</urlset>\n'
    (site / "sitemap.xml").write_text(text, encoding="utf-8")
