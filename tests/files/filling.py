"""Fill the office's workbook as an office does: the template, then rows below the examples."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from files.workbook import write_template

Rows = Mapping[str, Sequence[Sequence[Any]]]

#: A small office that is all right.
RIGHT: Rows = {
    "Chung": [["Hạn chót đại hội chi bộ", "30/6/2020"]],
    "Đơn vị": [
        ["HU", "Đảng bộ huyện A", "cấp ủy"],
        [
            "A01",
            "Đảng bộ xã B",
            "đảng bộ",
            "xã",
            "HU",
            "Xã B1; Xã B2",
            "Có",
            "x",
            "T01",
            "29 và 30/4/2020",
        ],
        ["A02", "Chi bộ Phòng C", "chi bộ", "cơ quan", None, None, None, "Không", "T01"],
    ],
    "Tổ công tác": [["T01", "Tổ 1"]],
    "Người": [
        ["Bí thư Huyện ủy", "Bí thư"],
        ["Tổ trưởng Tổ 1", "Tổ trưởng Tổ công tác", None, "T01"],
        ["Cán bộ báo cáo xã B", "cán bộ báo cáo của đơn vị", "A01", None, "Có"],
    ],
}


def fill(
    path: Path, rows: Rows = RIGHT, *, change: Callable[[Workbook], object] | None = None
) -> Path:
    """Write the template, append rows to its sheets, and change the book as a test wants."""
    write_template(path)
    book = load_workbook(path)
    for sheet, lines in rows.items():
        for line in lines:
            book[sheet].append(list(line))
    if change:
        change(book)
    book.save(path)
    return path


def with_unit(*cells: Any) -> Rows:
    """Give the right rows and one more unit."""
    return {**RIGHT, "Đơn vị": [*RIGHT["Đơn vị"], cells]}


def with_person(*cells: Any) -> Rows:
    """Give the right rows and one more person."""
    return {**RIGHT, "Người": [*RIGHT["Người"], cells]}
