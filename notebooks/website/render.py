"""Render the executed notebooks as a static site; a warning is an error."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import pages
import publish

HOUR = 3600


def render(notebooks: list[Path], site: Path) -> None:
    """Render notebooks into a new folder, and let the site's link point there once it is whole.

    Parameters
    ----------
    notebooks : list of Path
        The notebooks, stored with their outputs.
    site : Path
        A link to the folder last rendered.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    new = Path(mkdtemp(prefix=".site-", dir=site.parent))
    try:
        source = new / "notebooks"
        source.mkdir()
        for path in [*notebooks, *pages.WEBSITE.glob("*.md")]:
            shutil.copy(path, source)
        shutil.copy(pages.ROOT / "CHANGELOG.md", source / "changelog.md")
        shutil.copytree(pages.WEBSITE / "reference", source / "reference")
        publish.publish(notebooks, source, new / "html")
        made_from = pages.site_from(source.glob("*.ipynb"))
        command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q"]
        command += ["-c", pages.WEBSITE, "-d", new / "doctrees", source, new / "html"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"the site was not rendered; the last one stands\n{done.stderr.strip()}")
        publish.write_map(new / "html")
        (new / "html").chmod(0o755)
        last = site.resolve().parent if site.is_symlink() else None
        link = new / "link"
        link.symlink_to(Path(new.name, "html"))
        os.replace(link, site)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    pages.record(site, made_from)
    # The last site goes, and after an hour what a run that was cut short left behind.
    for other in site.parent.glob(".site-*"):
        with suppress(FileNotFoundError):  # another run may have removed it already
            if other == last or other.stat().st_mtime < time.time() - HOUR:
                shutil.rmtree(other, ignore_errors=True)


if __name__ == "__main__":
    try:
        render([pages.EXECUTED / path.name for path in pages.listed()], pages.SITE)
    except KeyboardInterrupt:
        sys.exit("the site: interrupted; the last one stands")
    print("the site was rendered", flush=True)
