"""What goes on while congresses are postponed, and /cholai: their resumption (DH-5, MX-4)."""

from datetime import UTC, date, datetime

import pytest

from congress.derive import find_overdue
from congress.events import CongressState
from congress.plans import Stream
from storage import plans
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_people import add_person, trail
from tests.handlers.test_postponement import state_of, told
from tests.handlers.test_postponing import DATED, LINE, UNDATED, postpone

PERMITTED = "/cholai tất cả theo MH-09-CV/TU ngày 15/5/2020"


async def resume(hall: Conversation, line: str = PERMITTED) -> list[str]:
    """Let the office record the permission; give the last answers."""
    await hall.say("office", line)
    return await hall.say("office", "1")


@pytest.mark.row("MX-4", "DH-5")
async def test_frozen_items_are_late_for_nobody_and_documents_go_on(hall: Conversation) -> None:
    await postpone(hall)
    hall.now = datetime(2020, 6, 20, 1, 0, tzinfo=UTC)
    directory = hall.directory
    async with hall.database.work() as work:
        found = await plans.progress_all(work, units=("K12",))

    late = find_overdue(
        directory.items_by_unit["K12"],
        progress={(one.unit, one.item): one for one in found},
        congresses=directory.congresses,
        now=hall.now,
    )

    asked = [item.code for item in late]
    assert asked == ["X22", "X19"]


@pytest.mark.row("DH-5")
async def test_postponement_that_is_over_is_told_until_somebody_decides(
    hall: Conversation,
) -> None:
    await postpone(hall, LINE.replace("tất cả", "Phòng Tư pháp"))
    (answer,) = await hall.say("secretary", "/danhsach tamhoan")
    assert answer.endswith(
        "Phòng Tư pháp: ngày cũ 20/5/2020; hoãn đến hết 30/5/2020; chưa xác nhận"
    )
    (digest,) = await hall.say("secretary", "/bantin")
    assert "hết thời hạn" not in digest

    hall.now = datetime(2020, 5, 31, 1, 0, tzinfo=UTC)

    (answer,) = await hall.say("office", "/danhsach tamhoan")
    assert answer.endswith(
        "Phòng Tư pháp: ngày cũ 20/5/2020; hoãn đến hết 30/5/2020 (đã hết thời hạn tạm hoãn); chưa "
        "xác nhận"
    )
    for who, named in (("secretary", "("), ("T01", "(Phòng Tư pháp; ")):
        (digest,) = await hall.say(who, "/bantin")
        assert f"\nTạm hoãn: 1 đại hội {named}1 đã hết thời hạn, chờ quyết định).\n" in digest


@pytest.mark.row("DH-5")
async def test_resumed_only_by_recorded_permission(either_hall: Conversation) -> None:
    hall = either_hall
    await postpone(hall)
    hall.told.clear()

    assert await hall.say("office", "/cholai Kim Đông") == [
        "Cho tổ chức lại 1 đại hội (Kim Đông). Đề nghị nhập số, ngày văn bản cho phép của cấp "
        "trên."
    ]
    # A meeting of one's own committee is no permission of the level above.
    (answer,) = await hall.say("office", "hội nghị BTV 15/5")
    assert answer.startswith("Còn thiếu số văn bản; chưa ghi gì.")
    assert await hall.say("office", "MH-09-CV/TU ngày 15/5/2020") == [
        "Cho tổ chức lại 1 đại hội (Kim Đông) theo MH-09-CV/TU. Đơn vị đề xuất lại ngày; hạn "
        "công việc tính lại theo ngày mới. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert state_of(hall, "K12") is CongressState.POSTPONED
    assert await hall.say("office", "1") == [
        "✓ Đã ghi lúc 09:00: 1 đại hội được tổ chức lại. Đã báo 1 đơn vị, Tổ 1. [Ai chưa xác nhận]"
    ]

    congress = hall.directory.congress("K12")
    assert (congress.state, congress.opens_on, congress.until_on) == (
        CongressState.UNDATED,
        None,
        None,
    )
    assert state_of(hall, "K10") is CongressState.POSTPONED
    assert await trail(hall, "unit K12") == [
        ("postpone", "proposed", "postponed"),
        ("resume", "postponed", "undated"),
    ]
    (said,) = told(hall, "K12")
    assert said == Said(
        str(hall.person("K12").id),
        "Đại hội được tổ chức lại theo MH-09-CV/TU ngày 15/5/2020. Ngày cũ 10–11/6/2020; đề nghị "
        "đề xuất lại hoặc chọn ngày khác.",
        ("Đã nhận", "Đề xuất lại 10–11/6/2020"),
    )
    offered = hall._commands[said.to]["Đề xuất lại 10–11/6/2020"]
    assert offered == "/ngay K12 10-11/6/2020"
    assert [said.text for said in told(hall, "T01")] == [
        "1 đại hội được tổ chức lại theo MH-09-CV/TU ngày 15/5/2020: Kim Đông. Đề nghị đôn đốc "
        "đơn vị đề xuất ngày."
    ]


@pytest.mark.row("DH-5")
async def test_unit_sees_that_it_is_postponed_and_then_what_to_do(hall: Conversation) -> None:
    await postpone(hall, DATED)

    stopped = "Đại hội đang tạm hoãn: văn kiện, nhân sự, duyệt nội dung tiếp tục; việc gắn với ngày đại hội dừng."
    assert await hall.say("K10", "/viec") == [
        "Đảng bộ xã Kim Chính, 2 việc đến 29/5/2020:\n"
        "1. X33 Tình hình tư tưởng, hạn 15/5/2020 (hôm nay)\n"
        f"2. X19 Kết luận duyệt, hạn 19/5/2020 (còn 4 ngày)\n{stopped} "
        "[1 X33] [2 X19] [Không phát sinh]"
    ]
    assert await hall.say("K10", "/thoihan") == [
        "Hạn 14 ngày tới (đến 29/5/2020): 2 việc.\n15/5: X33 Tình hình tư tưởng\n"
        f"19/5: X19 Kết luận duyệt\n{stopped}"
    ]
    (tasks,) = await hall.say("T01", "/viec")
    assert (
        "\nĐang tạm hoãn 2 đại hội: văn kiện, nhân sự, duyệt nội dung tiếp tục; việc gắn với ngày đại hội dừng."
        in tasks
    )
    # A proposal ends with the postponement: nothing of it waits for a decision.
    assert await hall.say("secretary", "/danhsach chochoduyet") == [
        "Chờ quyết định: không (đến 09:00 ngày 15/5/2020)."
    ]

    hall.now = datetime(2020, 6, 1, 2, 0, tzinfo=UTC)
    await resume(hall, "/cholai tất cả theo MH-09-CV/TU ngày 29/5/2020")

    (tasks,) = await hall.say("K10", "/viec")
    assert stopped not in tasks
    assert "X16 Đề xuất ngày đại hội, hạn 04/6/2020 (còn 3 ngày)" in tasks
    (status,) = await hall.say("K10", "/tinhhinh")
    assert "\nĐại hội: chưa đề xuất ngày.\n" in status
    (left,) = await hall.say("T10", "/danhsach chuadaihoi")
    assert "\nKim Chính: chưa có ngày" in left
    assert await hall.say("secretary", "/danhsach chochoduyet") == [
        "Chờ quyết định: không (đến 09:00 ngày 01/6/2020)."
    ]


@pytest.mark.row("DH-5")
async def test_plan_counts_from_what_is_still_to_come_after_a_resumption(
    hall: Conversation,
) -> None:
    await postpone(hall)
    before = dict(hall.directory.items)
    # The days thought of are past; the tier's deadline, 30/6/2020, is not.
    hall.now = datetime(2020, 6, 15, 2, 0, tzinfo=UTC)

    await resume(hall, "/cholai tất cả theo MH-09-CV/TU ngày 14/6/2020")

    def due(code: str) -> date:
        return hall.directory.items["K10", code].due

    assert (due("X34"), due("X30"), due("X23")) == (
        date(2020, 6, 30),
        date(2020, 6, 25),
        date(2020, 6, 20),
    )
    assert hall.directory.items["K10", "X34"].baseline_due == before["K10", "X34"].baseline_due
    assert hall.directory.items["K10", "X34"].due_version > before["K10", "X34"].due_version
    async with hall.database.work() as work:
        found = await plans.progress_all(work, units=("K10", "K56", "K12"))
    frozen = {"common", "logistics", "propaganda"}
    late = find_overdue(
        [item for code in ("K10", "K56", "K12") for item in hall.directory.items_by_unit[code]],
        progress={(one.unit, one.item): one for one in found},
        congresses=hall.directory.congresses,
        now=hall.now,
    )
    assert [item for item in late if item.stream.value in frozen] == []


@pytest.mark.row("DH-5")
async def test_units_of_a_group_are_postponed_and_resumed_as_a_branch(hall: Conversation) -> None:
    assert await hall.say("office", "/tamhoan tổ 1 do dịch bệnh") == [
        "Tạm hoãn 5 đại hội (Kim Đông, Phòng Tư pháp, Xuân Chính, Trung tâm Giáo dục nghề nghiệp - "
        "Giáo dục thường xuyên, Ngân hàng Nông nghiệp và Phát triển nông thôn huyện) đến khi cấp "
        "trên cho phép.\n"
        "Căn cứ: số, ngày văn bản hoặc hội nghị?"
    ]
    await hall.say("office", "2472-CV/TU ngày 14/5")
    await hall.say("office", "1")
    assert state_of(hall, "K10") is CongressState.APPROVED

    (answer,) = await hall.say("office", "/cholai Tổ 1, Kim Chính theo MH-09-CV/TU ngày 15/5")
    assert answer.startswith("Cho tổ chức lại 5 đại hội (Kim Đông, Xuân Chính, Trung tâm")
    (answer,) = await hall.say("office", "/cholai tổ 99")
    assert answer.startswith('Chưa rõ tổ nào là "tổ 99"')


@pytest.mark.row("DH-5")
async def test_congress_without_a_day_is_frozen_too_and_proposes_one_after_it(
    hall: Conversation,
) -> None:
    before = dict(hall.directory.items)
    await postpone(hall)
    # No due date moves: what goes on is as late as it was.
    assert hall.directory.items == before
    hall.now = datetime(2020, 6, 20, 1, 0, tzinfo=UTC)

    async with hall.database.work() as work:
        found = await plans.progress_all(work, units=None)
    late = find_overdue(
        hall.directory.items.values(),
        progress={(one.unit, one.item): one for one in found},
        congresses=hall.directory.congresses,
        now=hall.now,
    )
    postponed = [one for one in late if not hall.directory.is_held(one.unit)]
    going_on = {"X17", "X18", "X19", "X33", "C01", "C06"}
    assert UNDATED in {one.unit for one in postponed}
    assert {one.stream.value for one in postponed} == {"documents", "personnel", "common"}
    assert {one.code for one in postponed if one.stream is Stream.COMMON} == going_on
    (digest,) = await hall.say("secretary", "/bantin")
    assert "\nTạm hoãn: 49 đại hội (49 đã hết thời hạn, chờ quyết định).\n" in digest
    (listed,) = await hall.say("secretary", "/danhsach tamhoan tổ 1")
    assert listed.startswith("Tạm hoãn, Tổ 1: 5 đại hội (đến")
    assert "\nXuân Chính: chưa có ngày; hoãn đến hết 30/5/2020 (đã hết" in listed
    (status,) = await hall.say(UNDATED, "/tinhhinh")
    assert "\nĐại hội: tạm hoãn (chưa có ngày).\n" in status
    (refused,) = await hall.say(UNDATED, "/ngay 29/6")
    assert refused.startswith("Đại hội Đảng bộ xã Xuân Chính đang tạm hoãn; chỉ đề xuất ngày khi")
    hall.told.clear()

    assert await hall.say("office", f"/cholai {UNDATED} theo MH-09-CV/TU ngày 19/6/2020") == [
        "Cho tổ chức lại 1 đại hội (Xuân Chính) theo MH-09-CV/TU. Đơn vị đề xuất ngày; hạn công "
        "việc tính lại theo ngày mới. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    await hall.say("office", "1")

    (said,) = told(hall, UNDATED)
    assert said.text == (
        "Đại hội được tổ chức lại theo MH-09-CV/TU ngày 19/6/2020. Đề nghị đề xuất ngày."
    )
    assert said.buttons == ("Đã nhận", "Đề xuất ngày")
    assert state_of(hall, UNDATED) is CongressState.UNDATED


async def test_past_day_is_named_and_a_new_one_asked_for(hall: Conversation) -> None:
    await postpone(hall)
    hall.now = datetime(2020, 6, 1, 2, 0, tzinfo=UTC)
    hall.told.clear()

    await resume(hall, "/cholai Phòng Tư pháp theo MH-09-CV/TU ngày 29/5/2020")

    (said,) = told(hall, "K56")
    assert said.text.endswith("Ngày cũ 20/5/2020 đã qua; đề nghị đề xuất ngày mới.")
    assert said.buttons == ("Đã nhận", "Đề xuất ngày")
    assert hall._commands[said.to]["Đề xuất ngày"] == "/ngay K56"


async def test_resumption_is_guided_and_refused_where_there_is_none(hall: Conversation) -> None:
    nothing = [
        "Không có đại hội nào đang tạm hoãn trong phạm vi này; không có gì thay đổi. "
        "Xem danh sách: /danhsach tamhoan."
    ]
    assert await hall.say("office", "/cholai") == nothing
    assert await hall.say("office", "/cholai K10") == nothing
    await postpone(hall, DATED)

    assert await hall.say("office", "/cholai") == [
        "Cho tổ chức lại đại hội nào? Đang tạm hoãn 3: Kim Chính, Kim Đông, Phòng Tư pháp. Đồng "
        "chí chọn, hoặc ghi như ví dụ: /cholai K10. [1 Tất cả 3] [2 Kim Chính] [3 Kim Đông] "
        "[4 Phòng Tư pháp]"
    ]
    assert await hall.say("office", "1") == [
        "Cho tổ chức lại 3 đại hội (Kim Chính, Kim Đông, Phòng Tư pháp). Đề nghị nhập số, ngày "
        "văn bản cho phép của cấp trên."
    ]
    await hall.say("office", "MH-09-CV/TU ngày 15/5/2020")
    await hall.say("office", "1")
    assert await hall.say("secretary", "/cholai") == nothing


async def test_two_read_backs_resume_once(hall: Conversation) -> None:
    await postpone(hall)
    for who in ("office", "secretary"):
        await hall.say(who, PERMITTED)
    await hall.say("office", "1")
    hall.told.clear()

    (answer,) = await hall.say("secretary", "1")

    assert answer.startswith("Không có đại hội nào đang tạm hoãn")
    assert hall.told == []


async def test_unit_without_people_is_named(hall: Conversation) -> None:
    reporter = hall.person("K56")
    await add_person(hall, reporter.model_copy(update={"active": False}))
    async with hall.database.work() as work:
        work.touch_directory()
    await hall.say("office", "/tuychon")

    assert await postpone(hall, DATED) == [
        "✓ Đã ghi lúc 09:00. Đã báo 2 đơn vị, Tổ 1, Tổ 10.\n"
        "Chưa kết nối nên chưa báo được: Phòng Tư pháp. [Ai chưa xác nhận]"
    ]
