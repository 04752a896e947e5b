"""What may change, or be put together, between two messages of one dialogue."""

from datetime import UTC, datetime

import pytest

from storage import facts, outbox, tasks, trips
from tests.handlers.harness import TEXTS, Conversation
from tests.handlers.test_scope import read_record

MORNING = datetime(2020, 5, 15, 2, 0, tzinfo=UTC)
OUTDATED = TEXTS.render("flow/outdated")


async def _hand_over(hall: Conversation) -> None:
    """Give a unit of group 3 into the charge of group 1."""
    await hall.say("office", "/phancong K03 T01")
    await hall.say("office", "1")
    assert hall.directory.units["K03"].group == "T01"


@pytest.mark.parametrize(
    "lines",
    [
        ("/congtac K03 12/5: hội trường đang sửa",),
        ("/congtrinh K03", "Tuyến đường hoa thôn 3"),
        ("/vkbuoc K03 political_report 1 drafting",),
    ],
)
async def test_group_no_longer_in_charge_cannot_confirm(
    hall: Conversation, lines: tuple[str, ...]
) -> None:
    for line in lines:
        await hall.say("T03", line)
    await _hand_over(hall)
    assert await hall.say("T03", "1") == [OUTDATED]
    async with hall.database.work() as work:
        assert await trips.listed(work) == []
        assert await tasks.listed(work) == []
        assert list(await facts.newest(work, unit="K03")) == []


async def test_group_no_longer_in_charge_cannot_propose(hall: Conversation) -> None:
    await hall.say("T03", "/congtac K03 12/5: hội trường đang sửa")
    await hall.say("T03", "1")
    await _hand_over(hall)
    assert await hall.say("T03", "bổ sung kinh phí") == [OUTDATED]


async def test_proposal_without_words_is_none(hall: Conversation) -> None:
    await hall.say("T03", "/congtac K03 12/5: hội trường đang sửa")
    await hall.say("T03", "1")
    assert await hall.say("T03", ";\n,") == [TEXTS.render("trip/no_proposal")]
    await hall.say("T03", ";\nbổ sung kinh phí")
    async with hall.database.work() as work:
        assert [one.text for one in await tasks.listed(work)] == ["bổ sung kinh phí"]


@pytest.mark.parametrize("said", ["ok", "đúng rồi ạ", "Vâng", "dong y"])
async def test_trip_confirmed_twice_proposes_nothing(hall: Conversation, said: str) -> None:
    for line in ("/congtac K03 12/5: hội trường đang sửa", said):
        await hall.say("T03", line)
    assert await hall.say("T03", said) == [TEXTS.render("trip/no_proposal")]
    async with hall.database.work() as work:
        assert await tasks.listed(work) == []


async def test_name_told_in_two_halves_is_no_basis(hall: Conversation) -> None:
    await hall.say("K12", "/ngay K12 25/5")
    await hall.say("secretary", "/dongy DX13")
    await hall.say("secretary", "hội nghị BTV theo ý kiến đồng chí")
    assert await hall.say("secretary", "Hùng ngày 14/5") == [TEXTS.render("refusal/names_person")]


async def test_group_member_reads_back_own_counts_only(hall: Conversation) -> None:
    await hall.say("K03", "/nhansu thieu llct=2")
    [answer] = await hall.say("T03 member", "/nhansu K03 thieu tinhoc=1")
    assert "lý luận chính trị" not in answer
    assert "tin học 1" in answer
    [answer] = await hall.say("T03", "/nhansu K03 thieu tinhoc=2")
    assert "lý luận chính trị 2" in answer


@pytest.mark.parametrize(
    ("who", "lines", "words"),
    [
        ("T03", ("/congtac K03: ổn định", "1"), "tăng cường đồng chí\nNguyễn Văn Hùng"),
        ("organisation_dept", ("/baihoc them experience script",), "bám kịch bản, đ/c\nHùng nói"),
        ("organisation_dept", (), "/ketluan K12: giao đồng chí\nHùng rà soát"),
    ],
)
async def test_name_told_in_two_lines_is_not_kept(
    hall: Conversation, who: str, lines: tuple[str, ...], words: str
) -> None:
    for line in lines:
        await hall.say(who, line)
    before = await read_record(hall)
    [answer] = await hall.say(who, words)
    assert "họ tên" in answer
    assert await read_record(hall) == before


async def test_what_waits_for_somebody_without_access_is_never_sent(hall: Conversation) -> None:
    hall.now = MORNING.replace(hour=15)  # 22:00 here
    await hall.say("K03", "/vuongmac K03 thiếu kinh phí sửa hội trường")
    for answer in ("khác", "không", "tổ 3"):
        await hall.say("K03", answer)
    assert [said.to for said in hall.told] == [str(hall.person("T03").id)]
    await hall.say("office", f"/quyen {hall.person('T03').id} ngung")
    async with hall.database.work() as work:
        work.collect("update outbox set state = 'queued'", {})
    await hall.say("office", "1")
    async with hall.database.work() as work:
        rows = await work.fetch(
            "select state from outbox where html like '%hội trường%' and member is not null", {}
        )
    assert [row["state"] for row in rows] == ["cancelled"]


@pytest.mark.parametrize("title", ["đ/c: Trần Thị Bình", "Trưởng: Trần Thị Bình"])
async def test_body_has_people_by_title_and_never_by_name(hall: Conversation, title: str) -> None:
    await hall.say("office", "/tieuban thêm tiểu ban nhân sự")
    await hall.say("office", "1")
    before = await read_record(hall)
    [answer] = await hall.say("office", f"/tieuban TB01 {title}")
    assert answer.startswith("Đề nghị không nêu họ tên; chưa ghi gì.")
    assert await read_record(hall) == before


async def test_answer_that_repeats_a_name_is_not_kept(hall: Conversation) -> None:
    [answer] = await hall.say("K12", "/donvi đồng chí\nNguyễn Văn Hùng")
    assert "Hùng" in answer
    async with hall.database.work() as work:
        [row] = await work.fetch("select id, kind from outbox", {})
        outbox.mark_sent(work, id=row["id"], message="1", at=MORNING)
    async with hall.database.work() as work:
        [row] = await work.fetch("select html from outbox", {})
    assert row["html"] == ""


async def test_conclusion_closed_meanwhile_is_not_given_back(hall: Conversation) -> None:
    await hall.say("organisation_dept", "/ketluan K12: rà soát số liệu")
    await hall.say("organisation_dept", "/ketluan KL01 trả lại")
    await hall.say("secretary", "/ketluan KL01 đóng")
    [answer] = await hall.say("organisation_dept", "chưa đủ số liệu")
    assert answer == "KL01 đã đóng; không có gì thay đổi."
    async with hall.database.work() as work:
        assert [one.status for one in await tasks.listed(work)] == ["done"]


async def test_access_is_ended_once(hall: Conversation) -> None:
    line = f"/quyen {hall.person('T05').id} ngung"
    for who in ("office", "admin"):
        await hall.say(who, line)
    await hall.say("admin", "1")
    before = await read_record(hall)
    [answer] = await hall.say("office", "đúng")
    assert "đã ngừng" in answer
    assert "✓" not in answer
    assert await read_record(hall) == before
