"""Every acceptance row is proved by a test, and the page that says so is up to date."""

import re
from pathlib import Path

from tests.rows import PAGE, ROWS, find_proofs, write_rows


def test_every_row_is_proved_and_no_other_is_named() -> None:
    proofs = find_proofs()
    assert [row for row, tests in proofs.items() if not tests] == []
    assert proofs.keys() == ROWS.keys()


def test_there_are_sixty_nine_rows() -> None:
    kinds = {kind: sum(row.startswith(kind) for row in ROWS) for kind in PREFIXES}
    assert kinds == PREFIXES


def test_no_test_is_left_out() -> None:
    """A row's mark is read off the source, so a test that does not run would still prove it."""
    left_out = re.compile(r"\bpytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b")
    tests = Path(__file__).parent.glob("**/*.py")
    assert [path.name for path in tests if left_out.search(path.read_text("utf-8"))] == []


def test_page_of_rows_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_rows()


#: How many rows each of the seeds, and all of them together, ask for (DOMAIN 1).
PREFIXES = {"KS-": 14, "DH-": 14, "CL-": 10, "BT-": 8, "NS-": 9, "MX-": 14}
