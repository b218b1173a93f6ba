"""What facts have in common and what tells them apart, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from briefing.errors import BriefingError, ScopeError, UnitError
from briefing.facts.fact import FIRST, Fact, Reported, value_of
from briefing.facts.scope import Folder
from briefing.facts.tables import look_up, package

#: In what facts can differ, in the order in which a label says it.
ATTRIBUTES = ("measure", "population", "area", "period", "denominator", "price_basis", "vintage")


def checked(facts: Sequence[Fact], may_differ: Collection[str]) -> None:
    """Refuse facts that differ in unit, kind or any attribute but those that may differ.

    Raises
    ------
    UnitError, ScopeError
        Naming the attribute and both values.
    """
    first = facts[0]
    for fact in facts:
        units = [value_of(first).unit, value_of(fact).unit]
        if units[0] != units[1]:
            raise UnitError(f"facts: mixes unit {units[0]} and {units[1]}; keep to one unit")
        for attribute in ("kind", *ATTRIBUTES):
            if attribute not in may_differ and attribute in first.scope.differences(fact.scope):
                one, other = (getattr(f.scope, attribute) or "not stated" for f in (first, fact))
                raise ScopeError(
                    f"facts: mixes {attribute.replace('_', ' ')} {one} ({first.id:.60}) and "
                    f"{other} ({fact.id:.60}); keep to one"
                )


def stated(because: str | None) -> bool:
    """Whether a reason is given; one without words is refused."""
    if because is not None and not str(because).strip():
        raise BriefingError("because: says nothing; write the reason in words")
    return because is not None


def differing(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Name the attributes in which facts differ."""
    found = {name for fact in facts for name in facts[0].scope.differences(fact.scope)}
    return tuple(name for name in ATTRIBUTES if name in found)


def revised(a: Fact, b: Fact) -> bool:
    """Whether both are amounts or shares as first published in different years."""
    years = {fact.scope.period and fact.scope.period.year for fact in (a, b)}
    first = a.scope.vintage == b.scope.vintage == FIRST and a.scope.kind in ("level", "share")
    return first and len(years) > 1


def reported(fact: Fact) -> bool:
    """Whether it was said, and only reports of that were read."""
    return isinstance(getattr(fact.provenance, "locator", None), Reported)


def describe(fact: Fact, attributes: Iterable[str], full: bool = False) -> str:
    """Write attributes of a fact's scope in words; ``full`` gives populations by their code."""
    return ", ".join(_word(fact, attribute, full) for attribute in attributes)


def _word(fact: Fact, attribute: str, full: bool) -> str:
    value, words = getattr(fact.scope, attribute), fact.vocabulary
    if value is None:
        return f"{attribute.replace('_', ' ')} not stated"
    if attribute == "period":
        return str(value.in_words)
    if attribute == "denominator":
        return f"of {value}"
    if attribute == "area" and words:
        return str(words.areas.get(value, {}).get("name") or value)
    if attribute == "population" and words and not full:
        return str(words.populations.get(value, {}).get("label") or value)
    return str(value)


def container(facts: Sequence[Fact], attribute: str) -> str:
    """Name the smallest population or area that contains those of all facts, if there is one."""
    words, inner = facts[0].vocabulary, {getattr(fact.scope, attribute) for fact in facts}
    if words is None:
        return ""
    rows = words.populations if attribute == "population" else words.areas
    around = [code for code in rows if all(words.contains(code, one) for one in inner)]
    smallest = [c for c in around if all(words.contains(other, c) for other in around)]
    name = rows[smallest[0]].get("name") if smallest else None
    return str(name or smallest[0]) if smallest else ""


def definitions(*terms: str, folder: Folder = None) -> str:
    """Write what terms of the glossary mean, as a list in Markdown.

    Parameters
    ----------
    *terms : str
        E.g. "vintage".
    folder : Path, optional
        A data folder other than the library's own.

    Raises
    ------
    UnknownNameError
        If a term is not in the glossary; near matches are suggested.

    Examples
    --------
    >>> print(definitions("value added"))
    - *Value added*: Output less what was used up to make it.
    """
    rows = package(folder).table("glossary", optional=True)
    meanings = {row["term"]: row["meaning"] for row in rows}
    meant = [look_up("term", term, meanings) for term in terms]
    pairs = zip(terms, meant, strict=True)
    return "\n".join(f"- *{term[:1].upper()}{term[1:]}*: {meaning}" for term, meaning in pairs)
