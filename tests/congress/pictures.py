"""Pictures of made-up offices: what tests of figures look at."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from congress.directory import Directory
from congress.epidemic import RegimeChange
from congress.events import Congress
from congress.issues import Issue
from congress.members import Member
from congress.office import Office
from congress.overview import Overview
from congress.plans import PlanItem, Progress, Stream
from congress.roles import Role
from congress.units import Group, Unit, UnitKind

#: 07:00 in the congress zone on 15/5/2020, a Friday.
NOW = datetime(2020, 5, 15, tzinfo=UTC)
TODAY = date(2020, 5, 15)

_SATURDAY = 5
OFFICE = Office(works=lambda day: day.weekday() < _SATURDAY)

SECRETARY = Member(id=1, title="Bí thư Huyện ủy", role=Role.SECRETARY, unit="HU")
LEADER = Member(id=2, title="Tổ trưởng Tổ 1", role=Role.GROUP_LEADER, group="T01")

COMMITTEE = Unit(code="HU", name="Huyện ủy", kind=UnitKind.COMMITTEE)
GROUPS = {f"T0{n}": Group(code=f"T0{n}", name=f"Tổ {n}", position=n) for n in (1, 2, 3)}


def unit(
    code: str,
    *,
    name: str | None = None,
    kind: UnitKind = UnitKind.PARTY_COMMITTEE_UNIT,
    group: str | None = "T01",
    planned_on: date | None = None,
) -> Unit:
    return Unit(
        code=code,
        name=name or f"Đảng bộ xã {code}",
        kind=kind,
        parent="HU",
        group=group,
        planned_on=planned_on,
        position=int(code[1:]),
    )


def item(unit_code: str, code: str, due: date, *, decided: bool = False) -> PlanItem:
    return PlanItem(
        unit=unit_code,
        code=code,
        title=f"Mục việc {code}",
        short=f"Mục {code}",
        stream=Stream.PERSONNEL,
        decided=decided,
        baseline_due=due,
        due=due,
    )


def picture(
    units: Iterable[Unit],
    *,
    congresses: Iterable[Congress] = (),
    items: Iterable[PlanItem] = (),
    progress: Iterable[Progress] = (),
    heard: Mapping[str, datetime] | None = None,
    issues: Iterable[Issue] = (),
    regimes: Iterable[RegimeChange] = (),
    now: datetime = NOW,
) -> Overview:
    units = tuple(units)
    directory = Directory(
        units={one.code: one for one in (COMMITTEE, *units)},
        groups=GROUPS,
        items={(one.unit, one.code): one for one in items},
        congresses={one.unit: one for one in congresses},
        regimes=tuple(regimes),
    )
    return Overview(
        as_of=now,
        directory=directory,
        works=OFFICE.works,
        units=directory.reporting_units,
        progress={(one.unit, one.item): one for one in progress},
        heard=heard or {},
        reported=heard or {},
        issues=tuple(issues),
    )
