"""Units, items and groups as people name them, and what is answered where that is not clear."""

import asyncio
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.message import ChatKind, Content, Incoming
from congress.folding import fold
from congress.units import Unit
from handlers.context import Answer, Assistant, Context
from handlers.lookup import find_group, find_item, find_unit, match_units
from storage.database import open_database
from storage.work import Work
from tests.handlers.conftest import AFTERNOON
from tests.handlers.harness import CAPABILITIES, CHANNEL, TEXTS, Conversation, conversation

Ask = Callable[[str], Context]


@pytest.fixture(scope="module")
def ask(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Make the context of somebody of the sample, which is loaded once and only read."""
    path = tmp_path_factory.mktemp("lookup") / "daihoi.db"
    shutil.copyfile(sqlite_template, path)
    desk, work = asyncio.run(_load(f"sqlite:///{path}"))
    return lambda who: _context(desk, work, who)


async def _load(url: str) -> tuple[Conversation, Work]:
    database = await open_database(url, clock=lambda: AFTERNOON)
    async with (
        conversation(database, now=AFTERNOON, commands=(), flows={}) as desk,
        database.work() as work,
    ):
        pass
    await database.close()
    return desk, work


def _context(desk: Conversation, work: Work, who: str) -> Context:
    person = desk.person(who)
    return Context(
        assistant=Assistant(TEXTS, desk.office, {CHANNEL: CAPABILITIES}),
        incoming=Incoming(
            channel=CHANNEL,
            bot="1",
            key="1",
            chat=str(person.id),
            chat_kind=ChatKind.PRIVATE,
            sender=str(person.id),
            at=AFTERNOON,
            content=Content.TEXT,
        ),
        directory=desk.directory,
        work=work,
        now=AFTERNOON,
        speaker=person,
    )


def _written(unit: Unit) -> list[str]:
    short = TEXTS.short_name(unit.name)
    return [form for name in (unit.name, short) for form in (name, fold(name), name.upper())]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("K12", "K12"),
        ("k12", "K12"),
        ("ĐBX Ân Hòa", "K03"),
        ("dbx an hoà", "K03"),
        ("ĐBTT Phát Diệm", "K25"),
        ("TT Phát Diệm", "K25"),
        ("thpt kim son a", "K30"),
        ("CB Tư pháp", "K56"),
        ("UBKT", "K41"),
        ("kim dong", "K12"),
        ("Kim Định", "K11"),
        (unicodedata.normalize("NFD", "Đảng bộ xã Định Hóa"), "K06"),
        ("Xuân Chính", "K23"),
        ("xã Chính Tâm", "K23"),
        ("xuan thien", "K23"),
    ],
)
def test_unit_is_found(ask: Ask, said: str, code: str) -> None:
    assert find_unit(ask("secretary"), said).code == code


def test_every_unit_is_found_by_its_name_or_asked_for(ask: Ask) -> None:
    ctx = ask("secretary")
    found = {
        unit.code: sorted({one.code for name in _written(unit) for one in match_units(ctx, name)})
        for unit in ctx.directory.reporting_units
    }
    alone = {unit.code: [unit.code] for unit in ctx.directory.reporting_units}
    assert found == alone | {"K26": ["K26", "K33"]}


@pytest.mark.row("MX-8")
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_unit_is_found_however_its_name_is_typed(ask: Ask, data: st.DataObject) -> None:
    ctx = ask("secretary")
    unit = data.draw(st.sampled_from(ctx.directory.reporting_units))
    written = data.draw(st.sampled_from(_written(unit)))
    name = data.draw(st.sampled_from([written, unicodedata.normalize("NFD", written)]))
    spaces = data.draw(st.sampled_from([" ", "  ", "\t"]))
    found = match_units(ctx, spaces.join(name.split()))
    assert unit in found
    assert len(found) == 1 or fold(name) == "binh minh"


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_finds_a_unit_or_is_answered(ask: Ask, text: str) -> None:
    ctx = ask("secretary")
    try:
        found = find_unit(ctx, text, complete="/tinhhinh {code}").code
    except Answer as answer:
        found = answer.template
    answers = {"lookup/unknown_unit", "lookup/ambiguous_unit"}
    assert found in answers | ctx.directory.units.keys()


@pytest.mark.parametrize(
    ("said", "commands"),
    [
        ("Bình Minh", ["/tinhhinh K26", "/tinhhinh K33"]),
        ("CB THPT", ["/tinhhinh K30", "/tinhhinh K31", "/tinhhinh K32", "/tinhhinh K33"]),
        ("văn phòng", ["/tinhhinh K37", "/tinhhinh K48"]),
        ("Ban Tổ chức", ["/tinhhinh K38"]),
        ("y te", ["/tinhhinh K29", "/tinhhinh K58"]),
    ],
)
def test_unit_that_is_not_clear_is_asked_for(ask: Ask, said: str, commands: list[str]) -> None:
    with pytest.raises(Answer) as answer:
        find_unit(ask("secretary"), said, complete="/tinhhinh {code}")
    assert answer.value.template == "lookup/ambiguous_unit"
    assert [button.command for button in answer.value.buttons] == commands


def test_long_line_is_cut_after_the_code_in_a_button(ask: Ask) -> None:
    with pytest.raises(Answer) as answer:
        find_unit(ask("secretary"), "Bình Minh", complete="/baocao {code} " + "x" * 60)
    assert [button.command for button in answer.value.buttons] == ["/baocao K26", "/baocao K33"]


@pytest.mark.row("MX-9")
@pytest.mark.parametrize("said", ["Kim Dnog", "Kim Đôgn"])
def test_unknown_unit_is_answered_with_near_names(ask: Ask, said: str) -> None:
    with pytest.raises(Answer) as answer:
        find_unit(ask("secretary"), said, complete="/tinhhinh {code}")
    assert answer.value.template == "lookup/unknown_unit"
    assert "/tinhhinh K12" in [button.command for button in answer.value.buttons]
    assert len(answer.value.buttons) <= 3


@pytest.mark.parametrize("said", ["", "   ", "?!", "x" * 5000, "K99"])
def test_text_that_names_no_unit_is_answered(ask: Ask, said: str) -> None:
    with pytest.raises(Answer) as answer:
        find_unit(ask("secretary"), said)
    assert answer.value.template == "lookup/unknown_unit"


@pytest.mark.parametrize(("who", "said"), [("K12", "K13"), ("T03", "Kim Đông"), ("T03", "k01")])
def test_unit_of_others_is_refused(ask: Ask, who: str, said: str) -> None:
    with pytest.raises(Answer) as answer:
        find_unit(ask(who), said)
    assert answer.value.template == "refusal/other_unit"


def test_only_own_unit_counts_where_a_name_is_shared(ask: Ask) -> None:
    assert find_unit(ask("K26"), "Bình Minh").code == "K26"


@pytest.mark.parametrize(
    ("said", "code"),
    [("X25", "X25"), ("x25", "X25"), ("kịch bản", "X25"), ("kich ban dieu hanh", "X25")],
)
def test_item_is_found(ask: Ask, said: str, code: str) -> None:
    ctx = ask("K12")
    assert find_item(ctx, ctx.directory.units["K12"], said).code == code


@pytest.mark.parametrize(
    ("said", "template"),
    [
        ("chương trình", "lookup/ambiguous_item"),
        ("X99", "lookup/unknown_item"),
        ("C06", "lookup/unknown_item"),
        ("", "lookup/unknown_item"),
        ("thời tiết", "lookup/unknown_item"),
    ],
)
def test_item_that_is_not_clear_is_answered(ask: Ask, said: str, template: str) -> None:
    ctx = ask("K12")
    with pytest.raises(Answer) as answer:
        find_item(ctx, ctx.directory.units["K12"], said, complete="/baocao K12 {code}")
    assert answer.value.template == template


@pytest.mark.parametrize("said", ["T03", "t3", "tổ 3", "to 3", "Tổ công tác số 3", "TO 03"])
def test_group_is_found(ask: Ask, said: str) -> None:
    assert find_group(ask("secretary"), said).code == "T03"


@pytest.mark.parametrize(
    ("who", "said", "template"),
    [
        ("secretary", "tổ 12", "lookup/unknown_group"),
        ("secretary", "", "lookup/unknown_group"),
        ("T03", "T04", "refusal/other_group"),
        ("K12", "T01", "refusal/other_group"),
    ],
)
def test_group_that_may_not_be_seen_is_answered(
    ask: Ask, who: str, said: str, template: str
) -> None:
    with pytest.raises(Answer) as answer:
        find_group(ask(who), said)
    assert answer.value.template == template


@pytest.mark.row("MX-9")
@pytest.mark.parametrize(
    ("commands", "kept"),
    [
        (("tinhhinh", "thoihan", "donvi", "nhatky", "noidung", "sansang", "hosodx"), ""),
        (("vankien", "nhansu", "duyet", "ketluan", "doingay"), "; chưa ghi gì"),
    ],
)
async def test_only_who_may_have_meant_to_record_is_told_that_nothing_was(
    hall: Conversation, commands: tuple[str, ...], kept: str
) -> None:
    for command in commands:
        (said,) = await hall.say("secretary", f"/{command} dongg kim")
        assert said.startswith(f'Chưa rõ đơn vị nào là "dongg kim"{kept}.\nGần nhất: ')
