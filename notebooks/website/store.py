"""Store the executed notebooks in place, and the picture that the README shows."""

import sys
from base64 import b64decode

import pages


def main() -> None:
    """Store what differs, unless a notebook was changed while it was executed."""
    executed = {path: pages.EXECUTED / path.name for path in pages.listed()}
    for path, result in executed.items():
        if not pages.holds(result, pages.made_from(path)):
            sys.exit(f"{path.name}: was changed meanwhile; nothing was stored, run this again")
    for path, result in executed.items():
        if path.read_bytes() != result.read_bytes():
            pages.write_whole(path, result.read_bytes())
            print(f"{path.stem}: stored")
    cells = pages.read(next(iter(executed))).cells
    outputs = (output for cell in cells for output in cell.get("outputs", []))
    pictures = (
        output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})
    )
    pages.write_whole(pages.WEBSITE / "static" / "shares.png", b64decode(next(pictures)))


if __name__ == "__main__":
    main()
