"""When a congress is ready: /sansang, the state the program sets, and the list of those not."""

from datetime import date, datetime

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.events import Congress, CongressState
from congress.issues import Issue
from congress.plans import ItemStatus, Progress
from congress.tasks import Task, TaskKind
from congress.units import Unit, UnitKind
from handlers import readiness
from handlers.context import Context
from storage import audit, congresses, issues, plans, tasks, units
from storage.errors import StorageError
from tests.handlers.harness import CHANNEL, Conversation, Said
from tests.handlers.test_people import trail
from tests.handlers.test_postponement import state_of, told

MET = (
    "✓ Đồng ý ngày đại hội ✓ Đại hội chi bộ trực thuộc ✓ Rà soát đơn thư "
    "✓ Trình phương án nhân sự ✓ Duyệt nội dung ✓ Không có vướng mắc phải giải quyết trước "
    "✓ Không có vướng mắc liên quan nhân sự"
)
ONE_LEFT = (
    "Đảng bộ xã Kim Chính: 21–22/5/2020; đã được đồng ý ngày. Còn 1 điều kiện để sẵn sàng.\n"
    f"{MET}\n"
    "! Kết luận duyệt: đang làm, hạn 19/5/2020; chờ đơn vị. [Tình hình]"
)
HOPED_FOR = "Ngoài ra dự kiến 9 đại hội, chưa được đồng ý ngày."
CHANGED = "ại hội ngày 21–22/5/2020 đã đủ điều kiện, sẵn sàng."


async def finish(hall: Conversation) -> list[str]:
    """Let Kim Chính lack nothing any more: its leader confirms the last gate."""
    return await hall.say("T10", "/baocao K10 X19 xong")


async def put_issue(hall: Conversation, **more: object) -> None:
    values = {"number": 41, "unit": "K10", "text": "hội trường đang sửa", "at": hall.now}
    async with hall.database.work() as work:
        issues.add(work, Issue.model_validate(values | more))


async def test_conditions_tell_who_must_act(either_hall: Conversation) -> None:
    assert await either_hall.say("secretary", "/sansang Kim Chính") == [ONE_LEFT]
    assert await either_hall.say("K10", "/sansang") == [ONE_LEFT]
    assert state_of(either_hall, "K10") is CongressState.APPROVED


async def test_coming_congresses_lead_to_their_conditions(hall: Conversation) -> None:
    for line in ("/danhsach sapdaihoi", "/danhsach chuasansang"):
        (answer,) = await hall.say("secretary", line)
        assert answer.endswith(
            "Kim Chính: 21–22/5/2020 (còn 1 điều kiện: kết luận duyệt)\n"
            f"{HOPED_FOR} [Xem điều kiện] [Đại hội dự kiến]"
        )
        assert await hall.say("secretary", "[Xem điều kiện]") == [ONE_LEFT]


async def test_several_units_without_a_name_are_the_list(hall: Conversation) -> None:
    listed = [
        "Đại hội đã có ngày trong 14 ngày tới, chưa sẵn sàng: 1 "
        "(đến 09:00 ngày 15/5/2020).\n"
        "Tổ 10\nKim Chính: 21–22/5/2020 (còn 1 điều kiện: kết luận duyệt)\n"
        f"{HOPED_FOR} [Xem điều kiện] [Đại hội dự kiến]"
    ]

    assert await hall.say("secretary", "/sansang") == listed
    assert await hall.say("secretary", "/danhsach chưa sẵn sàng") == listed


async def test_congresses_without_an_agreed_day_have_a_list_of_their_own(
    hall: Conversation,
) -> None:
    await hall.say("T09", "/danhsach sapdaihoi")
    assert await hall.say("T09", "[Đại hội dự kiến]") == [
        "Đại hội dự kiến trong 14 ngày tới, chưa được đồng ý ngày: 2 "
        "(đến 09:00 ngày 15/5/2020).\n"
        "Trường THPT Kim Sơn B: 28/5/2020 (chưa đề xuất ngày)\n"
        "Hùng Tiến: 29/5/2020 (chưa đề xuất ngày) "
        "[Điều kiện: Trường THPT Kim Sơn B] [Điều kiện: Hùng Tiến]"
    ]


async def test_other_units_and_unknown_ones_are_refused(hall: Conversation) -> None:
    (answer,) = await hall.say("K12", "/sansang K10")
    assert answer.startswith("Đảng bộ xã Kim Chính không thuộc phạm vi của đồng chí.")
    (answer,) = await hall.say("secretary", "/sansang xã Lạ")
    assert answer.startswith('Chưa rõ đơn vị nào là "xã Lạ".')


async def test_last_condition_makes_ready_and_tells_the_owners_once(
    either_hall: Conversation,
) -> None:
    hall = either_hall

    recorded, changed = await finish(hall)

    assert recorded.startswith("✓ Đã ghi lúc 09:00")
    assert changed == f"✓ Đảng bộ xã Kim Chính: đ{CHANGED}"
    assert state_of(hall, "K10") is CongressState.READY
    assert [said for said in hall.told if "đủ điều kiện" in said.text] == [
        Said(str(hall.person("K10").id), f"✓ Đ{CHANGED}", ("Xem điều kiện",))
    ]
    assert await trail(hall, "unit K10") == [("ready", "approved", "ready")]
    async with hall.database.work() as work:
        (entry,) = await audit.of_object_prefix(work, prefix="unit K10", limit=9)
    assert (entry.member, entry.role) == (None, None)
    hall.told.clear()

    assert len(await finish(hall)) == 1
    assert hall.told == []


async def test_ready_is_withdrawn_when_a_condition_opens_again(hall: Conversation) -> None:
    await finish(hall)
    hall.told.clear()

    *_, changed = await hall.say("T10", "/baocao K10 X19 đang làm còn thiếu biểu")

    lost = "ại hội ngày 21–22/5/2020 không còn đủ điều kiện sẵn sàng; còn 1 điều kiện: kết luận duyệt."
    assert changed == f"Đảng bộ xã Kim Chính: đ{lost}"
    assert state_of(hall, "K10") is CongressState.APPROVED
    assert [said.text for said in told(hall, "K10")] == [f"Đ{lost}"]
    assert await trail(hall, "unit K10") == [
        ("ready", "approved", "ready"),
        ("not_ready", "ready", "approved"),
    ]


async def test_choices_of_the_answer_stay_good(hall: Conversation) -> None:
    await finish(hall)

    # The second answer has no choices of its own: the first one's still count.
    assert hall.directory.congress("K10").state is CongressState.READY
    (answer,) = await hall.say("T10", "[Báo cáo tiếp]")
    assert answer.startswith("Đồng chí chọn mục")


@pytest.mark.row("KS-8")
async def test_blocking_issue_keeps_from_being_ready(hall: Conversation) -> None:
    await put_issue(hall, blocking=True)
    await finish(hall)

    assert state_of(hall, "K10") is CongressState.APPROVED
    (answer,) = await hall.say("T10", "/sansang K10")
    assert "! Còn 1 vướng mắc phải giải quyết trước đại hội (VM41); chờ Tổ trưởng Tổ 10." in answer
    # Who does not see detail hears how many there are, and of no number.
    (answer,) = await hall.say("office", "/sansang K10")
    assert "! Còn 1 vướng mắc phải giải quyết trước đại hội; chờ Tổ trưởng Tổ 10." in answer


@pytest.mark.row("BT-5")
async def test_personnel_gate_holds_on_open_issues(hall: Conversation) -> None:
    await put_issue(hall, category="personnel")
    await finish(hall)

    assert state_of(hall, "K10") is CongressState.APPROVED
    (answer,) = await hall.say("organisation_dept", "/sansang K10")
    assert "! Còn 1 vướng mắc liên quan nhân sự (VM41); chờ Tổ trưởng Tổ 10." in answer


@pytest.mark.row("BT-5")
async def test_personnel_approved_on_the_opening_day_is_too_late(hall: Conversation) -> None:
    async with hall.database.work() as work:
        at = datetime.fromisoformat("2020-05-21 06:00+07:00")
        plans.save_progress(
            work, Progress(unit="K10", item="X15", status=ItemStatus.DONE, reported_at=at)
        )
    await finish(hall)

    assert state_of(hall, "K10") is CongressState.APPROVED
    (answer,) = await hall.say("secretary", "/sansang K10")
    assert "! Phê duyệt nhân sự phải trước ngày khai mạc; chờ cấp ủy cấp trên." in answer


async def test_open_conclusions_block_ready(hall: Conversation) -> None:
    async with hall.database.work() as work:
        for number, status in ((1, ItemStatus.DONE), (2, ItemStatus.NOT_STARTED)):
            task = Task(
                kind=TaskKind.CONCLUSION,
                number=number,
                unit="K10",
                text="rà soát số liệu",
                due=date(2020, 5, 18),
                status=status,
                at=hall.now,
            )
            tasks.save(work, task)
    await finish(hall)

    assert state_of(hall, "K10") is CongressState.APPROVED
    (answer,) = await hall.say("secretary", "/sansang K10")
    assert "! Kết luận duyệt còn 1/2 (KL02), hạn 18/5/2020; chờ đơn vị." in answer


@pytest.mark.row("BT-1")
async def test_upper_unit_becomes_ready_with_the_last_below_it(hall: Conversation) -> None:
    async with hall.database.work() as work:
        units.set_profile(work, "deadline.party_cell", "2020-05-30")
        for code in ("C1", "C2"):
            cell = Unit(code=code, name=f"Chi bộ {code}", kind=UnitKind.PARTY_CELL, parent="K10")
            units.save_unit(work, cell)
        held = Congress(unit="C1", state=CongressState.HELD, held_on=date(2020, 5, 14))
        congresses.save(work, held)
    await hall.say("office", "/tuychon")  # the directory is loaded anew
    await finish(hall)
    assert state_of(hall, "K10") is CongressState.APPROVED
    (answer,) = await hall.say("secretary", "/sansang K10")
    assert (
        "! Còn 1/2 đơn vị trực thuộc chưa đại hội (trước 31/5/2020): C2; chờ các đơn vị đó."
    ) in answer

    async with hall.database.work() as work:
        congresses.save(work, held.model_copy(update={"unit": "C2"}))
    await hall.say("office", "/tuychon")
    (answer,) = await hall.say("secretary", "/sansang K10")
    assert "✓ 2 đơn vị trực thuộc đã đại hội ✓ Rà soát đơn thư" in answer
    assert state_of(hall, "K10") is CongressState.READY


async def test_held_unit_moves_the_one_above_it(hall: Conversation) -> None:
    async with hall.database.work() as work:
        units.save_unit(work, hall.directory.units["K56"].model_copy(update={"parent": "K10"}))
    await hall.say("office", "/tuychon")
    await finish(hall)
    assert state_of(hall, "K10") is CongressState.APPROVED
    hall.told.clear()

    await hall.say("K56", "/baocao C13 xong hôm nay")

    assert state_of(hall, "K10") is CongressState.READY
    assert [said.text for said in told(hall, "K10")] == [f"✓ Đ{CHANGED}"]


async def test_unit_without_an_agreed_day_costs_no_reading(hall: Conversation) -> None:
    incoming = Incoming(
        channel=CHANNEL,
        bot="1",
        key="k",
        chat="1",
        chat_kind=ChatKind.PRIVATE,
        sender="1",
        at=hall.now,
        content=Content.TEXT,
        text="",
    )
    async with hall.database.work() as work:
        pass  # a work that has ended reads nothing any more
    ctx = Context(hall.router.assistant, incoming, hall.directory, work, hall.now)
    ctx.affects("K12")
    ctx.affects("K01")
    await readiness.follow(ctx)

    ctx.affects("K10")
    with pytest.raises(StorageError):
        await readiness.follow(ctx)


async def test_held_congress_waits_for_nothing(hall: Conversation) -> None:
    (answer,) = await hall.say("secretary", "/sansang Thượng Kiệm")
    assert answer == (
        "Đảng bộ xã Thượng Kiệm: 29–30/4/2020; đã họp Ban Chấp hành lần thứ nhất. [Tình hình]"
    )


@pytest.mark.row("KS-14")
async def test_compliance_item_enters_the_plans_under_a_regime(either_hall: Conversation) -> None:
    hall = either_hall
    await finish(hall)
    hall.told.clear()
    await hall.say("office", "/capdo huyện CT19 15/5-30/5")
    await hall.say("office", "MH-01/UBND ngày 15/5/2020")
    await hall.say("office", "1")

    item = hall.directory.items["K10", "X31"]
    # Seven days before 21/5 is past: three days of grace.
    assert (item.baseline_due, item.due) == (date(2020, 5, 14), date(2020, 5, 18))
    assert ("K01", "X31") not in hall.directory.items
    with_compliance = {unit for unit, code in hall.directory.items if code == "X31"}
    left = [
        unit for unit in hall.directory.reporting_units if not hall.directory.is_held(unit.code)
    ]
    assert with_compliance == {unit.code for unit in left if unit.kind is not UnitKind.PARTY_CELL}
    assert ("plan", None, "regime") in await trail(hall, "item K10/X31")
    assert state_of(hall, "K10") is CongressState.APPROVED
    assert [said.text for said in told(hall, "K10") if "điều kiện" in said.text] == [
        "Đại hội ngày 21–22/5/2020 không còn đủ điều kiện sẵn sàng; còn 1 điều kiện: phòng, "
        "chống dịch."
    ]

    # A second regime adds nothing; the unit's own report and its leader's word close the gate.
    await hall.say("office", "/capdo huyện CT15 15/5-30/5")
    await hall.say("office", "MH-02/UBND ngày 15/5/2020")
    await hall.say("office", "1")
    assert hall.directory.items["K10", "X31"] == item
    await hall.say("T10", "/baocao K10 X31 xong")
    assert state_of(hall, "K10") is CongressState.READY
