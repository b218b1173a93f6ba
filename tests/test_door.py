"""The door: what the library offers by name, how fast it opens, and which way its imports run."""

import ast
import subprocess
import sys
from pathlib import Path

import briefing

LIBRARY = Path(briefing.__file__).parent
#: Folders and modules from the ground up: each may import only those before it, and itself.
FLOORS = ("errors", "answer", "wording", "spelled", "phrases", "corners", "quantity", "means")
FLOORS += ("growth", "spans", "concentration", "facts", "verdicts")


def test_the_public_face():
    offered = "Answer BriefingError Fact Quantity Scope assumptions briefings charts check cite"
    offered += " claims combine concentration evidence figure figures growth official"
    assert briefing.__all__ == offered.split()
    assert all(getattr(briefing, name) is not None for name in briefing.__all__)
    measures = "hhi gini theil_t theil_l entropy hoover rosenbluth atkinson concentration_ratio"
    measures += " effective_number hhi_normalised panel concentration_bounds"
    assert set(measures.split()) <= set(briefing.concentration.__all__)


def test_importing_is_fast_and_loads_neither_pandas_nor_numpy():
    code = "import sys, time; t = time.perf_counter(); import briefing; "
    code += "t = time.perf_counter() - t; "
    code += "print(t, {'pandas', 'numpy', 'matplotlib'} & set(sys.modules))"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    seconds, loaded = zip(*(run.stdout.split(maxsplit=1) for run in runs), strict=True)
    assert min(map(float, seconds)) < 0.06 and {text.strip() for text in loaded} == {"set()"}


def test_imports_run_one_way():
    for path in LIBRARY.rglob("*.py"):
        here = path.relative_to(LIBRARY).with_suffix("").parts[0]
        if here not in FLOORS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefing."):
                floor = node.module.split(".")[1]
                assert FLOORS.index(floor) <= FLOORS.index(here), f"{path} imports {node.module}"


def test_no_name_is_a_module_and_a_function_and_none_shadows_the_standard_library():
    modules = {path.stem for path in LIBRARY.glob("*") if path.suffix == ".py" or path.is_dir()}
    functions = set(briefing.__all__) - {"charts", "concentration", "growth"}
    assert not modules & functions
    assert not {path.stem for path in LIBRARY.rglob("*.py")} & (
        sys.stdlib_module_names - {"__main__"}
    )
