import pytest

from congress.plans import DayKind, Gate, Stream, TemplateItem
from profiles.reader import read_guidance, read_template

X = {item.code: item for item in read_template("x")}
C = {item.code: item for item in read_template("c")}
BOTH = {**X, **C}

#: DOMAIN 3.1 and 3.2: days before the opening day, or after the closing day.
OFFSETS = """
    X01 180, X02 170, X03 60, X04 150, X05 140, X06 110, X07 90, X08 75,
    X09 60, X10 120, X11 85, X12 60, X13 58, X14 50, X15 40, X16 45,
    X17 37, X18 30, X19 20, X20 18, X21 10, X22 25, X23 10, X24 15,
    X25 15, X26 10, X27 12, X28 10, X29 7, X30 5, X31 7, X32 3,
    X33 2, X34 0, X35 0, X36 -1, X37 -5, X38 -15, X39 -7, X40 -90,
    C01 45, C02 35, C03 28, C04 21, C05 25, C06 14, C07 10, C08 10,
    C09 7, C10 5, C11 5, C12 2, C13 0, C14 -1, C15 -3, C16 -10,
    C17 -30
"""


def test_templates_hold_the_items_and_offsets_of_the_domain_and_two_for_merged_units() -> None:
    found = {code: item.offset for code, item in BOTH.items() if item.applies_when != "merged"}
    listed = dict(pair.split() for pair in OFFSETS.split(","))
    assert found == {code: int(offset) for code, offset in listed.items()}
    assert len(BOTH) == len(found) + 2


def test_gates_are_those_of_the_decisions() -> None:
    gates = {gate: {code for code, one in BOTH.items() if one.gate is gate} for gate in Gate}
    assert gates[Gate.HARD] == {"X03", "X14", "X15", "X18", "X19", "X20", "X31", "C06", "C07"}
    assert gates[Gate.SOFT] == {"X13"}


def test_items_done_only_by_a_decision_are_marked() -> None:
    decided = {code for code, item in BOTH.items() if item.decided}
    assert decided == {"X15", "X18", "X20", "X38", "C06", "C07", "C16"}


def test_working_days_weekly_items_and_conditions_are_marked() -> None:
    working = {code for code, item in BOTH.items() if item.day_kind is DayKind.WORKING}
    assert working == {"X21", "X37", "X38", "C15", "C16"}
    assert {code for code, item in BOTH.items() if item.weekly} == {"X33"}
    assert {code: item.applies_when for code, item in BOTH.items() if item.applies_when} == {
        "X13": "local",
        "X29": "works",
        "X31": "regime",
        "X39": "pilot",
        "X41": "merged",
        "X42": "merged",
    }


def test_all_four_streams_have_items_in_both_templates() -> None:
    streams = set(Stream) - {Stream.PROPAGANDA}
    assert {item.stream for item in X.values()} == set(Stream)
    assert {item.stream for item in C.values()} == streams


@pytest.mark.parametrize("item", BOTH.values(), ids=BOTH)
def test_names_of_an_item_fit_a_phone(item: TemplateItem) -> None:
    assert len(item.short) <= 28
    assert item.short[0].isupper()
    assert not item.title.endswith(".")


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("X15", "Trình phương án nhân sự"),
        ("X17", "Gửi tài liệu duyệt"),
        ("X19", "Kết luận duyệt"),
        ("X22", "Bầu đại biểu ở chi bộ"),
        ("X25", "Kịch bản điều hành"),
        ("X28", "Tuyên truyền"),
    ],
)
def test_short_names_are_those_of_the_model_dialogues(code: str, short: str) -> None:
    assert X[code].short == short


def test_guidance_holds_all_records_with_source_and_date() -> None:
    records = read_guidance()
    assert [record.code for record in records] == [f"G{n:02}" for n in range(1, 23)]
    assert all(record.source and record.dated and record.topics for record in records)
    assert {record.code for record in records if record.postponed} == {"G04", "G05", "G06"}
    assert {record.code for record in records if record.advice} == {"G02", "G03", "G18", "G19"}
    unbound = {record.code for record in records if not record.regimes and not record.postponed}
    assert unbound == {"G14", "G22"}
