"""How to cite any fact: said in a briefing, published by a statistics office, or computed."""

from __future__ import annotations

from briefing.errors import BriefingError
from briefing.facts.assumed import Assumptions, opened, together
from briefing.facts.fact import Derived, Fact, Said
from briefing.facts.official import by_id
from briefing.facts.said import figure, source
from briefing.facts.scope import Folder, vocabulary
from briefing.facts.tables import Package


def cite(
    id: str | Fact,
    *,
    briefing: str | None = None,
    folder: Folder = None,
    under: Assumptions | None = None,
) -> str:
    """How to cite a fact: what was said or published, by whom, when and where.

    Parameters
    ----------
    id : str or Fact
        A fact, or its id: that of a figure of a briefing, alone or after the briefing's key and a
        colon; or that of an official figure (series/member/period/vintage).
    briefing : str, optional
        The briefing of a figure's id; the latest without it.
    folder : Path, optional
        A data folder other than the library's own.
    under : Assumptions, optional
        What to assume in place of the table of assumptions; :func:`briefing.assumptions`.

    Returns
    -------
    str
        For a stated figure its words, speaker, occasion, page and place in the text. For an
        official one a line for each source that reports it. For a computed one how it was
        computed, and a citation of each fact it rests on. What is assumed otherwise than in the
        table of assumptions stands last.

    Raises
    ------
    BriefingError
        If there is no such fact; near matches are suggested.
    """
    data = opened(folder, under)
    facts = [id] if isinstance(id, Fact) else _facts(id, briefing, data)
    changed = (one for one in together(*(fact.rests_on for fact in facts)) if one.changed)
    return "\n".join([*(_cited(fact, data) for fact in facts), *(f"with {one}" for one in changed)])


def _facts(id: str, briefing: str | None, data: Package) -> list[Fact]:
    return by_id(id, folder=data) if "/" in id else [figure(id, briefing, folder=data)]


def _cited(fact: Fact, data: Package) -> str:
    origin = fact.provenance
    if isinstance(origin, Said):
        page = source(origin.briefing, folder=data)
        said = (
            f"“{origin.locator.words}”: {origin.speaker}, {page['occasion']}, {page['place']}, "
            f"{page['date_said']}"
        )
        if page["read_as"] == "report":
            known = (page["title"], page["date_published"], page["address"])
            where = ", ".join(str(cell) for cell in known if cell)
            return f"{said}; read in {where} ({origin.locator})"
        return (
            f"{said} ({origin.said_in}); {page['title']}, {page['publisher']}, "
            f"{page['date_published']}, {page['address']} ({origin.locator})"
        )
    if isinstance(origin, Derived):
        return _derived(fact, origin, data)
    scope, areas = fact.scope, (fact.vocabulary or vocabulary(data)).areas
    area = areas.get(scope.area, {}).get("name", scope.area)
    return (
        f"{origin.series.replace('_', ' ')}, {area}, {scope.population}, {fact.period}: {fact}"
        f"{f' ({scope.price_basis})' if scope.price_basis else ''}; {origin.producer}, "
        f"{scope.vintage}; read in {origin.read_in}"
        f"{f', {origin.address}' if origin.address else ''} ({origin.confidence})"
        f"{f'. {fact.note}' if fact.note else ''}"
    )


def _derived(fact: Fact, origin: Derived, data: Package) -> str:
    how = f"the {origin.operation} of" if fact.briefing else f"the {fact.id}, from"
    lines = [f"{fact} ({fact.scope.measure}), computed as {how}"]
    for key in origin.parts:
        try:
            text = "\n".join(_cited(part, data) for part in _facts(key, None, data))
        except BriefingError:  # a fact that somebody made, which no table holds
            text = key
        lines += [f"  {line}" for line in text.split("\n")]
    lines += [f"assuming that {assumption}" for assumption in origin.assumptions]
    return "\n".join(lines)
