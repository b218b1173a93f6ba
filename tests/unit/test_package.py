"""The environment, the wheel and the source distribution: what they say of themselves is so."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from briefing.facts import official
from briefing.facts.tables import package

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
#: What conda installs to re-run the notebooks, and what it adds to change the package.
RERUN, CHANGE = (
    yaml.safe_load((ROOT / f"environment{part}.yml").read_text(encoding="utf-8"))
    for part in ("", "-dev")
)


def requirements():
    extras = PROJECT["optional-dependencies"].values()
    return [Requirement(text) for text in PROJECT["dependencies"] + sum(extras, [])]


def locked(name):
    """Versions the lock holds of a package; Python versions may differ in it."""
    name = canonicalize_name(name)
    versions = {package["version"] for package in LOCK["package"] if package["name"] == name}
    assert versions, f"{name} is not locked; run uv lock"
    return versions


def test_conda_users_get_the_same_ranges():
    conda, more = (
        {canonicalize_name(r.name): r.specifier for r in map(Requirement, part["dependencies"])}
        for part in (RERUN, CHANGE)
    )
    assert not conda.pop("pip")
    assert str(conda.pop("python")) == PROJECT["requires-python"]
    notebooks = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["notebooks"]
    assert {canonicalize_name(Requirement(text).name) for text in notebooks} <= conda.keys()
    assert conda.keys().isdisjoint(more) and RERUN["name"] == CHANGE["name"]
    assert conda | more == {canonicalize_name(r.name): r.specifier for r in requirements()}


def test_containers_start_what_there_is():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    for command in (container["postCreateCommand"], container["postAttachCommand"]):
        dry = [*command.split(), "--dry-run"]
        assert dry[0] == "make"
        subprocess.run(dry, cwd=ROOT, check=True, capture_output=True)
    assert os.access(ROOT / "postBuild", os.X_OK)


def test_the_lock_holds_what_the_project_asks_for():
    for requirement in requirements():
        assert all(map(requirement.specifier.contains, locked(requirement.name)))
    assert locked(PROJECT["name"]) == {PROJECT["version"]}
    assert LOCK["requires-python"] == PROJECT["requires-python"]


def test_the_lock_names_no_other_registry_than_the_public_one():
    ours = PROJECT["name"]
    sources = [package["source"] for package in LOCK["package"] if package["name"] != ours]
    assert {tuple(source.items()) for source in sources} == {
        (("registry", "https://pypi.org/simple"),)
    }


@pytest.mark.lock
def test_the_environment_is_the_locked_one():
    from importlib.metadata import version

    for requirement in requirements():
        at_hand = version(requirement.name)
        assert at_hand in locked(requirement.name), "run make test: it installs what is locked"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build wheel and source distribution in two folders, as an installer would; give both."""
    first, second = (tmp_path_factory.mktemp(name) / name for name in ("one", "another-place"))
    ignored = shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, first, ignore=ignored)
    shutil.copytree(first, second)
    code = "import hatchling.build as b; b.build_wheel('dist'); b.build_sdist('dist')"
    for folder in (first, second):
        run = [sys.executable, "-c", code]  # the back end itself, without reaching for a registry
        subprocess.run(run, cwd=folder, check=True, capture_output=True)
    return first / "dist", second / "dist"


def test_what_is_built_in_another_folder_has_the_same_bytes(built):
    wheels, sources = ([next(folder.glob(kind)) for folder in built] for kind in ("*.whl", "*.gz"))
    for one, other in (wheels, sources):
        assert one.name == other.name and one.name.startswith("briefing_figures-")
        assert one.read_bytes() == other.read_bytes()


def test_the_source_distribution_holds_the_files_that_its_texts_name(built):
    with tarfile.open(next(built[0].glob("*.gz"))) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    folders = {str(parent) for name in held for parent in Path(name).parents}
    for text in ("README.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml"):
        named = (ROOT / text).read_text(encoding="utf-8").replace("$(WEBSITE)", "notebooks/website")
        words = {word.strip("/.,;:") for word in re.split(r"[\s`'\"()\[\]<>=]+", named)}
        there = {word for word in words if word and (ROOT / word).exists()}
        made = {word for word in there if word.startswith((".venv", "build"))}
        assert there and there - made <= held | folders, text
    assert {"README.md", "Makefile", "uv.lock", "conftest.py", "notebooks/website/conf.py"} <= held


def test_the_wheel_carries_its_data(built, tmp_path):
    (wheel,) = built[0].glob("*.whl")
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


def test_actions_are_pinned_by_hash_and_may_only_read():
    paths = (ROOT / ".github" / "workflows").glob("*.yml")
    workflows = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
    jobs = [job for workflow in workflows for job in workflow["jobs"].values()]
    used = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]
    assert used and [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []
    assert all(workflow["permissions"] == {"contents": "read"} for workflow in workflows)
    assert not any("permissions" in job for job in jobs)


def test_every_official_series_and_table_is_read_by_a_notebook_a_rule_or_a_module():
    modules = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("briefing/**/*.py"))
    cells = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("notebooks/*.ipynb"))
    asked = (modules + cells).replace("\\", "")
    tested = {cell for row in package().table("readings") for cell in row.values()}
    unread = [name for name in official.series() if f'"{name}"' not in asked and name not in tested]
    others = [
        entry["name"]
        for entry in package().descriptor["resources"]
        if entry["path"].startswith("official/") and entry["schema"] != official.SCHEMA
    ]
    assert unread == [] and [name for name in others if f'"{name}"' not in asked] == []
