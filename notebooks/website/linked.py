"""What a page says to programs: schema.org's ClaimReview and Dataset as JSON-LD."""

import json
from collections.abc import Iterable
from typing import Any

from statements import Statement

from briefing.verdicts.verdict import Reading

Data = dict[str, Any]


def reviews(statement: Statement, author: str, address: str | None = None) -> list[Data]:
    """Describe each reading that official figures test as a review of what was said."""
    record, said = statement.record, statement.said
    name, _, post = said.speaker.partition(", ")
    speaker = {"@type": "Person", "name": name} | ({"jobTitle": post} if post else {})
    page = {"@type": "CreativeWork", "name": record["title"]}
    page |= {"url": record["address"]} if record["address"] else {}
    claim = {"@type": "Claim", "text": statement.words, "author": speaker, "appearance": page}
    claim |= {"datePublished": str(record["date_said"])}
    known: Data = {
        "@type": "ClaimReview",
        "identifier": statement.fact.key,
        "claimReviewed": f"“{statement.words}”: {statement.about}",
        "itemReviewed": claim,
        "author": {"@type": "Organization", "name": author},
    }
    known |= {"url": address} if address else {}
    return [known | _judged(reading) for reading in statement.found.readings if reading.tested]


def _judged(reading: Reading) -> Data:
    said = {"@type": "Rating", "alternateName": str(reading.outcome)}
    official = f"official figures give {reading.official}" if reading.official else reading.note
    return {"name": reading.text, "reviewRating": said, "reviewBody": official}


def dataset(descriptor: Data, downloads: Iterable[tuple[str, str]], base: str) -> Data:
    """Describe the data package and its tables."""
    licence = descriptor["licenses"][0]["path"]
    names = [person["title"] for person in descriptor["contributors"]]
    about = {"creator": [{"@type": "Organization", "name": n} for n in names], "license": licence}
    tables = [
        {"@type": "Dataset", "name": f"{entry['title']} ({entry['path']})", **about}
        | {"description": entry["description"]}
        for entry in descriptor["resources"]
    ]
    files = [
        {"@type": "DataDownload", "contentUrl": f"{base}{name}", "encodingFormat": form}
        for name, form in downloads
    ]
    whole = {name: descriptor[name] for name in ("description", "version", "keywords")}
    return {
        "@type": "Dataset",
        "name": descriptor["title"],
        **whole,
        **about,
        "dateModified": descriptor["created"][:10],
        "distribution": files,
        "hasPart": tables,
    }


def script(items: Iterable[Data]) -> str:
    """Write items for a page; no text in them can end the element they stand in."""
    text = json.dumps({"@context": "https://schema.org", "@graph": [*items]}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
