"""Workbooks of a province: upper units under the top, and congresses of fewer contents."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from congress.roster import Roster
from congress.units import UnitKind
from files.workbook import read_workbook, write_mistake
from tests.files.filling import RIGHT, Rows, fill, with_unit

_BLANK = (None,) * 5


def units_with(*lines: tuple[object, ...]) -> Rows:
    return {**RIGHT, "Đơn vị": [*RIGHT["Đơn vị"], *lines]}


def read(path: Path) -> Roster:
    found = read_workbook(path)
    assert isinstance(found, Roster), found
    return found


def told(path: Path) -> list[str]:
    found = read_workbook(path)
    assert isinstance(found, list)
    return [write_mistake(mistake) for mistake in found]


@pytest.mark.parametrize("kind", ["cấp ủy", "Cấp trên", "đảng bộ cấp trên cơ sở", "committee"])
def test_upper_unit_stands_under_the_top_with_bases_of_its_own(tmp_path: Path, kind: str) -> None:
    rows = units_with(
        ("A0301", "Đảng bộ xã E", "đảng bộ", "xã", "A03"),  # before its parent
        ("A03", "Đảng bộ huyện D", kind, None, "HU"),
        ("A0302", "Chi bộ F", "chi bộ", "cơ quan", "A03"),
    )
    units = {unit.code: unit for unit in read(fill(tmp_path / "office.xlsx", rows)).units}
    assert (units["A03"].kind, units["A03"].parent) == (UnitKind.COMMITTEE, "HU")
    assert (units["A03"].is_upper, units["A03"].is_root, units["HU"].is_root) == (
        True,
        False,
        True,
    )
    assert [units[code].parent for code in ("A0301", "A0302")] == ["A03", "A03"]
    order = list(units)
    assert order.index("A03") < order.index("A0301")


@pytest.mark.parametrize(
    ("written", "contents"), [("12", "12"), (12, "12"), ("1, 2, 4", "124"), ("", ""), (None, "")]
)
def test_contents_are_read_as_people_write_them(
    tmp_path: Path, written: object, contents: str
) -> None:
    line = ("A03", "Đảng bộ xã D", "đảng bộ", "xã", "HU", *_BLANK, written)
    (unit,) = read(fill(tmp_path / "office.xlsx", with_unit(*line))).units[-1:]
    assert (unit.code, unit.contents) == ("A03", contents)


@pytest.mark.parametrize("written", ["5", "11", "bầu cử", "1235"])
def test_contents_that_make_no_sense_are_told_with_their_place(
    tmp_path: Path, written: str
) -> None:
    line = ("A03", "Đảng bộ xã D", "đảng bộ", "xã", "HU", *_BLANK, written)
    assert told(fill(tmp_path / "office.xlsx", with_unit(*line))) == [
        f"Trang Đơn vị, ô K8: không hiểu nội dung “{written}”; ghi các số từ 1 đến 4, "
        "mỗi số một lần, ví dụ 1234 hoặc 12."
    ]


def test_upper_unit_with_an_unknown_parent_is_told(tmp_path: Path) -> None:
    line = ("A03", "Đảng bộ huyện D", "cấp trên", None, "TU")
    assert told(fill(tmp_path / "office.xlsx", with_unit(*line))) == [
        "Trang Đơn vị, ô E8: không có đơn vị cấp trên mã “TU” trong trang này; sửa mã hoặc thêm "
        "dòng cho đơn vị ấy."
    ]


def test_deadline_of_the_upper_tier_is_a_switch(tmp_path: Path) -> None:
    rows = {**RIGHT, "Chung": [["Hạn chót đại hội cấp trên cơ sở", "31/8/2020"]]}
    assert read(fill(tmp_path / "office.xlsx", rows)).profile == {
        "deadline.committee": "2020-08-31"
    }


def test_workbook_handed_out_before_there_were_contents_is_still_read(tmp_path: Path) -> None:
    def take_out(book: Workbook) -> None:
        book["Đơn vị"].delete_cols(11)

    roster = read(fill(tmp_path / "office.xlsx", change=take_out))
    assert [unit.contents for unit in roster.units] == ["", "", ""]
