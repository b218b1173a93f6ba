"""The source line of a chart, written from where its facts come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.errors import BriefingError
from briefing.facts import official, said
from briefing.facts.fact import Derived, Fact, Published, Said
from briefing.facts.scope import Folder


def source_line(facts: Iterable[Fact]) -> str:
    """Name the press conferences and the offices that facts come from.

    A computed fact is followed to those that it rests on, and its arithmetic is said to be our own.

    Parameters
    ----------
    facts : iterable of Fact
        Said, published or computed.

    Examples
    --------
    >>> source_line([said.figure("industry-share-gdp-2023", "2024-07-05")])
    'Source: State Council Information Office, China, press conference of 2024-07-05'
    """
    facts = list(facts)
    leaves = list(dict.fromkeys(leaf for fact in facts for leaf in _leaves(fact)))
    spoken = [leaf for leaf in leaves if isinstance(leaf.provenance, Said)]
    published = [leaf for leaf in leaves if isinstance(leaf.provenance, Published)]
    parts = _press_conferences(spoken)
    if published:
        parts.append(official.source_line(published).removeprefix("Source: "))
    if any(fact.assumptions for fact in facts):
        parts.append("own arithmetic under stated assumptions")
    elif any(isinstance(fact.provenance, Derived) for fact in facts):
        parts.append("own arithmetic")
    return f"Source: {'; '.join(dict.fromkeys(parts))}"


def _press_conferences(spoken: Iterable[Fact]) -> list[str]:
    """Name who held the press conferences that facts are from, each with all its days."""
    days: dict[str, dict[str, None]] = {}
    for fact in spoken:
        page = said.source(fact.briefing, folder=folder_of(fact))
        days.setdefault(page["publisher"], {})[str(page["date_said"])] = None
    return [
        f"{publisher}, press conference{'s' * (len(of) > 1)} of {', '.join(of)}"
        for publisher, of in days.items()
    ]


def press_conference(briefing: str | None, folder: Folder = None) -> str:
    """Name who held a briefing, and when."""
    page = said.source(briefing, folder=folder)
    return f"{page['publisher']}, press conference of {page['date_said']}"


def folder_of(fact: Fact) -> Folder:
    """Return the data package that a fact is from."""
    return fact.vocabulary.package if fact.vocabulary else None


def _leaves(fact: Fact) -> Iterator[Fact]:
    """Follow a computed fact to the stated and published ones that it rests on."""
    if not isinstance(fact.provenance, Derived):
        yield fact
        return
    for key in fact.provenance.parts:
        try:
            if "/" in key:
                found = official.by_id(key, folder=folder_of(fact))
                part = next(iter(official.agreed(found).values()))
            else:
                part = said.figure(key, folder=folder_of(fact))
        except BriefingError:  # a fact that somebody made, which no table holds
            continue
        yield from _leaves(part)
