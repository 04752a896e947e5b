"""Write docs/developers/rows.md: which test proves which acceptance row: `python -m tests.rows`.

A test names its rows with `@pytest.mark.row("KS-1")`; the rows stand in tests/rows.toml.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "developers" / "rows.md"
ROWS: dict[str, str] = tomllib.loads((HERE / "rows.toml").read_text(encoding="utf-8"))["rows"]
_HEAD = """\
# The acceptance rows, and the tests that prove them

Generated from the tests' own marks by `python -m tests.rows`; a test tells when it is out of date
and when a row has no proof. KS is Kim Sơn, DH Duyên Hải, CL Can Lộc, BT Bình Thuận, NS Ngân Sơn;
MX are the rows that all of them need.

| row | what it asks | proved by |
| --- | --- | --- |
"""


def find_proofs() -> dict[str, list[str]]:
    """Map each row to the tests that are marked with it, as path::name."""
    proofs: dict[str, list[str]] = {row: [] for row in ROWS}
    for path in sorted(HERE.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for test in ast.walk(tree):
            if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef):
                for row in _marked(test):
                    proofs.setdefault(row, []).append(
                        f"{path.relative_to(HERE).as_posix()}::{test.name}"
                    )
    return proofs


def _marked(test: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.row":
            yield from (str(ast.literal_eval(code)) for code in mark.args)


def write_rows() -> str:
    """Write the page."""
    proofs = find_proofs()
    lines = (
        f"| {row} | {asked} | {'<br>'.join(f'`{one}`' for one in proofs[row])} |"
        for row, asked in ROWS.items()
    )
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(write_rows(), encoding="utf-8")
