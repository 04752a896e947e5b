import unicodedata
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from congress.roles import Role
from congress.roster import Person, Roster
from congress.units import Block, Group, Unit, UnitKind
from files.layout import words
from files.workbook import read_workbook, write_mistake, write_template
from tests.files.filling import RIGHT, Rows, fill, with_person, with_unit

ROSTER = Roster(
    profile={"deadline.party_cell": "2020-06-30"},
    units=(
        Unit(code="HU", name="Đảng bộ huyện A", kind=UnitKind.COMMITTEE, position=5),
        Unit(
            code="A01",
            name="Đảng bộ xã B",
            kind=UnitKind.PARTY_COMMITTEE_UNIT,
            block=Block.COMMUNE,
            parent="HU",
            group="T01",
            old_names=("Xã B1", "Xã B2"),
            is_pilot=True,
            is_merged=True,
            planned_on=date(2020, 4, 29),
            position=6,
        ),
        Unit(
            code="A02",
            name="Chi bộ Phòng C",
            kind=UnitKind.PARTY_CELL,
            block=Block.AGENCY,
            parent="HU",
            group="T01",
            position=7,
        ),
    ),
    groups=(Group(code="T01", name="Tổ 1", position=3),),
    people=(
        Person(title="Bí thư Huyện ủy", role=Role.SECRETARY, unit="HU"),
        Person(title="Tổ trưởng Tổ 1", role=Role.GROUP_LEADER, group="T01"),
        Person(title="Cán bộ báo cáo xã B", role=Role.UNIT_REPORTER, unit="A01", is_head=True),
    ),
)


def told(path: Path) -> list[str]:
    """Give the mistakes of a file as people read them."""
    found = read_workbook(path)
    assert isinstance(found, list)
    return [write_mistake(mistake) for mistake in found]


def units_of(path: Path) -> dict[str, Unit]:
    found = read_workbook(path)
    assert isinstance(found, Roster), found
    return {unit.code: unit for unit in found.units}


def test_filled_in_workbook_is_the_roster(tmp_path: Path) -> None:
    assert read_workbook(fill(tmp_path / "office.xlsx")) == ROSTER


def test_empty_template_asks_for_units_and_people(tmp_path: Path) -> None:
    write_template(tmp_path / "empty.xlsx")
    assert told(tmp_path / "empty.xlsx") == [
        "Trang Đơn vị: chưa có dòng nào ngoài ví dụ; điền ít nhất một dòng.",
        "Trang Người: chưa có dòng nào ngoài ví dụ; điền ít nhất một dòng.",
    ]


def test_template_helps_to_fill_it_in(tmp_path: Path) -> None:
    write_template(tmp_path / "empty.xlsx")
    book = load_workbook(tmp_path / "empty.xlsx")
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        "Hướng dẫn",
        "Chung",
        "Đơn vị",
        "Tổ công tác",
        "Người",
    ]
    units = book["Đơn vị"]
    assert [cell.value for cell in units[1]] == [
        "Mã",
        "Tên",
        "Loại",
        "Khối",
        "Đơn vị cấp trên",
        "Tên cũ",
        "Điểm",
        "Sáp nhập",
        "Tổ",
        "Ngày dự kiến",
        "Nội dung",
    ]
    assert units.freeze_panes == "A2"
    assert units.column_dimensions["B"].width > units.column_dimensions["A"].width
    assert units.column_dimensions["A"].number_format == "@"
    offered = {str(one.sqref): one.formula1 for one in units.data_validations.dataValidation}
    assert offered["C2:C5001"] == "'Danh mục'!$A$1:$A$3"
    assert set(offered) == {"C2:C5001", "D2:D5001", "G2:G5001", "H2:H5001"}
    assert [cell.value for cell in book["Danh mục"]["A"]][:3] == ["cấp ủy", "đảng bộ", "chi bộ"]
    assert units["A2"].value == "VÍ DỤ: HU"
    assert units["A2"].font.italic
    guide = [cell.value for cell in book["Hướng dẫn"]["A"]]
    assert any("không ghi họ tên" in line for line in guide)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (datetime(2020, 6, 15), date(2020, 6, 15)),  # noqa: DTZ001 -- as Excel gives it
        (date(2020, 6, 15), date(2020, 6, 15)),
        (43997, date(2020, 6, 15)),  # a date cell that lost its format
        ("15/6/2020", date(2020, 6, 15)),
        ("2020-06-15", date(2020, 6, 15)),
        (" 05/3/2020", date(2020, 3, 5)),
        ("30 – 31/3/2020", date(2020, 3, 30)),
        ("29 và 30/4/2020", date(2020, 4, 29)),
        ("", None),
    ],
)
def test_day_is_taken_from_date_cells_and_from_text(
    tmp_path: Path, written: Any, day: date | None
) -> None:
    rows = with_unit("A03", "Chi bộ D", "chi bộ", "cơ quan", None, None, None, None, None, written)
    assert units_of(fill(tmp_path / "office.xlsx", rows))["A03"].planned_on == day


def test_stray_spaces_case_and_decomposed_letters_do_not_matter(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "  Đảng bộ\u00a0 xã  Ân Hòa\u200b ")
    kind = unicodedata.normalize("NFD", " ĐẢNG BỘ ")
    rows = with_unit(" a03 ", name, kind, "Xa", " hu ", None, "X", "khong", "t01 ")
    unit = units_of(fill(tmp_path / "office.xlsx", rows))["A03"]
    assert (unit.name, unit.kind, unit.block) == (
        "Đảng bộ xã Ân Hòa",
        UnitKind.PARTY_COMMITTEE_UNIT,
        Block.COMMUNE,
    )
    assert (unit.parent, unit.group, unit.is_pilot, unit.is_merged) == ("HU", "T01", True, False)


def test_codes_typed_as_numbers_and_english_codes_are_understood(tmp_path: Path) -> None:
    rows = with_unit(7, "Chi bộ D", "party_cell", "agency", "HU", None, 1, 0)
    unit = units_of(fill(tmp_path / "office.xlsx", rows))["7"]
    assert (unit.code, unit.kind, unit.is_pilot) == ("7", UnitKind.PARTY_CELL, True)


def test_units_come_after_their_parents_whatever_their_order(tmp_path: Path) -> None:
    rows = [
        ["A11", "Chi bộ thôn", "chi bộ", "xã", "A10"],
        ["A10", "Đảng bộ xã", "đảng bộ", "xã", "HU"],
        ["HU", "Đảng bộ huyện A", "cấp ủy"],
    ]
    path = fill(tmp_path / "office.xlsx", {"Đơn vị": rows, "Người": RIGHT["Người"][:1]})
    assert list(units_of(path)) == ["HU", "A10", "A11"]


@pytest.mark.parametrize(
    ("rows", "mistakes"),
    [
        (
            with_unit("A03", "Tổ D", "tổ đảng", "cơ quan"),
            {"Trang Đơn vị, ô C8: không hiểu “tổ đảng”"},
        ),
        (
            with_unit("a01", "Chi bộ D", "chi bộ", "cơ quan"),
            {"Trang Đơn vị, ô A8: mã “A01” đã có ở dòng 6"},
        ),
        (
            with_unit("Mã số 1", "Chi bộ D", "chi bộ", "cơ quan"),
            {"Trang Đơn vị, ô A8: mã “MÃ SỐ 1” không dùng được"},
        ),
        (
            with_unit("C01", "Chi bộ D", "chi bộ", "cơ quan"),
            {"Trang Đơn vị, ô A8: mã “C01” trùng dạng mã mục việc"},
        ),
        (
            with_unit(None, "Chi bộ D", "chi bộ"),
            {"Trang Đơn vị, ô A8: ô “Mã” còn trống"},
        ),
        (
            with_unit("A03", None, "chi bộ", None),
            {
                "Trang Đơn vị, ô B8: ô “Tên” còn trống",
                "Trang Đơn vị, ô D8: ô “Khối” còn trống",
            },
        ),
        (
            with_unit("A03", "Chi bộ D", "chi bộ", "cơ quan", "A99"),
            {"Trang Đơn vị, ô E8: không có đơn vị cấp trên mã “A99” trong trang này"},
        ),
        (
            with_unit("A03", "Chi bộ D", "chi bộ", "cơ quan", "A03"),
            {"Trang Đơn vị, ô E8: đơn vị cấp trên đi vòng: A03 → A03"},
        ),
        (
            with_unit("TU", "Đảng bộ tỉnh", "cấp ủy"),
            {"Trang Đơn vị, ô E8: đã có cấp ủy trên cùng ở dòng 5"},
        ),
        (
            with_unit("A03", "Chi bộ D", "chi bộ", "cơ quan", None, None, None, None, "T09"),
            {"Trang Đơn vị, ô I8: không có tổ mã “T09” ở trang Tổ công tác"},
        ),
        (
            with_unit("A03", "Chi bộ D", "chi bộ", "cơ quan", None, None, "có lẽ"),
            {"Trang Đơn vị, ô G8: không hiểu “có lẽ”"},
        ),
        (
            with_unit("A03", "Chi bộ D", "chi bộ", "cơ quan", "#REF!"),
            {"Trang Đơn vị, ô E8: công thức báo lỗi #REF!"},
        ),
        (
            {**RIGHT, "Tổ công tác": [*RIGHT["Tổ công tác"], ["A01", "Tổ 2"], ["T01", "Tổ 3"]]},
            {
                "Trang Tổ công tác, ô A4: mã “A01” đã là mã của một đơn vị",
                "Trang Tổ công tác, ô A5: mã “T01” đã có ở dòng 3",
            },
        ),
        (
            {**RIGHT, "Đơn vị": RIGHT["Đơn vị"][1:]},
            {
                "Trang Đơn vị: chưa có cấp ủy",
                "Trang Đơn vị, ô E5: không có đơn vị cấp trên mã “HU” trong trang này",
            },
        ),
        (
            {**RIGHT, "Chung": [["Hạn nộp", "30/6/2020"]]},
            {"Trang Chung, ô A7: không hiểu “Hạn nộp”"},
        ),
        (
            {**RIGHT, "Chung": [[None, "30/6/2020"], ["Hạn chót đại hội đảng bộ", "tháng 6"]]},
            {
                "Trang Chung, ô A7: ô “Mục” còn trống",
                "Trang Chung, ô B8: ngày “tháng 6” thiếu năm",
            },
        ),
        (
            {**RIGHT, "Tổ công tác": [*RIGHT["Tổ công tác"], [None, "Tổ 2"]]},
            {"Trang Tổ công tác, ô A4: ô “Mã” còn trống"},
        ),
        (
            with_unit("A03", "Chi bộ D", "chi bộ", "tổ dân phố"),
            {"Trang Đơn vị, ô D8: không hiểu “tổ dân phố”"},
        ),
        (
            # Excel took a code such as "1-2" for a day.
            with_unit(date(2020, 2, 1), "Chi bộ D", "chi bộ", "cơ quan"),
            {"Trang Đơn vị, ô A8: mã “2020-02-01 00:00:00” không dùng được"},
        ),
        (
            with_person("Chủ tịch", "chủ tịch"),
            {"Trang Người, ô B9: không hiểu “chủ tịch”"},
        ),
        (
            with_person("Cán bộ báo cáo", "unit_reporter"),
            {"Trang Người, ô C9: vai trò này cần mã đơn vị"},
        ),
        (
            with_person("Tổ viên", "group_member"),
            {"Trang Người, ô D9: vai trò này cần mã tổ"},
        ),
        (
            with_person("Tổ viên", "group_member", "A99", "T09"),
            {
                "Trang Người, ô C9: không có đơn vị mã “A99” ở trang Đơn vị",
                "Trang Người, ô D9: không có tổ mã “T09” ở trang Tổ công tác",
            },
        ),
        (
            with_person("Bí thư Huyện ủy", "secretary"),
            {
                "Trang Người, ô A9: chức danh này đã có ở dòng 6 với cùng vai trò, đơn vị, tổ",
            },
        ),
    ],
)
def test_mistake_is_told_with_its_place(tmp_path: Path, rows: Rows, mistakes: set[str]) -> None:
    lines = told(fill(tmp_path / "office.xlsx", rows))
    assert {line.split(";")[0] for line in lines} == mistakes
    assert len(lines) == len(mistakes)


def test_every_mistake_says_what_to_do_instead() -> None:
    texts = {key: text for key, text in words().items() if key.startswith("mistake_")}
    assert all(";" in text and text.endswith(".") for text in texts.values())


def test_unknown_choice_names_what_can_be_chosen(tmp_path: Path) -> None:
    rows = with_unit("A03", "Tổ D", "tổ đảng", "cơ quan")
    assert told(fill(tmp_path / "office.xlsx", rows)) == [
        "Trang Đơn vị, ô C8: không hiểu “tổ đảng”; chọn một trong: cấp ủy, đảng bộ, chi bộ."
    ]


@pytest.mark.parametrize(
    ("written", "mistake"),
    [
        ("giữa tháng 6/2020", "không đọc được ngày “giữa tháng 6/2020”"),
        ("15/6", "ngày “15/6” thiếu năm"),
        ("31/6/2020", "không có ngày “31/6/2020” trong lịch"),
        ("31-30/3/2020", "ngày “31-30/3/2020” có ngày kết thúc trước ngày bắt đầu"),
        (15.6, "ngày “15.6” thiếu năm"),
    ],
)
def test_day_that_cannot_be_read_is_told(tmp_path: Path, written: Any, mistake: str) -> None:
    rows = with_unit("A03", "Chi bộ D", "chi bộ", "cơ quan", None, None, None, None, None, written)
    (line,) = told(fill(tmp_path / "office.xlsx", rows))
    assert line.startswith(f"Trang Đơn vị, ô J8: {mistake}")


def test_longer_circle_of_units_is_told_once(tmp_path: Path) -> None:
    loop = [
        ["A03", "Đảng bộ C", "đảng bộ", "xã", "A04"],
        ["A04", "Đảng bộ D", "đảng bộ", "xã", "A05"],
        ["A05", "Đảng bộ E", "đảng bộ", "xã", "A03"],
        ["A06", "Chi bộ F", "chi bộ", "xã", "A05"],
    ]
    rows = {**RIGHT, "Đơn vị": [*RIGHT["Đơn vị"], *loop]}
    (line,) = told(fill(tmp_path / "office.xlsx", rows))
    assert line.split(";")[0].endswith("đơn vị cấp trên đi vòng: A03 → A04 → A05 → A03")


def test_all_mistakes_are_told_at_once_and_nothing_is_given(tmp_path: Path) -> None:
    rows = {
        "Đơn vị": [["HU", "Đảng bộ huyện A", "cấp ủy"], ["A01", None, "xã", "xã", "A99"]],
        "Tổ công tác": [["T01", None]],
        "Người": [["Văn phòng", "văn thư"]],
    }
    places = [line.split(":")[0] for line in told(fill(tmp_path / "office.xlsx", rows))]
    assert places == [
        "Trang Đơn vị, ô B6",
        "Trang Đơn vị, ô C6",
        "Trang Đơn vị, ô E6",
        "Trang Tổ công tác, ô B3",
        "Trang Người, ô B6",
    ]


def rename_header(book: Workbook) -> None:
    book["Đơn vị"]["C1"] = "Kiểu"
    book["Người"]["B1"] = "Chức danh"


def remove_people(book: Workbook) -> None:
    del book["Người"]


def test_missing_columns_and_sheets_are_told(tmp_path: Path) -> None:
    assert told(fill(tmp_path / "headers.xlsx", change=rename_header)) == [
        "Trang Đơn vị, dòng 1: thiếu cột “Loại”; ghi lại tiêu đề cột này ở dòng 1.",
        "Trang Người, dòng 1: có hai cột “Chức danh”; chỉ giữ một.",
        "Trang Người, dòng 1: thiếu cột “Vai trò”; ghi lại tiêu đề cột này ở dòng 1.",
    ]
    assert told(fill(tmp_path / "sheets.xlsx", change=remove_people)) == [
        "Trang Người: thiếu trang này; lấy lại trang từ tệp mẫu (daihoi template)."
    ]


def test_columns_may_stand_in_another_order_and_sheets_be_renamed_in_case(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Tổ công tác"]
        for row in sheet.iter_rows(max_col=2):
            row[0].value, row[1].value = row[1].value, row[0].value
        sheet.title = " TỔ CÔNG TÁC "
        del book["Chung"]

    found = read_workbook(fill(tmp_path / "office.xlsx", change=change))
    assert found == ROSTER.model_copy(update={"profile": {}})


@pytest.mark.parametrize("name", ["office.xlsm", "office.xltx", "danh sach"])
def test_name_of_the_file_does_not_matter(tmp_path: Path, name: str) -> None:
    fill(tmp_path / "office.xlsx").rename(tmp_path / name)
    assert read_workbook(tmp_path / name) == ROSTER


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        (b"", "Tệp: không phải tệp Excel .xlsx hoặc đã hỏng"),
        ("Mã;Tên\nK01;Đảng bộ".encode(), "Tệp: không phải tệp Excel .xlsx hoặc đã hỏng"),
        (b"PK\x05\x06" + bytes(18), "Tệp: không phải tệp Excel .xlsx hoặc đã hỏng"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512),
            "Tệp: tệp đặt mật khẩu hoặc là dạng .xls cũ",
        ),
    ],
)
def test_file_that_is_no_workbook_is_told(tmp_path: Path, content: bytes, mistake: str) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(content)
    (line,) = told(path)
    assert line.startswith(mistake)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_workbook_cut_short_is_told(tmp_path: Path, kept: float) -> None:
    path = fill(tmp_path / "office.xlsx")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    assert [line.split(":")[0] for line in told(path)] == ["Tệp"]


def test_workbook_with_damaged_bytes_is_read_or_told_but_never_fails(tmp_path: Path) -> None:
    path = fill(tmp_path / "office.xlsx")
    whole = bytearray(path.read_bytes())
    for place in range(60, len(whole), 97):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(bytes(damaged))
        assert read_workbook(path), "neither a roster nor a mistake"


def test_file_that_is_missing_or_a_folder_is_told(tmp_path: Path) -> None:
    unreadable = "Tệp: không mở được tệp; kiểm tra tên, quyền đọc và đóng tệp nếu đang mở."
    assert told(tmp_path / "missing.xlsx") == [unreadable]
    assert told(tmp_path) == [unreadable]


def test_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    assert told(path) == ["Tệp: tệp lớn hơn 20 MB; chỉ giữ các trang của mẫu, bỏ hình ảnh."]


def test_formula_that_was_never_calculated_is_told(tmp_path: Path) -> None:
    # openpyxl writes formulas without values, as some programs do.
    rows = with_unit("A03", '="Chi bộ "&"D"', "chi bộ", "cơ quan")
    assert told(fill(tmp_path / "office.xlsx", rows)) == [
        (
            "Trang Đơn vị, ô B8: công thức chưa có giá trị; mở tệp bằng Excel, lưu lại, hoặc ghi "
            "thẳng giá trị."
        )
    ]


def test_formula_gives_its_last_calculated_value(tmp_path: Path) -> None:
    path = fill(tmp_path / "office.xlsx", with_unit("A03", "=B7", "chi bộ", "cơ quan"))
    replace_in_sheet(path, "<f>B7</f><v></v>", "<f>B7</f><v>Chi bộ D</v>")
    assert units_of(path)["A03"].name == "Chi bộ D"


def replace_in_sheet(path: Path, old: str, new: str) -> None:
    """Change the XML of the units' sheet, to store what Excel would have calculated."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet3.xml"
    text = parts[name].decode()
    for form in (old, old.replace("<v></v>", "<v />"), old.replace("<v></v>", "<v/>")):
        text = text.replace(form, new)
    assert new in text
    parts[name] = text.replace(f'r="B8"><{new[1:]}', f'r="B8" t="str"><{new[1:]}').encode()
    with zipfile.ZipFile(path, "w") as book:
        for part, data in parts.items():
            book.writestr(part, data)


def test_five_thousand_units_are_read(tmp_path: Path) -> None:
    many = [[f"B{number:04}", f"Chi bộ {number}", "chi bộ", "cơ quan"] for number in range(5000)]
    rows = {**RIGHT, "Đơn vị": [*RIGHT["Đơn vị"], *many]}
    assert len(units_of(fill(tmp_path / "office.xlsx", rows))) == 5003


def test_chain_of_units_of_any_depth_is_read(tmp_path: Path) -> None:
    chain = [
        [f"B{number:04}", f"Đảng bộ {number}", "đảng bộ", "xã", f"B{number + 1:04}"]
        for number in range(1500)
    ]
    top = ["B1500", "Đảng bộ trên", "đảng bộ", "xã", "HU"]
    rows = {**RIGHT, "Đơn vị": [*RIGHT["Đơn vị"], *chain, top]}
    assert list(units_of(fill(tmp_path / "office.xlsx", rows)))[3:5] == ["B1500", "B1499"]
