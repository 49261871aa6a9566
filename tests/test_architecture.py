"""The house: imports run one way, modules stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "factcheck").rglob("*.py"))


def test_imports_keep_the_layers() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_at_most_400_lines_and_its_functions_60(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_and_public_name_is_documented(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module's first line says which noun or verb it is"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_the_default_run_imports_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from factcheck.cli import run;"
        "run(['report', 'seeds/iran-russia-syria', '--output', sys.argv[1], '--quiet']);"
        "sys.exit(bool({'torch', 'transformers'} & set(sys.modules)))"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT, check=False)
    assert run.returncode == 0
