"""Anybody says anything and presses any button, old ones too: each is answered, and never by a fault.

What is looked at after each step: somebody known is answered, a stranger with one line at most;
what is said not to be kept is not, and what is confirmed twice is kept once; a dialogue that goes
on is whole, and a word leaves it; all that is sent fits the platform; and the figures of the digest
are those of its lists, whatever was said.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.telegram.client import CAPABILITIES
from chat.message import MAX_COMMAND_BYTES, Button, ChatKind, Content, Incoming, Outgoing
from congress.roles import Role
from handlers.everything import ALL_COMMANDS, ALL_FLOWS
from handlers.flows import CONFIRM
from storage import dialogs
from storage.dialogs import NOTHING, Dialog
from tests.handlers.conftest import MORNING
from tests.handlers.figures import check_figures
from tests.handlers.harness import CHANNEL, TEXTS, Conversation, Said, open_copy
from tests.handlers.test_words import counts

STRANGER, GROUP = "stranger", "-500"
#: What a group chat is not answered.
UNHEARD = (Content.MEDIA, Content.EDIT, Content.FORWARD)
#: So many dialogues at the most are begun in one example.
EPISODES = 12
PEOPLE = {
    Role.UNIT_REPORTER: "K12", Role.GROUP_LEADER: "T01", Role.GROUP_MEMBER: "T01 member",
    Role.SECRETARY: "secretary", Role.STANDING_BOARD: "standing_board",
    Role.STANDING_COMMITTEE: "standing_committee", Role.ORGANISATION_DEPT: "organisation_dept",
    Role.OFFICE: "office", Role.ADMIN: "admin",
}  # fmt: skip
OTHERS = ("K03", "T03")
_LISTED = sorted(one.name for one in ALL_COMMANDS if not one.hidden)
_HIDDEN = sorted(one.name for one in ALL_COMMANDS if one.hidden)
#: Every command as its help shows it.
_EXAMPLES = [TEXTS.label(f"usage.{name}").rpartition("ví dụ: ")[2] for name in _LISTED]
#: What begins a dialogue: most are asked for step by step where words are left out.
_BEGUN = (
    "/baocao X25", "/xl K12 X25", "/khung chi bộ 20/6-30/6", "/ngay K12", "/dongy DX12",
    "/tralai DX12", "/doingay K10", "/tamhoan K10", "/cholai K56", "/capdo huyện CT16 16/5-30/5",
    "/duyet K12 lịch", "/duyet K12 đạt", "/ketluan chung", "/ketluan K12", "/baihoc thêm",
    "/baihoc thêm hạn chế bầu cử", "/nhansu K12 b1 tái cử ?", "/nhansu K12 thieu",
    "/nhansu K12 sangloc", "/nhansu K12 duyet", "/cocau K12", "/vankien K12 bcct lần 2",
    "/vankien K12 bcct lần 2 góp ý", "/vankien K12 bcct lần 2 duyệt", "/congtac K12: ổn định",
    "/tieuban TB01 việc", "/tieuban TB01 phó", "/congtrinh K12", "/vanban thêm", "/vuongmac K12",
    "/phancong K12 T03", "/mamoi đơn vị", "/ketqua K12", "/hopbch K12", "/totrinh K12",
    "/chuany K12", "/khaimac K12", "/tuychon",
)  # fmt: skip
_PIECES = (
    "K12", "K03", "K99", "HU", "T01", "Kim Đông", "X25", "X15", "X34", "C01", "xong", "đang làm",
    "60%", "vướng", "trả lại", "15/5", "20/6-21/6", "31/2", "theo MH-02-TB/HU ngày 14/5/2020",
    "DX12", "DX99", "KL01", "VM01", "BH01", "CT01", "chung", "thêm", "đạt", "b1", "tái cử",
    "chờ kinh phí", ":", "0", "2", "99999999999", "+", "_", "nhac", "CT16", "tất cả", "?",
    "đồng chí Nguyễn Văn A", "<b>&amp;", "٢", "\n", "x" * 200,
)  # fmt: skip
_ANSWERS = (
    "1", "2", "3", "đúng", "có", "không", "gửi đi", "20/5", "20/6-21/6", "K12", "X25", "xong",
    "đang làm 60%", "2, 60%", "bầu cử kéo dài",
    "chờ kinh phí", "BCH 15, nữ 3, trẻ 2, mới 5, BTV 1 nữ", "llct 2", "148/150", "15/15",
    "cho mượn hội trường", "22:00-06:00", "đề cương báo cáo, hạn 20/5", "Phó Chủ tịch UBND",
    "45-CV/HU ngày 12/5/2020 Huyện ủy: công văn", "D05 D09", "sửa",
)  # fmt: skip
_BASES = ("MH-09-TB/HU ngày 14/5/2020", "hội nghị BTV 14/5")
_DAYS = ("20/5", "20/6-21/6", "10/5", "12/5 chủ trì Bí thư")
_ASIDE = (
    "thôi", "bỏ", "bỏ qua", "hủy", "4", "9", "xong chưa?", "Mục khác", "việc", "tiến độ", "trợ giúp",
    "báo cáo X25 xong", "/", "//", "/khong_co", "", "…", "🙂", "٢", "/viec", "/dinhchinh",
)  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """One thing that somebody does."""

    text: str
    content: Content = Content.TEXT
    minutes: int = 1


def _may(line: str) -> list[str]:
    name = line[1:].partition(" ")[0]
    (command,) = (one for one in ALL_COMMANDS if name == one.name)
    return [who for role, who in PEOPLE.items() if role in command.roles]


def _begin(dice: Random) -> tuple[str, Turn]:
    """Let somebody begin something: mostly what is asked for step by step, by who may."""
    line = dice.choice(dice.choice([_BEGUN, _BEGUN, _EXAMPLES, [f"/{one}" for one in _LISTED]]))
    who = dice.choice(_may(line) if dice.random() < 0.9 else [*PEOPLE.values(), *OTHERS, STRANGER])
    return who, Turn(line)


def _go_on(dice: Random, dialog: Dialog, offered: Sequence[Button]) -> Turn:
    """Press, answer, or do something else, an old button among it."""
    chance = dice.random()
    if dialog.menu and chance < 0.5:
        pressed = dialog.menu[0] if dice.random() < 0.5 else dice.choice(dialog.menu)
        return Turn(pressed.command, Content.BUTTON)
    if chance < 0.9:
        return Turn(_answer(dice, dialog.name or ""), minutes=dice.choice([1] * 25 + [780, 1500]))
    if offered and chance < 0.97:
        return Turn(dice.choice(offered).command, Content.BUTTON)
    return Turn("", dice.choice(UNHEARD))


def _answer(dice: Random, flow: str) -> str:
    """Say what may answer a dialogue, mostly."""
    chance = dice.random()
    if chance < 0.6:
        fit = {"basis": _BASES, "day": _DAYS, "days": _DAYS}.get(flow.rpartition("_")[2], _ANSWERS)
        return dice.choice(fit)
    if chance < 0.85:
        return dice.choice((*_ANSWERS, *_ASIDE, *_BASES, *_DAYS))
    name = f"/{dice.choice(dice.choice([_LISTED, _HIDDEN]))}"
    said = [name, *dice.choices(_PIECES, k=dice.randrange(4))]
    return " ".join(said if chance < 0.95 else said[1:])


class _Tags(HTMLParser):
    """Checks that the small HTML subset is whole: every tag that begins ends."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 -- the library's
        assert tag in {"b", "i", "u", "code", "a"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@dataclass
class Talk(Conversation):
    """A conversation that keeps every button that was ever offered, and looks at all it sends."""

    offered: dict[str, list[Button]] = field(default_factory=lambda: defaultdict(list))
    #: Everybody's private chat, which is their number too; it stays where access ends.
    chats: dict[str, str] = field(default_factory=dict)

    def _read(self, message: Outgoing) -> Said:
        said = super()._read(message)
        tags = _Tags()
        tags.feed(message.html)
        assert tags.open == []
        assert said.text or message.attachment
        assert len(said.text) <= CAPABILITIES.max_text
        buttons = [button for row in message.rows for button in row]
        for button in buttons:
            assert button.label.strip()
            assert button.command.startswith("/")
            assert len(button.command.encode()) <= MAX_COMMAND_BYTES
        if buttons:
            self.offered[message.chat] += buttons
        return said

    async def play(self, dice: Random) -> None:
        """Let somebody begin something, go on for a while, and perhaps leave what is open then."""
        who, turn = _begin(dice)
        sender = self.chats[who]
        chat = GROUP if dice.random() < 0.1 else sender
        await self.take(sender, turn, chat=chat)
        for _ in range(dice.randint(2, 8)):
            dialog = await self.dialog_of(sender, chat=chat)
            turn = _go_on(dice, dialog, self.offered[chat])
            await self.take(sender, turn, chat=chat)
            if turn.text.startswith(CONFIRM):
                kept = await counts(self)
                await self.take(sender, turn, chat=chat)
                assert await counts(self) == kept, turn
        if dice.random() < 0.5 and self.knows(sender):
            await self.take(sender, Turn("thôi"), chat=chat)
            assert (await self.dialog_of(sender, chat=chat)).name is None

    async def take(self, sender: str, turn: Turn, *, chat: str) -> None:
        """Let somebody do something, and look at what came of it."""
        self.now += timedelta(minutes=turn.minutes)
        self._keys += 1
        before, known = await counts(self), self.knows(sender)
        answers = await self.send(
            Incoming(
                channel=CHANNEL,
                bot="1",
                key=f"r{self._keys}",
                chat=chat,
                chat_kind=ChatKind.GROUP if chat == GROUP else ChatKind.PRIVATE,
                sender=sender,
                at=self.now,
                content=turn.content,
                text=turn.text,
            )
        )
        if not known:
            assert len(answers) <= (chat != GROUP)
            return
        assert answers or (chat == GROUP and turn.content in UNHEARD), turn
        if any("chưa ghi gì" in answer.lower() for answer in answers):
            assert await counts(self) == before, (turn, answers)
        kept = await self.dialog_of(sender, chat=chat)
        assert kept.name is None or kept.name in ALL_FLOWS
        assert json.loads(json.dumps(kept.data)) == kept.data
        for button in (*kept.menu, *(kept.beneath or ())):
            assert button.command[1:].split()[0] in self.router.commands

    def knows(self, sender: str) -> bool:
        return self.directory.member_of(CHANNEL, sender) is not None

    async def dialog_of(self, sender: str, *, chat: str) -> Dialog:
        async with self.database.work() as work:
            kept = await dialogs.get(work, channel=CHANNEL, chat=chat, sender=sender)
        return kept or NOTHING


async def _play(path: Path, dice: Random) -> None:
    async with open_copy(path, now=MORNING) as plain:
        talk = Talk(plain.database, plain.directory, plain.router, plain.office, MORNING)
        known = (*PEOPLE.values(), *OTHERS)
        talk.chats = {who: str(plain.person(who).id) for who in known} | {STRANGER: "999"}
        for _ in range(dice.randint(1, EPISODES)):
            await talk.play(dice)
        if talk.knows(talk.chats["secretary"]):
            await check_figures(talk, "secretary")


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_anything_is_answered_and_nothing_is_left_half_done(
    sample_template: Path, seed: int
) -> None:
    asyncio.run(_play(sample_template, Random(seed)))
