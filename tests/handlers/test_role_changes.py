"""A dialogue that waits is gone on with only by who may still begin it."""

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.roles import Role
from storage import dialogs, members
from storage import directory as directories
from tests.handlers.harness import CHANNEL, Conversation
from tests.handlers.test_scope import read_record

DAYS = "20/6-30/6"
BASIS = "MH-09-TB/HU ngày 14/5/2020"


async def press_after_change(hall: Conversation, who: str, text: str) -> list[str]:
    """Give somebody a role that only reads, and let the same chat say something more."""
    member = hall.person(who)
    reader = member.model_copy(update={"role": Role.STANDING_COMMITTEE})
    async with hall.database.work() as work:
        members.save_member(work, reader)
        work.touch_directory()
    async with hall.database.work() as work:
        hall.directory = await directories.load(work)
    return await say_as(hall, str(member.id), text)


async def say_as(hall: Conversation, chat: str, text: str) -> list[str]:
    """Let a chat say something, whoever its person is by now."""
    return await hall.send(
        Incoming(
            channel=CHANNEL,
            bot="1",
            key="after",
            chat=chat,
            chat_kind=ChatKind.PRIVATE,
            sender=chat,
            at=hall.now,
            content=Content.TEXT,
            text=text,
        )
    )


@pytest.mark.parametrize(
    ("who", "lines", "command"),
    [
        ("office", [f"/khung chi bộ {DAYS} {BASIS}", "1"], "khung"),
        ("office", ["/khung chi bộ", DAYS], "khung"),
        ("office", [f"/khung chi bộ {DAYS}", BASIS], "khung"),
        ("office", ["/vanban thêm 45-CV/HU ngày 12/5/2020 Huyện ủy: công văn", "1"], "vanban"),
        ("office", ["/capdo huyện CT16 16/5-30/5", BASIS, "1"], "capdo"),
        ("office", [f"/tamhoan K10 đến 30/5 do dịch bệnh theo {BASIS}", "1"], "tamhoan"),
        ("office", ["/phancong K12 T03", "1"], "phancong"),
        ("office", ["/mamoi đơn vị", "K12"], "mamoi"),
        ("organisation_dept", ["/duyet K12 lịch", "20/5 chủ trì Bí thư", "1"], "duyet"),
        ("organisation_dept", [f"/duyet K12 đạt {BASIS}", "1"], "duyet"),
        ("organisation_dept", ["/ketluan chung tổ chức gọn nhẹ", "1"], "ketluan"),
        ("organisation_dept", ["/baihoc thêm hạn chế bầu cử", "bầu cử kéo dài", "1"], "baihoc"),
        ("organisation_dept", ["/nhansu K12 b1 tái cử ?", "05/3", "1"], "nhansu"),
        ("organisation_dept", ["/nhansu K12 thieu", "llct 2", "1"], "nhansu"),
        ("organisation_dept", ["/nhansu K12 sangloc", "20/4 BTV", "1"], "nhansu"),
        (
            "organisation_dept",
            ["/cocau K12", "BCH 15, nữ 3, trẻ 2, mới 5, BTV 1 nữ", "1"],
            "cocau",
        ),
        ("K12", ["/baocao X25", "[2 Đang làm]", "60%", "1"], "baocao"),
        ("K13", ["/ngay", "10-11/6", "1"], "ngay"),
    ],
)
async def test_role_is_asked_for_again(
    hall: Conversation, who: str, lines: list[str], command: str
) -> None:
    for line in lines[:-1]:
        await hall.say(who, line)
    before, chat = await read_record(hall), str(hall.person(who).id)
    refused = f"Đồng chí chưa được giao quyền dùng /{command}. Quyền này thuộc: "
    (answer,) = await press_after_change(hall, who, lines[-1])
    assert answer.startswith(refused)
    after = await read_record(hall)
    kept = {name for name in after if after[name] != before[name]}
    assert kept <= {"members", "directory_version"}
    async with hall.database.work() as work:
        dialog = await dialogs.get(work, channel=CHANNEL, chat=chat, sender=chat)
    assert dialog is None or dialog.name is None


async def test_approval_of_a_plan_is_asked_for_again(hall: Conversation) -> None:
    await hall.say("standing_board", f"/nhansu K25 duyet {BASIS}")
    (answer,) = await press_after_change(hall, "standing_board", "1")
    assert answer.startswith("Phê duyệt phương án nhân sự của Đảng bộ thị trấn Phát Diệm là quyết")
