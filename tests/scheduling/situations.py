"""Small situations for scheduling: one committee, one group, a unit or two, and its people."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from holidays import country_holidays

from chat.message import Capabilities
from congress.dates import instant
from congress.directory import Directory
from congress.events import Congress
from congress.members import Identity, Member
from congress.office import Office
from congress.plans import Gate, ItemStatus, PlanItem, Progress, Stream
from congress.reports import ReportKind, StatusReport
from congress.roles import Role
from congress.units import Group, Unit, UnitKind
from scheduling.run import RunSummary, run_due
from storage import directory as directories
from storage import members, outbox, plans, reports, units
from storage.database import Database
from texts.render import Texts

_CALENDAR = country_holidays("VN", years=(2019, 2020, 2021))

OFFICE = Office(works=_CALENDAR.is_working_day)

REPORTER = Member(id=1, title="Văn phòng Đảng ủy xã Kim Đông", role=Role.UNIT_REPORTER, unit="K12")
GROUP_MEMBER = Member(id=2, title="Tổ viên Tổ 1", role=Role.GROUP_MEMBER, group="T01")
LEADER = Member(id=3, title="Tổ trưởng Tổ 1", role=Role.GROUP_LEADER, group="T01")
OFFICE_CLERK = Member(id=4, title="Văn phòng Huyện ủy", role=Role.OFFICE, unit="HU")
ORGANISER = Member(id=5, title="Ban Tổ chức", role=Role.ORGANISATION_DEPT, unit="HU")
BOARD = Member(id=6, title="Thường trực Huyện ủy", role=Role.STANDING_BOARD, unit="HU")
SECRETARY = Member(id=7, title="Bí thư Huyện ủy", role=Role.SECRETARY, unit="HU")
OTHER_LEADER = Member(id=8, title="Tổ trưởng Tổ 2", role=Role.GROUP_LEADER, group="T02")
PEOPLE = (
    REPORTER,
    GROUP_MEMBER,
    LEADER,
    OFFICE_CLERK,
    ORGANISER,
    BOARD,
    SECRETARY,
    OTHER_LEADER,
)

UNITS = (
    Unit(code="HU", name="Huyện ủy Kim Sơn", kind=UnitKind.COMMITTEE),
    Unit(
        code="K12",
        name="Đảng bộ xã Kim Đông",
        kind=UnitKind.PARTY_COMMITTEE_UNIT,
        parent="HU",
        group="T01",
        position=12,
    ),
)


def at(day: date, clock: time = time(7, 30)) -> datetime:
    return instant(day, clock)


def item(
    due: date,
    *,
    code: str = "X19",
    gate: Gate = Gate.NONE,
    stream: Stream = Stream.COMMON,
    due_version: int = 1,
) -> PlanItem:
    return PlanItem(
        unit="K12",
        code=code,
        title="Hoàn thành các nội dung theo kết luận duyệt",
        short="Kết luận duyệt",
        stream=stream,
        gate=gate,
        baseline_due=due,
        due=due,
        due_version=due_version,
    )


def directory(*items: PlanItem, congress: Congress | None = None) -> Directory:
    return Directory(
        units={unit.code: unit for unit in UNITS},
        groups={code: Group(code=code, name=code) for code in ("T01", "T02")},
        members={member.id: member for member in PEOPLE},
        items={(one.unit, one.code): one for one in items},
        congresses={congress.unit: congress} if congress else {},
    )


def progress(status: ItemStatus, *, code: str = "X19") -> dict[tuple[str, str], Progress]:
    known = Progress(
        unit="K12",
        item=code,
        status=status,
        reported_at=datetime(2020, 5, 1, tzinfo=UTC),
    )
    return {("K12", code): known}


CHANNEL = "telegram"
CAPABILITIES = {
    CHANNEL: Capabilities(
        max_text=4096,
        buttons=True,
        edit=True,
        files=True,
        photo_upload=True,
        command_menu=True,
        groups=True,
    ),
}


def account(member: Member, *, blocked_at: datetime | None = None) -> Identity:
    name = str(member.id)
    return Identity(
        channel=CHANNEL, sender=name, chat=name, member=member.id, blocked_at=blocked_at
    )


async def furnish(
    database: Database,
    known: Directory,
    *,
    accounts: Sequence[Member] = PEOPLE,
    heard_on: date = date(2020, 5, 14),
) -> None:
    """Put a situation into the database; `accounts` are those who can be reached."""
    async with database.work() as work:
        for group in known.groups.values():
            units.save_group(work, group)
        for unit in known.units.values():
            units.save_unit(work, unit)
        for member in known.members.values():
            members.save_member(work, member)
        for member in accounts:
            members.bind_identity(work, account(member))
        for one in known.items.values():
            plans.save_item(work, one)
    await say_nothing_new(database, heard_on)


async def say_nothing_new(database: Database, day: date) -> None:
    """Let the unit give a sign of life."""
    async with database.work() as work:
        sign = StatusReport(
            id=work.new_id(),
            unit="K12",
            kind=ReportKind.NOTHING_NEW,
            at=at(day, time(16)),
        )
        reports.add(work, sign)


async def run_round(
    database: Database, now: datetime, *, texts: Texts | None = None
) -> RunSummary:
    """Ring the bell, over the directory as it stands in the database."""
    async with database.work() as work:
        known = await directories.load(work)
    return await run_due(
        database,
        directory=known,
        office=OFFICE,
        texts=texts or Texts(),
        capabilities=CAPABILITIES,
        now=now,
    )


async def deliver(database: Database, now: datetime) -> list[int]:
    """Send what is due, as the sender would; give who got something."""
    async with database.work() as work:
        sent = await outbox.take_due(work, now=now, limit=99)
        for letter in sent:
            outbox.mark_sent(work, id=letter.id, message="1", at=now)
    return sorted(letter.member for letter in sent if letter.member and letter.kind == "reminder")


async def letters(
    database: Database, *, kind: str, state: str = "queued"
) -> list[tuple[int, str]]:
    """List the messages of a kind and state: to whom, and the words with the buttons."""
    sql = "select member, html, rows from outbox where kind = :kind and state = :state order by id"
    async with database.work() as work:
        found = await work.fetch(sql, {"kind": kind, "state": state})
    return [(row["member"], _read(row)) for row in found]


def _read(row: dict[str, Any]) -> str:
    labels = [button["label"] for line in json.loads(row["rows"]) for button in line]
    return " ".join([row["html"], *(f"[{label}]" for label in labels)])
