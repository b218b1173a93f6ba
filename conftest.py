"""How the notebooks are compared: in kernels of this checkout, pictures too, the cause told."""

import os
import platform
import re
import sys
from base64 import b64decode
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "notebooks" / "website"))

import pages  # noqa: E402
from execute import isolate  # noqa: E402

WORKER = "PYTEST_XDIST_WORKER" in os.environ
if not WORKER:  # workers inherit what is set here
    _folder = TemporaryDirectory()
    isolate(_folder.name)
    _profile = Path(_folder.name, "profile_default")
    _profile.mkdir()
    # No test debugs a kernel, and loading the debugger is a fourth of a kernel's start.
    (_profile / "ipython_kernel_config.py").write_text('import sys; sys.modules["debugpy"] = None')

#: Other versions and other processors may round a pixel otherwise. The stored pictures were drawn
#: on Linux, x86_64, with the versions that uv.lock pins of these.
DRAWING = ("matplotlib", "numpy", "pillow", "seaborn")


def pictures_are_comparable():
    """Tell whether a picture drawn here must have the bytes of the stored one."""
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r'(?m)^name = "(.*)"\nversion = "(.*)"$', lock))
    here = (platform.system(), platform.machine()) == ("Linux", "x86_64")
    return here and all((name, version(name)) in pinned for name in DRAWING)


COMPARABLE = pictures_are_comparable()


def pytest_configure():
    """Stop at once where a notebook cannot be read."""
    try:
        for path in [] if WORKER else pages.listed():
            pages.read(path)
    except SystemExit as error:
        raise pytest.UsageError(str(error)) from None


def pytest_ignore_collect(collection_path):
    """Leave out a notebook that the contents page does not list, such as a copy."""
    if collection_path.suffix == ".ipynb" and collection_path.resolve() not in pages.listed():
        return True


def pytest_collection_modifyitems(items):
    """Begin with the longest, so that no worker is left alone with one of them."""
    longest = ("tests/unit/test_build.py", "tests/mutants/", "tests/browser/")
    items.sort(key=lambda item: not item.nodeid.startswith(longest))


def pytest_collectstart(collector):
    """Take pictures back into the comparison, from which nbval leaves them out.

    Where they are not comparable, the parts of a chart are not either: its SVG is among them.
    """
    if hasattr(collector, "skip_compare") and COMPARABLE:
        skipped = collector.skip_compare
        collector.skip_compare = tuple(kind for kind in skipped if kind != "image/png")
    elif hasattr(collector, "skip_compare"):
        from briefing.charts.chart import PARTS  # takes a second, which most runs save

        collector.skip_compare += (PARTS,)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Beside a failed cell of a notebook show what explains it."""
    report = (yield).get_result()
    if not (report.failed and hasattr(item, "test_outputs")):
        return
    outputs = item.test_outputs or []
    said = "".join(o.text for o in outputs if o.get("name") == "stderr")
    if said:
        report.sections.append(("The cell wrote to stderr", said))
    kernel = item.parent.kernel  # none, if it could not be started
    if kernel is None or not kernel.is_alive():
        report.sections.append(
            ("The kernel is gone", "It did not start, died, or was ended after the timeout.")
        )
    for output in outputs:
        if COMPARABLE and (picture := output.get("data", {}).get("image/png")):
            path = ROOT / "build" / "pictures" / f"{item.path.stem}-cell-{item.cell_num}.png"
            pages.write_whole(path, b64decode(picture))
            report.sections.append(("The picture as it is drawn now", str(path)))


def pytest_terminal_summary(terminalreporter):
    """Say what was run and compared."""
    for line in pages.left_out():
        terminalreporter.write_line(line)
    how = "byte for byte" if COMPARABLE else "by their twins only: other versions or platform"
    terminalreporter.write_line(f"checkout: {ROOT}; pictures compared {how}")
