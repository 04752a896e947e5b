"""The table of a briefing as CSV: one line for each unit, with headings in the reader's words."""

import csv
import io
from collections.abc import Sequence

from congress.summary import UnitRow
from texts.render import Texts, write_day

_COLUMNS = (
    "code",
    "name",
    "kind",
    "group",
    "state",
    "opens_on",
    "decided",
    "done",
    "total",
    "overdue",
    "issues",
    "days_quiet",
    "open_defects",
)


def write_csv(texts: Texts, rows: Sequence[UnitRow]) -> str:
    """Write the table; spreadsheets read it as it is."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([texts.label(f"csv_column.{column}") for column in _COLUMNS])
    writer.writerows(_write_row(texts, row) for row in rows)
    return out.getvalue()


def encode_csv(table: str) -> bytes:
    """Encode the table for a file, with the mark by which Excel knows UTF-8."""
    return table.encode("utf-8-sig")


def _write_row(texts: Texts, row: UnitRow) -> list[str]:
    return [
        row.unit.code,
        row.unit.name,
        texts.label(f"unit_kind.{row.kind}"),
        row.group,
        texts.label(f"state.{row.state}"),
        write_day(row.opens_on) if row.opens_on else "",
        texts.label(f"button.{'yes' if row.decided else 'no'}"),
        *map(str, (row.done, row.total, row.overdue, row.issues)),
        "" if row.days_quiet is None else str(row.days_quiet),
        str(row.open_defects),
    ]
