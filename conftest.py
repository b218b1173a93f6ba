"""The notebooks' kernels start alike everywhere, whatever the home folder holds or refuses."""

import os
from tempfile import TemporaryDirectory

import matplotlib

_folder = TemporaryDirectory()
os.environ["IPYTHONDIR"] = _folder.name
matplotlib.get_configdir()  # where home cannot be written, names a passing folder to the kernels
