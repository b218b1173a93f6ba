"""Pages made from the library: the first page, one for each claim, one for each briefing.

They are written as Markdown beside the notebooks, before Sphinx renders both.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import citing
import downloads
import figures
import linked
import pages
import statements
import writing
from statements import Statement

from briefing import __version__, charts
from briefing.facts.fact import Fact
from briefing.facts.said import briefings, part, registry, source
from briefing.findings import Finding
from briefing.verdicts.verdict import Verdict

#: The press conference that the notebooks analyse; the codes of its claims are addresses.
ANALYSED = "2024-07-05"
DATA = pages.ROOT / "data"


def base() -> str:
    """Return the address that the site will have; "" where none is given."""
    address = os.environ.get("SITE_BASE", "")
    return f"{address.rstrip('/')}/" if address else ""


def publish(notebooks: Iterable[Path], folder: Path, files: Path) -> None:
    """Write every page that is made from the library, and the files to take away.

    Parameters
    ----------
    notebooks : iterable of Path
        The notebooks that the site shows.
    folder : Path
        Where the pages are written.
    files : Path
        Where the files to take away are written.
    """
    claims = statements.stated(ANALYSED)
    about = downloads.descriptor(DATA) | {"version": __version__}
    downloads.write(DATA, files)
    for place, claim in enumerate(claims):
        around = (claims[place - 1] if place else None, *claims[place + 1 : place + 2], None)[:2]
        write_claim(claim, around, about, [*notebooks], folder / "claims")
    for key in briefings():
        write_briefing(key, claims, folder / "briefings")
    write_first(claims, about, folder)


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
        record=source(ANALYSED),
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
    """Whether the readings part ways, or the claim says little: a main point."""
    outcomes = {reading.holds for reading in claim.found.readings if reading.tested}
    return len(outcomes) > 1 or claim.found.says_little


def write_claim(
    claim: Statement,
    around: tuple[Statement | None, ...],
    about: dict[str, Any],
    notebooks: list[Path],
    folder: Path,
) -> None:
    """Write the page of a claim."""
    code = claim.found.claim
    folder.mkdir(parents=True, exist_ok=True)
    chart = claim.chart()
    writing.write(
        "claim.md",
        folder / f"{code}.md",
        claim=claim,
        record=claim.record,
        earlier=around[0],
        later=around[1],
        chart=chart and show(chart, folder / code),
        notebooks=statements.notebooks(claim.fact.id, notebooks),
        elsewhere=[other for other in others(claim) if other.fact.key != claim.fact.key],
        cited=citing.of_statement(claim),
    )
    author, address = about["contributors"][0]["title"], base() and f"{base()}claims/{code}.html"
    data = linked.reviews(claim, author, address)
    if data:
        (folder / f"{code}.jsonld").write_text(linked.script(data), encoding="utf-8")


def others(claim: Statement) -> list[Statement]:
    """Return what any briefing states of the same kind."""
    every = [one for key in briefings() for one in statements.stated(key)]
    return [one for one in every if one.found.claim == claim.found.claim]


def write_briefing(key: str, claims: list[Statement], folder: Path) -> None:
    """Write the page of a briefing."""
    codes = {claim.found.claim for claim in claims}
    known: list[Fact] = [*registry(key).values()]
    writing.write(
        "briefing.md",
        folder / f"{key}.md",
        record=source(key),
        stated=statements.stated(key),
        derived=[fact for fact in known if not hasattr(fact.provenance, "speaker")],
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
