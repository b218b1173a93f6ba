"""The data package, the environment and the wheel: what they say of themselves is so."""

import csv
import hashlib
import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from frictionless import Package, system
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def requirements():
    extras = PROJECT["optional-dependencies"].values()
    return [Requirement(text) for text in PROJECT["dependencies"] + sum(extras, [])]


def locked(name):
    """Versions the lock holds of a package; Python versions may differ in it."""
    name = canonicalize_name(name)
    versions = {package["version"] for package in LOCK["package"] if package["name"] == name}
    assert versions, f"{name} is not locked; run uv lock"
    return versions


def test_the_data_package_is_valid():
    with system.use_context(trusted=True):
        report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "message"])
    assert report.stats["tasks"] == len(DESCRIPTOR["resources"])
    assert DESCRIPTOR["$schema"].endswith("/profiles/2.0/datapackage.json")


@pytest.mark.parametrize("entry", DESCRIPTOR["resources"], ids=lambda entry: entry["name"])
def test_each_table_is_described_sourced_and_hashed(entry):
    content = (DATA / entry["path"]).read_bytes()
    assert entry["bytes"] == len(content)
    assert entry["hash"] == "sha256:" + hashlib.sha256(content).hexdigest(), "run make seal"
    assert entry["sources"] and all(source["title"] for source in entry["sources"])
    assert entry["licenses"] and entry["description"] and entry["schema"]["primaryKey"]
    assert all(field["description"] for field in entry["schema"]["fields"])


def test_no_table_is_left_undescribed():
    described = {entry["path"] for entry in DESCRIPTOR["resources"]}
    assert {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")} == described


def test_conda_users_get_the_same_ranges():
    conda = {}
    for line in CONDA["dependencies"]:
        if isinstance(line, str):
            requirement = Requirement(line)
            conda[canonicalize_name(requirement.name)] = requirement.specifier
    assert str(conda.pop("python")) == PROJECT["requires-python"]
    conda.pop("pip")
    assert conda == {canonicalize_name(r.name): r.specifier for r in requirements()}


def test_the_lock_holds_what_the_project_asks_for():
    for requirement in requirements():
        assert all(map(requirement.specifier.contains, locked(requirement.name)))
    assert locked("briefing") == {PROJECT["version"]}
    assert LOCK["requires-python"] == PROJECT["requires-python"]


def test_the_lock_names_no_other_registry_than_the_public_one():
    sources = [package["source"] for package in LOCK["package"] if package["name"] != "briefing"]
    assert {tuple(source.items()) for source in sources} == {
        (("registry", "https://pypi.org/simple"),)
    }


@pytest.mark.lock
def test_the_environment_is_the_locked_one():
    from importlib.metadata import version

    for requirement in requirements():
        at_hand = version(requirement.name)
        assert at_hand in locked(requirement.name), "run make test: it installs what is locked"


def test_the_wheel_carries_its_data(tmp_path):
    # Built by the back end itself, as an installer would, without reaching for a registry.
    code = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "away"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    assert {path.name for path in unpacked.iterdir()} >= {"briefing"}
    run = subprocess.run(
        [sys.executable, "-I", "-c", RUN_AWAY, str(unpacked)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "industry-share-gdp-2023" in run.stdout and "31.7 %" in run.stdout


RUN_AWAY = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import briefing
from briefing.__main__ import main
assert Path(briefing.__file__).is_relative_to(sys.argv[1])
sys.exit(main(["figures"]))
"""


def test_every_official_table_is_read_by_a_notebook_or_a_module():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "briefing").glob("*.py"))
    cells = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("notebooks/*.ipynb"))
    unread = []
    for entry in DESCRIPTOR["resources"]:
        name = entry["name"].removeprefix("official-")
        if not entry["path"].startswith("official/") or entry["name"] in code + cells:
            continue
        with open(DATA / entry["path"], encoding="utf-8", newline="") as file:
            series = {row["series"] for row in csv.DictReader(file)}
        unread += [
            f"{name}: {one}" for one in series if f'"{one}' not in (code + cells).replace("\\", "")
        ]
    assert unread == []
