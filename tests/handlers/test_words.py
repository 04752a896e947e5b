"""Words typed instead of pressing: labels, ways to say them, and leaving a form at any step."""

import asyncio
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from chat.message import Button
from congress.folding import fold
from handlers.context import Context
from handlers.everything import ALL_FLOWS
from handlers.flows import commands as flow_commands
from handlers.registry import Flow
from storage import dialogs, tasks
from storage.database import Database, open_database
from storage.dialogs import Dialog
from tests.handlers.conftest import MORNING
from tests.handlers.harness import CHANNEL, TEXTS, Conversation, conversation
from tests.handlers.test_day_decisions import APPROVAL, APPROVED
from tests.handlers.test_group_chat import say_in_group
from tests.handlers.test_issues import WORDS, issue
from tests.handlers.test_report import count_reports, progress

ITEMS = (
    "Đồng chí chọn mục: [1 X19 Kết luận duyệt] [2 X25 Kịch bản điều hành] [3 X28 Tuyên truyền] "
    "[4 Mục khác]"
)
STATUSES = (
    "X25 Kịch bản điều hành, hạn 26/5/2020, đến đâu? [1 Chưa làm] [2 Đang làm] [3 Hoàn thành] "
    "[4 Vướng mắc] [Trạng thái khác]"
)
NOTE = "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"
READ_BACK = "X25 Kịch bản điều hành: đang làm. [1 Gửi] [2 Sửa] [3 Bỏ]"
KEPT = "✓ Đã ghi lúc 09:00; Tổ 1 xem được ngay. Báo nhầm: [Đính chính]"
LEFT = "Đã bỏ; chưa ghi gì."
NOTHING_OPEN = "Không có nội dung nào đang nhập dở; không ghi thêm gì."
NOT_UNDERSTOOD = (
    "Trợ lý chưa hiểu nội dung này; chưa ghi gì. Để chọn ở tin trước, gửi số từ 1 đến {} hoặc "
    "chữ trên nút{}. Xem các lệnh: /trogiup."
)


async def plant(hall: Conversation, who: str, dialog: Dialog) -> None:
    """Put somebody in the middle of a dialogue."""
    chat = str(hall.person(who).id)
    async with hall.database.work() as work:
        kept = dialog.model_copy(update={"updated_at": hall.now})
        dialogs.save(work, channel=CHANNEL, chat=chat, sender=chat, dialog=kept)


async def counts(hall: Conversation) -> dict[str, int]:
    """Count the rows of all that is kept beside the talk itself."""
    kept = ("reports", "audit", "issues", "tasks", "facts", "congress_events", "trips")
    async with hall.database.work() as work:
        return {
            name: (await work.fetch(f"select count(*) as n from {name}", {}))[0]["n"]  # noqa: S608 -- ours
            for name in kept
        }


async def test_clerk_reports_in_words_alone(either_hall: Conversation) -> None:
    hall = either_hall
    await hall.say("K12", "/baocao X22 xong")
    for said, answer in [
        ("báo cáo tiếp", ITEMS),
        ("kich ban dieu hanh", STATUSES),
        ("Đang làm", NOTE),
        ("bỏ qua", READ_BACK),
        ("Sửa lại ạ", STATUSES),
        ("dang lam", NOTE),
        ("khoảng 60%, chờ góp ý", READ_BACK.replace(".", ', 60%, "chờ góp ý".', 1)),
        ("Gửi đi", KEPT),
    ]:
        assert await hall.say("K12", said) == [answer]
    assert (await progress(hall, "K12", "X25")).percent == 60


@pytest.mark.parametrize(
    "said",
    ["Gửi", "gửi đi", "gui", "1 Gửi", "Đúng", "đúng rồi ạ", "dung", "xác nhận", "Đồng ý.", "OK"],
)
async def test_what_was_read_back_is_confirmed_in_words(hall: Conversation, said: str) -> None:
    await hall.say("K12", "/bcmuc K12 X25 in_progress _")
    assert await hall.say("K12", said) == [KEPT]


async def test_decision_is_confirmed_amended_and_left_in_words(hall: Conversation) -> None:
    for said, answer in [
        ("/dongy DX12 hội nghị BTV 15/5", APPROVAL),
        ("sửa", "Căn cứ: số, ngày văn bản hoặc hội nghị Ban Thường vụ?"),
        ("hội nghị BTV 15/5", APPROVAL),
        ("hủy bỏ", LEFT),
        ("đồng ý DX12 hội nghị BTV 15/5", APPROVAL),
        ("đồng ý", APPROVED),
    ]:
        assert await hall.say("standing_board", said) == [answer]


@pytest.mark.parametrize(
    "said", ["dừng", "đừng", "đúng?", "đúng chưa", "gửi lúc 5 giờ", "không ok"]
)
async def test_other_words_confirm_nothing(hall: Conversation, said: str) -> None:
    await hall.say("standing_board", "/dongy DX12 hội nghị BTV 15/5")
    before = await counts(hall)
    assert await hall.say("standing_board", said) == [NOT_UNDERSTOOD.format(3, "; để bỏ, gửi: bỏ")]
    assert await counts(hall) == before
    assert await hall.say("standing_board", "1") == [APPROVED]


async def test_words_are_a_note_where_a_note_is_asked_for(hall: Conversation) -> None:
    for said in ("đang làm", "bỏ phần cuối", "không ai trả lời", "có bỏ không?"):
        await hall.say("K12", "/bcmuc K12 X25 in_progress")
        (answer,) = await hall.say("K12", said)
        assert f'"{said}"' in answer


@pytest.mark.parametrize(
    "said", ["Bỏ qua", "bo qua", "không", "không có ạ", "1", "gửi đi", "đúng rồi"]
)
async def test_note_is_skipped_in_words(hall: Conversation, said: str) -> None:
    await hall.say("K12", "/bcmuc K12 X25 in_progress")
    assert await hall.say("K12", said) == [READ_BACK]


@pytest.mark.parametrize("said", ["thôi", "Hủy", "huỷ bỏ", "huy", "bỏ", "thoát", "/huy"])
async def test_form_is_left_where_a_note_is_asked_for(
    either_hall: Conversation, said: str
) -> None:
    hall = either_hall
    before = await counts(hall)
    await hall.say("K12", "/bcmuc K12 X25 in_progress")
    assert await hall.say("K12", said) == [LEFT]
    assert await counts(hall) == before
    (answer,) = await hall.say("K12", "60%")  # nobody waits for it any more
    assert answer.startswith("Trợ lý chưa hiểu nội dung này; chưa ghi gì.")


@pytest.mark.parametrize("said", ["bỏ", "bỏ qua", "không", "thôi", "hủy", "hủy bỏ"])
async def test_form_is_left_where_it_was_read_back(hall: Conversation, said: str) -> None:
    await hall.say("K12", "/bcmuc K12 X25 in_progress 60%")
    before = await counts(hall)
    assert await hall.say("K12", said) == [LEFT]
    (outdated,) = await hall.say("K12", "[1 Gửi]")
    assert outdated.startswith("Nội dung này đã được xử lý hoặc đã quá hạn")
    assert await counts(hall) == before


async def test_every_dialogue_is_left_by_a_word(hall: Conversation) -> None:
    before = await counts(hall)
    for name, flow in ALL_FLOWS.items():
        await plant(hall, "secretary", Dialog(name=name, data={"token": "abc"}))
        assert await hall.say("secretary", "thôi") == [TEXTS.render(flow.left)]
        assert await hall.say("secretary", "thôi") == [
            f"{NOTHING_OPEN} [1 Việc của tôi] [2 Trợ giúp]"
        ]
    assert await counts(hall) == before


async def test_who_wants_to_leave_nothing_is_shown_the_way_on(hall: Conversation) -> None:
    await hall.say("K12", "/baocao X22 xong")
    assert await hall.say("K12", "hủy") == [
        f"{NOTHING_OPEN} Nếu vừa báo cáo nhầm, chọn Đính chính. "
        "[1 Đính chính] [2 Việc của tôi] [3 Trợ giúp]"
    ]
    (shown,) = await hall.say("K12", "đính chính")
    assert shown.startswith("Báo cáo gần nhất của đồng chí")


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("K12", "/baocao"),
        ("K12", "/bcthem K12 1"),
        ("K12", "/baocao X25"),
        ("K12", "/bcmuc K12 X25 +"),
        ("K12", "/dinhchinh"),
        ("T03", "/xl K03 X17"),
    ],
)
async def test_question_with_choices_is_left_too(hall: Conversation, who: str, line: str) -> None:
    await hall.say("K12", "/baocao X22 xong")
    await hall.say(who, line)
    assert await hall.say(who, "thôi") == [LEFT]
    (answer,) = await hall.say(who, "đang làm 60%")  # nobody asks any more
    assert answer.startswith("Trợ lý chưa hiểu nội dung này; chưa ghi gì.")


async def test_what_is_merely_offered_is_no_question_to_leave(hall: Conversation) -> None:
    await hall.say("T01", "/xl K12 X19 nhac")  # its menu: [1 Hoàn thành] [2 Đang làm] ...
    (answer,) = await hall.say("K12", "thôi")
    assert answer.startswith(NOTHING_OPEN)


async def test_word_of_leaving_answers_where_it_is_offered(hall: Conversation) -> None:
    await hall.say("K12", f"/vuongmac K12 {WORDS}")
    await hall.say("K12", "Phục vụ")
    assert await hall.say("K12", "không") == [
        f'Vướng mắc: "{WORDS}". Ai xử lý? [1 Tổ 1] [2 Chuyển Ban Tổ chức] [3 Bỏ]'
    ]
    await hall.say("K12", "tổ 1")
    kept = await issue(hall)
    assert kept
    assert not kept.blocking


async def test_difficulty_is_dropped_at_each_question(hall: Conversation) -> None:
    for said in ((), ("khác",), ("khác", "có")):
        await hall.say("K12", f"/vuongmac K12 {WORDS}")
        for answer in said:
            await hall.say("K12", answer)
        assert await hall.say("K12", "thôi") == [LEFT]
    assert await issue(hall) is None


async def test_proposal_of_a_trip_is_declined_by_no(hall: Conversation) -> None:
    await hall.say("T03", "/congtac K03: ổn định")
    await hall.say("T03", "đúng")
    await hall.say("T03", "cho mượn hội trường")
    assert await hall.say("standing_board", "không") == [
        "✓ Đã ghi lúc 09:00: KN01 không được đồng ý."
    ]


async def test_trip_that_was_kept_stays_when_its_proposals_are_left(hall: Conversation) -> None:
    await hall.say("T03", "/congtac K03: ổn định")
    await hall.say("T03", "đúng")
    assert await hall.say("T03", "thôi") == [
        "Không ghi kiến nghị nào; chuyến công tác đã ghi được giữ nguyên."
    ]
    async with hall.database.work() as work:
        assert await tasks.listed(work) == []


@pytest.mark.parametrize(
    "said", ["Trạng thái khác", "TRANG THAI KHAC", "trạng thái khắc", "trang thai khca"]
)
async def test_label_is_understood_with_a_slip(hall: Conversation, said: str) -> None:
    await hall.say("K12", "/baocao X25")
    (answer,) = await hall.say("K12", said)
    assert answer.endswith("[1 Đã trình] [2 Bị trả lại] [3 Không áp dụng]")


async def test_slip_that_makes_another_word_chooses_nothing(hall: Conversation) -> None:
    (shown,) = await hall.say("secretary", "/tuychon")
    assert "[Tắt bản tin]" in shown
    await hall.say("secretary", "bật bản tin")
    (shown,) = await hall.say("secretary", "/tuychon")
    assert "[Tắt bản tin]" in shown
    await hall.say("K12", "/baocao")
    (answer,) = await hall.say("K12", "X26")  # no slip of X25
    assert answer == (
        "X26 Phiếu bầu, biên bản, hạn 31/5/2020, đến đâu? [1 Chưa làm] [2 Đang làm] "
        "[3 Hoàn thành] [4 Vướng mắc] [Trạng thái khác]"
    )
    await hall.say("K12", "/baocao")
    assert await hall.say("K12", "x25") == [STATUSES]


@pytest.mark.parametrize("said", ["٢", "２", "२"])
async def test_figure_of_another_script_chooses_nothing(hall: Conversation, said: str) -> None:
    await hall.say("K12", "/baocao X25")
    assert await hall.say("K12", said) == [
        f'X25 Kịch bản điều hành: chưa rõ trạng thái "{said}"; chưa ghi gì. '
        "Ví dụ: X25 đang làm 60%. [1 Chưa làm] [2 Đang làm] [3 Hoàn thành] [4 Vướng mắc]"
    ]
    (answer,) = await hall.say("K12", f"/cocau K12 BCH 15, nữ {said}, trẻ 2, mới 5")
    assert "nữ 2" not in answer


async def test_status_is_said_as_people_say_it(hall: Conversation) -> None:
    await hall.say("K12", "/baocao X25")
    assert await hall.say("K12", "xong") == [NOTE]
    assert await hall.say("K12", "không") == [READ_BACK.replace("đang làm", "hoàn thành")]


async def test_notice_in_between_takes_no_word_from_a_read_back(hall: Conversation) -> None:
    await hall.say("K12", "/bcmuc K12 X25 in_progress 60%")
    await hall.say("T01", "/xl K12 X19 nhac")
    assert [said.buttons for said in hall.told] == [("1 Hoàn thành", "2 Đang làm", "3 Vướng mắc")]
    assert await hall.say("K12", "gửi") == [KEPT]
    assert (await progress(hall, "K12", "X25")).percent == 60


async def test_menu_without_labels_of_an_earlier_release_still_answers(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    before = await count_reports(hall, "K12")
    for said in ("1", "gửi"):
        await hall.say("K12", "/bcmuc K12 X25 in_progress 60%")
        async with hall.database.work() as work:
            (row,) = await work.fetch("select data ->> 'token' as token from dialogs", {})
            menu = [f"/{step}thao {row['token']}" for step in ("dongy", "sua", "bo")]
            work.collect("update dialogs set menu = :menu", {"menu": menu})
        assert await hall.say("K12", said) == [KEPT]
    assert await count_reports(hall, "K12") == before + 2


async def test_group_gets_one_line_and_no_private_buttons(hall: Conversation) -> None:
    assert await say_in_group(hall, "T03", "thôi") == [NOTHING_OPEN]
    await say_in_group(hall, "T03", "/gannhom")
    assert await say_in_group(hall, "T03", "Bỏ gắn nhóm") == ["✓ Đã bỏ gắn nhóm này với Tổ 3."]


#: What is offered while the flow of the property listens.
MENU = (
    Button(label="Bỏ qua", command="/skip"),
    Button(label="Đang làm", command="/going_on"),
    Button(label="X25 Kịch bản", command="/script"),
    Button(label="Gửi", command="/dongythao abc"),
    Button(label="Sửa", command="/suathao abc"),
)
_ANSWERS, _BUTTONS = TEXTS.words("answer"), TEXTS.words("button")
_CHOOSING = {
    " ".join(re.findall(r"[^\W_]+", fold(way)))
    for way in (
        *(f"{place} {button.label}" for place, button in enumerate(MENU, start=1)),
        *(button.label for button in MENU),
        "X25", "Kịch bản",
        *(way for ways in (*_ANSWERS.values(), _BUTTONS["skip"]) for way in ways),
        *TEXTS.words("status")["in_progress"],
    )
}  # fmt: skip
_POLITE = {fold(word) for word in _ANSWERS["polite"]}
_PIECES = sorted({word for way in _CHOOSING for word in way.split()})
_SAID = st.one_of(
    st.text(min_size=1),
    st.lists(
        st.sampled_from(
            [*_PIECES, "đúng", "bỏ", "hủy", "dừng", "chờ Tổ 1", "60%", ",", "?", "\n"]
        ),
        min_size=1,
        max_size=4,
    ).map(" ".join),
)


def _may_choose(text: str) -> bool:
    words = re.findall(r"[^\W_]+", fold(text))
    whole = {" ".join(words), " ".join(words[:-1]) if words and words[-1] in _POLITE else ""}
    number = re.fullmatch(r"(\d{1,2})\s*[.)]?", text)
    return bool(whole & _CHOOSING) or (number is not None and 1 <= int(number[1]) <= len(MENU))


@pytest.fixture
def listen(sample_url: str) -> Iterator[Callable[[str], list[str]]]:
    """Say words to a flow that listens; give what it heard."""
    with asyncio.Runner() as runner:
        database = runner.run(open_database(sample_url, clock=lambda: MORNING))
        yield lambda text: runner.run(_hear(database, text))
        runner.run(database.close())


async def _hear(database: Database, text: str) -> list[str]:
    heard: list[str] = []

    async def read(ctx: Context, _data: dict[str, Any], text: str) -> None:
        heard.append(text)
        ctx.say("flow/dropped")

    async def never(_ctx: Context, _data: dict[str, Any]) -> None:
        raise AssertionError

    flows = {"listening": Flow("listening", confirm=never, amend=never, read=read)}
    async with conversation(
        database, now=MORNING, commands=flow_commands(flows), flows=flows, filled=True
    ) as hall:
        await plant(hall, "K12", Dialog(name="listening", data={"token": "abc"}, menu=MENU))
        await hall.say("K12", text)
    return heard


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_SAID)
@example("dừng")
@example("không đúng hạn")
@example("bỏ phần cuối ạ")
@example("đang làm 60%")
@example("bỏ?")
@example("2, 18/5 gửi")
@example("6")
def test_free_words_reach_the_flow_unchanged(
    listen: Callable[[str], list[str]], text: str
) -> None:
    said = text.strip()
    assume(said and not said.startswith(("/", "[")))
    assume("?" in said or not _may_choose(said))
    assert listen(text) == [said]
