"""How to cite what was said, and this package: as text, as BibTeX and as CSL-JSON."""

import json
import re
from typing import Any

from statements import Statement

from briefing.facts.cite import cite

#: What BibTeX takes for itself.
_SPECIAL = re.compile(r"([&%$#_{}])")


def of_statement(statement: Statement) -> dict[str, str]:
    """Cite what was said, as its speaker's; in each form."""
    fact, record = statement.fact, statement.record
    item = {
        "id": f"briefing-{record['briefing']}-{fact.id}",
        "type": "speech",
        "author": [{"literal": statement.said.speaker.partition(",")[0]}],
        "title": f"“{statement.words}”: {fact.scope.measure}",
        "event-title": record["occasion"],
        "event-place": record["place"],
        "container-title": record["title"],
        "publisher": record["publisher"],
        "issued": _date(record["date_said"]),
        "note": str(statement.said.locator),
        "URL": record["address"],
    }
    return _forms(cite(fact), item)


def of_package(descriptor: dict[str, Any], digest: str) -> dict[str, str]:
    """Cite this package, with the digest of its data; in each form."""
    names = [person["title"] for person in descriptor["contributors"]]
    text = (
        f"{' and '.join(names)}: {descriptor['title']}, version {descriptor['version']}, "
        f"{descriptor['created'][:10]}; data with SHA-256 {digest}"
    )
    item = {
        "id": descriptor["name"],
        "type": "dataset",
        "author": [{"literal": name} for name in names],
        "title": descriptor["title"],
        "version": descriptor["version"],
        "issued": _date(descriptor["created"][:10]),
        "note": f"SHA-256 of the data: {digest}",
    }
    return _forms(text, item)


def _date(day: Any) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in str(day).split("-")]]}


def _forms(text: str, item: dict[str, Any]) -> dict[str, str]:
    item = {name: value for name, value in item.items() if value}
    fields = [f'  "{name}": {json.dumps(v, ensure_ascii=False)}' for name, v in item.items()]
    return {
        "Text": text,
        "BibTeX": _bibtex(item),
        "CSL-JSON": "[{\n" + ",\n".join(fields) + "\n}]",
    }


def _bibtex(item: dict[str, Any]) -> str:
    """Write an item as BibTeX; a name in braces of its own is not taken apart."""
    year, month, day = item["issued"]["date-parts"][0]
    names = {"howpublished": "container-title", "organization": "publisher", "url": "URL"}
    names |= {"address": "event-place", "version": "version", "note": "note"}
    authors = " and ".join(f"{{{_escaped(person['literal'])}}}" for person in item["author"])
    fields = {"author": authors, "title": f"{{{_escaped(item['title'])}}}"}
    fields |= {"year": str(year), "date": f"{year:04}-{month:02}-{day:02}"}
    for name, key in names.items():
        if key in item:
            fields[name] = item[key] if name == "url" else _escaped(item[key])
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{item['id']},\n{lines}\n}}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
