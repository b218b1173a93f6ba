"""Change the arithmetic in small ways, one at a time, and count the changes no test notices.

mutmut plants the mutants and runs the tests; ``setup.cfg`` says where and which. This script gives
it a folder to work in, adds up by module, and holds the survivors against ``equivalent.toml``: a
change that no caller can see is named there with its reason. Any other survivor fails.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from configparser import ConfigParser
from itertools import compress
from pathlib import Path
from shutil import rmtree

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORK = ROOT / "build" / "mutation" / "work"
MUTMUT = Path(sys.executable).with_name("mutmut")
FIELDS = ("module", "function", "before", "after")


def mutmut(*arguments):
    command = [MUTMUT, *arguments]
    return subprocess.run(command, cwd=WORK, check=True, text=True, stdout=subprocess.PIPE).stdout


def plant(config):
    """Run mutmut afresh: where only tests changed, it would let earlier results stand."""
    rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    for name in ("briefing", "data", "tests"):
        (WORK / name).symlink_to(ROOT / name)
    with open(WORK / "setup.cfg", "w") as file:
        config.write(file)
    subprocess.run([MUTMUT, "run"], cwd=WORK, check=True)


def survives(mutant):
    """Whether the module's own tests pass when they are loaded after the mutant is planted.

    mutmut loads the tests once, so what they compute on being loaded it computes without a mutant.
    """
    folder = WORK / "mutants"
    own = sorted(folder.glob(f"tests/unit/test_{mutant.split('.')[1]}*.py"))
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *own]
    planted = os.environ | {"MUTANT_UNDER_TEST": mutant}
    quiet = subprocess.DEVNULL
    return not own or not subprocess.run(command, cwd=folder, env=planted, stdout=quiet).returncode


def described(mutant):
    """Name a mutant by what it changes, for its number moves with every edit."""
    _, module, function = mutant.split(".")
    function = function.rpartition("__mutmut_")[0].removeprefix("x_").removeprefix("xǁ")
    lines = mutmut("show", mutant).splitlines()
    before, after = (
        " ".join(x[1:].strip() for x in lines if x[:1] == sign and x[:3] != 3 * sign)
        for sign in "-+"
    )
    return module, function.replace("ǁ", "."), before, after


def main(modules):
    config = ConfigParser()
    config.read(HERE / "setup.cfg")
    paths = {Path(path).stem: path for path in config["mutmut"]["only_mutate"].split()}
    if unknown := set(modules) - set(paths):
        sys.exit(f"MODULES: {', '.join(unknown)} is not mutated; name some of {', '.join(paths)}")
    modules = modules or list(paths)
    config["mutmut"]["only_mutate"] = "\n" + "\n".join(paths[name] for name in modules)
    plant(config)

    planted, alive = Counter(), []
    for line in mutmut("results", "--all", "true").splitlines():
        mutant, status = line.strip().split(": ")
        planted[mutant.split(".")[1]] += 1
        if status not in ("killed", "timeout"):
            alive.append(mutant)
    print(f"Trying {len(alive)} survivors again, each with the tests loaded anew")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        survivors = [described(mutant) for mutant in compress(alive, pool.map(survives, alive))]
    entries = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))["mutant"]
    listed = Counter(tuple(entry[field] for field in FIELDS) for entry in entries)
    unlisted = Counter(survivors) - listed
    gone = [key for key in listed - Counter(survivors) if key[0] in modules]

    row = "{:<14}{:>9}{:>9}{:>11}{:>10}".format
    print("\n" + row("module", "mutants", "killed", "survivors", "% killed"))
    left = Counter(module for module, *_ in survivors)
    for module in modules:
        all_, lives = planted[module], left[module]
        share = f"{100 * (all_ - lives) / all_:.1f}" if all_ else "-"
        print(row(module, all_, all_ - lives, lives, share))
    for title, keys in (
        ("Survivors, and not in equivalent.toml", unlisted.elements()),
        ("In equivalent.toml, but no survivors; delete them", gone),
    ):
        for number, key in enumerate(keys):
            print(f"\n{title}:" if number == 0 else "")
            for field, value in zip(FIELDS, key, strict=True):
                print(f"{field} = {json.dumps(value, ensure_ascii=False)}")
    return 1 if unlisted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
