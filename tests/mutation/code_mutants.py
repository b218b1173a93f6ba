"""Change the arithmetic in small ways, one at a time, and count the changes no test notices.

mutmut plants the mutants and runs the tests; ``setup.cfg`` says where and which. This script gives
it a folder to work in, adds up by module, and holds the survivors against ``equivalent.toml``,
which says how many changes of a function no caller can see, and why. Any more fail.
"""

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


def place(mutant):
    """The module of a mutant, without the library's name, and the function."""
    module, _, function = mutant.removeprefix("briefing.").rpartition(".")
    function = function.rpartition("__mutmut_")[0].removeprefix("x_").removeprefix("xǁ")
    return module, function.replace("ǁ", ".")


def survives(mutant, selection):
    """Whether the module's own tests pass when they are loaded after the mutant is planted.

    mutmut loads the tests once, so what they compute on being loaded it computes without a mutant.
    """
    *folder, name = place(mutant)[0].split(".")
    inside = "/".join(["tests", *folder])
    near = [path for path in selection if path == inside or (path.endswith(".py") and not folder)]
    own = sorted(Path(WORK, "tests", *folder).glob(f"test_{name}.py"))
    tests = [path.relative_to(WORK) for path in own] or near
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    planted = os.environ | {"MUTANT_UNDER_TEST": mutant}
    quiet = subprocess.DEVNULL
    return not subprocess.run(command, cwd=WORK / "mutants", env=planted, stdout=quiet).returncode


def main(chosen):
    config = ConfigParser()
    config.read(HERE / "setup.cfg")
    paths = [path for glob in config["mutmut"]["only_mutate"].split() for path in ROOT.glob(glob)]
    paths = [path.relative_to(ROOT).with_suffix("") for path in sorted(paths)]
    modules = {".".join(path.parts[1:]): f"{path}.py" for path in paths}
    if unknown := set(chosen) - set(modules):
        sys.exit(f"MODULES: {', '.join(unknown)} is not mutated; name some of {', '.join(modules)}")
    chosen = chosen or list(modules)
    config["mutmut"]["only_mutate"] = "\n" + "\n".join(modules[name] for name in chosen)
    plant(config)

    planted, alive = Counter(), []
    for line in mutmut("results", "--all", "true").splitlines():
        mutant, status = line.strip().split(": ")
        planted[place(mutant)[0]] += 1
        if status not in ("killed", "timeout"):
            alive.append(mutant)
    print(f"Trying {len(alive)} survivors again, each with the tests loaded anew")
    selection = config["mutmut"]["pytest_add_cli_args_test_selection"].split()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        lasting = pool.map(lambda mutant: survives(mutant, selection), alive)
        survivors = list(compress(alive, lasting))
    return report(chosen, planted, survivors)


def report(modules, planted, survivors):
    """Print the count by module and what differs from the list; 1 if there are more survivors."""
    row = "{:<28}{:>9}{:>9}{:>11}{:>10}".format
    print("\n" + row("module", "mutants", "killed", "survivors", "% killed"))
    left = Counter(place(mutant)[0] for mutant in survivors)
    for name in [*modules, "all"]:
        all_, lives = (c.total() if name == "all" else c[name] for c in (planted, left))
        share = f"{100 * (all_ - lives) / all_:.1f}" if all_ else "-"
        print(row(name, all_, all_ - lives, lives, share))

    entries = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))["function"]
    listed = {(entry["module"], entry["function"]): entry["survivors"] for entry in entries}
    listed = Counter({key: number for key, number in listed.items() if key[0] in modules})
    found = Counter(place(mutant) for mutant in survivors)
    for module, function in found - listed:
        print(f"\nMore survive in {module}, {function}, than equivalent.toml has; they are:")
        for mutant in survivors:
            if place(mutant) == (module, function):
                lines = mutmut("show", mutant).splitlines()
                print(
                    *(x for x in lines if x[:1] in "+-" and x[:3] not in ("+++", "---")), sep="\n"
                )
        print(f'[[function]]\nmodule = "{module}"\nfunction = "{function}"')
        print(f"survivors = {found[module, function]}")
    for key, fewer in (listed - found).items():
        print(f"\nIn equivalent.toml, {', '.join(key)}: {fewer} fewer survive; correct it")
    return 1 if found - listed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
