"""Every acceptance row is proved by a test, and the page that says so is up to date."""

from tests.rows import PAGE, ROWS, find_proofs, write_rows


def test_every_row_is_proved_and_no_other_is_named() -> None:
    proofs = find_proofs()
    assert [row for row, tests in proofs.items() if not tests] == []
    assert proofs.keys() == ROWS.keys()


def test_there_are_sixty_nine_rows() -> None:
    kinds = {kind: sum(row.startswith(kind) for row in ROWS) for kind in PREFIXES}
    assert kinds == PREFIXES


def test_page_of_rows_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_rows()


#: How many rows each of the seeds, and all of them together, ask for (DOMAIN 1).
PREFIXES = {"KS-": 14, "DH-": 14, "CL-": 10, "BT-": 8, "NS-": 9, "MX-": 14}
