"""Quick answers and the digest on the Kim Sơn sample, in the morning of 15/5/2020."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.digest import DIGEST
from congress.events import Congress, CongressState
from congress.units import GroupChat, UnitKind
from handlers import deadlines, history, lists, status
from storage import congresses, nudges, units
from storage import directory as directories
from storage.database import open_database
from tests.handlers.harness import CHANNEL, Conversation, conversation

NOW = datetime(2020, 5, 15, 0, 5, tzinfo=UTC)
TOTALS = "Đã đại hội 23/72 (31,9%): 5/29 đảng bộ, 18/43 chi bộ; còn 49."


@pytest.fixture
async def talk(sqlite_url: str) -> AsyncIterator[Conversation]:
    """Answer at 07:05, before anything was said that day."""
    commands = [*status.COMMANDS, *lists.COMMANDS, *deadlines.COMMANDS, *history.COMMANDS]
    database = await open_database(sqlite_url, clock=lambda: NOW)
    async with conversation(database, now=NOW, commands=commands, flows={}) as opened:
        yield opened
    await database.close()


async def say_in_group(
    talk: Conversation, who: str, text: str, *, chat: str = "-100"
) -> list[str]:
    return await talk.send(
        Incoming(
            channel=CHANNEL,
            bot="1",
            key=f"group-{who}-{text}",
            chat=chat,
            chat_kind=ChatKind.GROUP,
            sender=str(talk.person(who).id),
            at=NOW,
            content=Content.TEXT,
            text=text,
        ),
    )


async def bind_chat(talk: Conversation, group: str) -> None:
    async with talk.database.work() as work:
        bound_by = talk.person(group).id
        chat = GroupChat(channel=CHANNEL, chat="-100", group=group)
        units.bind_chat(work, chat, bound_by=bound_by, at=NOW)
        work.touch_directory()
    async with talk.database.work() as work:
        talk.directory = await directories.load(work)


async def test_digest_of_the_secretary_reads_like_the_model(talk: Conversation) -> None:
    talk.now = datetime(2020, 5, 15, tzinfo=UTC)
    assert await talk.say("secretary", "/bantin") == [
        (
            "Kính báo cáo đồng chí Bí thư. Tiến độ đến 07:00 ngày 15/5/2020:\n"
            f"{TOTALS}\n"
            "Từ hôm qua: thêm 4 "
            "(Kim Mỹ, Lai Thành, Phòng Kinh tế và Hạ tầng, Phòng Giáo dục và Đào tạo).\n"
            "7 ngày tới: 2 đại hội. Quá hạn: 5 việc (Tổ 3: 2, Tổ 8: 3). Chưa báo cáo: 4 đơn vị.\n"
            "Chờ quyết định: 1 ngày đại hội. Vướng mắc: 2. Trân trọng báo cáo. "
            "[1 Quá hạn] [2 Chưa báo cáo] [3 Chờ quyết định]"
        )
    ]


async def test_digest_asked_for_counts_from_the_last_one_and_takes_nobody_s(
    talk: Conversation,
) -> None:
    reader = talk.person("secretary")
    async with talk.database.work() as work:
        await nudges.claim_digest(
            work,
            kind=DIGEST,
            day=(NOW - timedelta(days=2)).date(),
            member=reader.id,
            outbox=None,
            as_of=NOW - timedelta(days=2),
            snapshot={"held": [f"K{number:02}" for number in range(1, 53)]},
        )
    [said] = await talk.say("secretary", "/bantin")
    assert said.splitlines()[2] == (
        "Từ bản tin trước (13/5): thêm 2 (Phòng Kinh tế và Hạ tầng, Phòng Giáo dục và Đào tạo); "
        "rút 31 do báo nhầm (Ân Hòa, Chất Bình, Cồn Thoi, Định Hóa và 27 đơn vị khác)."
    )
    async with talk.database.work() as work:
        assert await nudges.digest_readers(work, day=NOW.date()) == set()


async def test_digest_of_a_group_leader_is_of_the_group(talk: Conversation) -> None:
    assert await talk.say("T03", "/bantin") == [
        (
            "Kính gửi đồng chí Tổ trưởng Tổ 3. Tiến độ đến 07:05 ngày 15/5/2020:\n"
            "Đã đại hội 2/7 đơn vị; còn 5.\n"
            "Từ hôm qua: thêm 1 (Kim Mỹ).\n"
            "7 ngày tới: không có đại hội.\n"
            "Quá hạn: 2 việc (Ân Hòa, Phát Diệm).\n"
            "Chưa báo cáo: không.\n"
            "Chờ quyết định: không. Vướng mắc: không. Trân trọng báo cáo. [1 Quá hạn]"
        )
    ]


async def test_status_of_everything_says_how_well_it_is_known(talk: Conversation) -> None:
    assert await talk.say("secretary", "/tinhhinh") == [
        (
            f"{TOTALS} Quá hạn: 5 việc. Chưa báo cáo: 4 đơn vị. 7 ngày tới: 2 đại hội.\n"
            "Số liệu đến 07:05 ngày 15/5/2020; 7 ngày qua 45/49 đơn vị chưa đại hội có báo cáo, "
            "lâu nhất chưa báo cáo: Tân Thành (9 ngày). "
            "[1 Quá hạn] [2 Chưa báo cáo] [3 Chờ quyết định]"
        )
    ]


async def test_two_rules_of_silence_are_told_apart(hall: Conversation) -> None:
    hall.now = datetime(2020, 5, 18, 1, 0, tzinfo=UTC)

    (total,) = await hall.say("secretary", "/tinhhinh")
    (ranking,) = await hall.say("secretary", "/hoatdong")
    (listed,) = await hall.say("secretary", "/danhsach chuabaocao")
    (digest,) = await hall.say("T01", "/bantin")

    # Of 49, 14 were not heard within the week, and 8 more not within a working day near theirs.
    assert (
        "Chưa báo cáo: 22 đơn vị (8 phải báo hằng ngày, đại hội trong 10 ngày tới). 7 ngày"
        in total
    )
    assert "7 ngày qua 35/49 đơn vị chưa đại hội có báo cáo" in total
    assert (
        "\nTổ 11: 3/5 đơn vị có báo cáo; chưa báo cáo 2; quá hạn 4 việc\n"
        "Tổ 10: 3/4 đơn vị có báo cáo; chưa báo cáo 1; chưa báo hằng ngày 1; quá hạn 6 việc\n"
    ) in ranking
    assert "\nBáo hằng ngày: đơn vị đại hội trong 10 ngày tới. [Tổ 1]" in ranking
    assert listed.startswith("Chưa báo cáo: 22 đơn vị (")
    assert "\nPhòng Tư pháp: 4 ngày, đại hội trong 10 ngày tới\n" in listed
    assert "huyện; phải báo hằng ngày, đại hội trong 10 ngày tới).\n" in digest


async def test_status_of_everything_takes_six_reads(talk: Conversation) -> None:
    async with talk.database.work() as work:
        reads = 0
        fetch = work.fetch

        async def count(*args: object) -> object:
            nonlocal reads
            reads += 1
            return await fetch(*args)  # type: ignore[arg-type]  # the same arguments, passed on

        work.fetch = count  # type: ignore[assignment, method-assign]  # counted, not replaced
        said = Incoming(
            channel=CHANNEL,
            bot="1",
            key="counted",
            chat="1",
            chat_kind=ChatKind.PRIVATE,
            sender=str(talk.person("secretary").id),
            at=NOW,
            content=Content.TEXT,
            text="/tinhhinh",
        )
        await talk.router.handle(said, work=work, directory=talk.directory, now=NOW)
    dialog = 1
    assert reads - dialog <= 6


async def test_status_of_a_group_leads_to_its_list(talk: Conversation) -> None:
    group = "Tổ 3: 2/7 đơn vị đã đại hội. Quá hạn 2 việc: Ân Hòa, Phát Diệm. [Xem 2 việc]"
    assert await talk.say("secretary", "/tinhhinh T03") == [group]
    assert await talk.say("secretary", "/th tổ 3") == [group]
    assert await talk.say("T03", "/tinhhinh") == [group]
    assert await talk.say("T03 member", "tình hình") == [group]
    [listed] = await talk.say("T03", "[Xem 2 việc]")
    assert listed.startswith("Quá hạn, Tổ 3: 2 việc (đến 07:05 ngày 15/5/2020).\nÂn Hòa: X17")


async def test_status_of_one_s_own_unit_is_five_lines(talk: Conversation) -> None:
    card = (
        "Đảng bộ xã Kim Đông (K12, Tổ 1).\n"
        "Đại hội: 10–11/6/2020 (dự kiến); đã đề xuất ngày.\n"
        "Đã xong 21/36 mục. Không có việc quá hạn.\n"
        "Hạn tới: X22 Bầu đại biểu ở chi bộ, 16/5/2020.\n"
        "Báo cáo gần nhất: 16:00 ngày 14/5/2020 (1 ngày trước). Vướng mắc: không. "
        "[Hạn sắp tới] [Xem nhật ký] [Thẻ đơn vị]"
    )
    assert await talk.say("K12", "/tinhhinh") == [card]
    assert await talk.say("secretary", "/tinhhinh K12") == [card]


async def test_issue_is_counted_for_all_and_read_only_by_those_concerned(
    talk: Conversation,
) -> None:
    issue = "VM01: hội trường đang sửa chữa, chưa có địa điểm thay thế"
    for who in ("K09", "T09", "secretary", "organisation_dept"):
        [said] = await talk.say(who, "/tinhhinh K09")
        assert ("Vướng mắc: 1." in said, issue in said) == (True, True)
    for who in ("T09 member", "standing_committee", "office"):
        [said] = await talk.say(who, "/tinhhinh K09")
        assert ("Vướng mắc: 1." in said, "hội trường" in said) == (True, False)


async def test_status_of_somebody_else_s_unit_is_refused(talk: Conversation) -> None:
    [said] = await talk.say("K12", "/tinhhinh K13")
    assert said.startswith("Đảng bộ xã Kim Hải không thuộc phạm vi của đồng chí.")
    [said] = await talk.say("T01", "/tinhhinh T03")
    assert said.startswith("Tổ 3 không thuộc phạm vi của đồng chí.")


async def test_status_of_nothing_known_says_so(talk: Conversation) -> None:
    [said] = await talk.say("secretary", "/tinhhinh xyz")
    assert said.startswith('Chưa rõ đơn vị nào là "xyz".')


async def test_status_in_a_bound_group_chat_is_counts_only(talk: Conversation) -> None:
    await bind_chat(talk, "T03")
    counts = ["Tổ 3: 2/7 đơn vị đã đại hội. Quá hạn 2 việc."]
    assert await say_in_group(talk, "T03", "/tinhhinh") == counts
    assert await say_in_group(talk, "secretary", "/tinhhinh K09") == counts


async def test_status_in_an_unbound_group_chat_tells_how_to_bind_it(talk: Conversation) -> None:
    assert await say_in_group(talk, "T03", "/tinhhinh") == [
        "Nhóm chat này chưa gắn với Tổ công tác nào; đề nghị Tổ trưởng gửi /gannhom trong nhóm."
    ]


@pytest.mark.row("KS-3")
async def test_progress_today_is_up_to_now(talk: Conversation) -> None:
    assert await talk.say("secretary", "/tiendo") == [
        (
            "Tiến độ đến 07:05 ngày 15/5/2020:\n"
            "Đã đại hội 23/72 (31,9%): 5/29 đảng bộ (17,2%), 18/43 chi bộ (41,9%); "
            "còn 49: 24 đảng bộ, 25 chi bộ.\n"
            "So với hết ngày 08/5/2020: thêm 12 (11/72). [Chưa đại hội]"
        )
    ]


@pytest.mark.row("KS-3")
async def test_kind_that_is_all_held_is_not_left(talk: Conversation) -> None:
    codes = [
        unit.code
        for unit in talk.directory.reporting_units
        if unit.kind is UnitKind.PARTY_COMMITTEE_UNIT and not talk.directory.is_held(unit.code)
    ]
    async with talk.database.work() as work:
        for code in codes:
            on = date(2020, 5, 15)
            congresses.save(work, Congress(unit=code, state=CongressState.HELD, held_on=on))
    await talk.say("secretary", "/tiendo")  # the directory is loaded anew
    (answer,) = await talk.say("secretary", "/tiendo")
    assert (
        "Đã đại hội 47/72 (65,3%): 29/29 đảng bộ (100%), 18/43 chi bộ (41,9%); còn 25: 25 chi bộ."
    ) in answer.splitlines()


@pytest.mark.row("KS-3")
async def test_progress_of_a_day_gone_by_is_to_its_end(talk: Conversation) -> None:
    assert await talk.say("secretary", "tiến độ 30/4") == [
        (
            "Tiến độ đến hết ngày 30/4/2020:\n"
            "Đã đại hội 1/72 (1,4%): 1/29 đảng bộ (3,4%), 0/43 chi bộ (0,0%); "
            "còn 71: 28 đảng bộ, 43 chi bộ.\n"
            "So với hết ngày 23/4/2020: thêm 1 (0/72). [Chưa đại hội]"
        )
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/tiendo 31/2", 'Không có ngày "31/2".\nVí dụ: /tiendo 15/5'),
        ("/tiendo hôm kia", 'Chưa rõ ngày nào là "hôm kia".\nVí dụ: /tiendo 15/5'),
        ("/tiendo 16/5", "Ngày 16/5/2020 chưa đến; chưa có số liệu.\nVí dụ: /tiendo 15/5"),
    ],
)
async def test_progress_of_an_impossible_day_shows_an_example(
    talk: Conversation, text: str, answer: str
) -> None:
    assert await talk.say("secretary", text) == [answer]


async def test_deadlines_are_a_button_away_where_there_are_any(talk: Conversation) -> None:
    for days, offered in ((0, True), (200, False)):
        talk.now = NOW + timedelta(days=days)
        (card,) = await talk.say("secretary", "/tinhhinh K12")
        assert ("14 ngày tới không có hạn." in card) is not offered
        assert ("[Hạn sắp tới]" in card) is offered
