"""The notebooks' kernels start alike everywhere, whatever the home folder holds or refuses."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit what is set here
    _folder = TemporaryDirectory()
    os.environ["IPYTHONDIR"] = _folder.name
    _profile = Path(_folder.name, "profile_default")
    _profile.mkdir()
    # No test debugs a kernel, and loading the debugger is a fourth of a kernel's start.
    (_profile / "ipython_kernel_config.py").write_text('import sys; sys.modules["debugpy"] = None')
    try:
        TemporaryFile(dir=Path.home()).close()
    except OSError:  # matplotlib would warn in every notebook
        os.environ.setdefault("MPLCONFIGDIR", _folder.name)
