"""The house keeps its own rules: what congress and chat may import, where Vietnamese may stand."""

import ast
import re
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
PURE = sorted([*HOUSE.glob("congress/*.py"), *HOUSE.glob("chat/*.py")])
CODE = sorted(
    path
    for folder in (
        "bot",
        "handlers",
        "scheduling",
        "channels",
        "storage",
        "congress",
        "chat",
        "files",
    )
    for path in HOUSE.glob(f"{folder}/**/*.py")
)
#: The words that these look for are their rule, not something that is said.
WORD_LISTS = {HOUSE / "congress" / "refusal.py", HOUSE / "congress" / "wording.py"}
MARKED = re.compile(
    r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE
)


@pytest.mark.parametrize("path", PURE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_core_imports_only_the_standard_library_and_pydantic(path: Path) -> None:
    allowed = sys.stdlib_module_names | {"pydantic", "congress", "chat"}
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= allowed


@pytest.mark.parametrize(
    "path", sorted({*CODE} - WORD_LISTS), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_code_holds_no_vietnamese_sentence(path: Path) -> None:
    """A sentence has a space and marks; docstrings may quote the field's words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quoted = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    sentences = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in quoted
        and " " in node.value.strip()
        and MARKED.search(node.value)
    ]
    assert sentences == []
