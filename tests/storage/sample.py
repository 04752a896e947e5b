"""A small committee with one work group, two units, two people and a plan of two items."""

from datetime import date

from congress.members import Identity, Member
from congress.plans import PlanItem, Stream
from congress.roles import Role
from congress.units import Group, Unit, UnitKind
from storage import members, plans, units
from storage.work import Work

GROUP = Group(code="T01", name="Tổ 1")
COMMITTEE = Unit(code="HU", name="Huyện ủy", kind=UnitKind.COMMITTEE)
UNIT = Unit(
    code="K01",
    name="Đảng bộ xã Ân Hòa",
    kind=UnitKind.PARTY_COMMITTEE_UNIT,
    parent="HU",
    group="T01",
    old_names=("Ân Hoà",),
)
OTHER_UNIT = UNIT.model_copy(update={"code": "K02", "name": "Đảng bộ xã Văn Hải", "position": 1})
LEADER = Member(id=1, title="Tổ trưởng Tổ 1", role=Role.GROUP_LEADER, group="T01")
REPORTER = Member(id=2, title="Phó bí thư", role=Role.UNIT_REPORTER, unit="K01")
IDENTITY = Identity(channel="telegram", sender="100", member=2, chat="100")
ITEM = PlanItem(
    unit="K01",
    code="X01",
    title="Kế hoạch đại hội",
    short="Kế hoạch",
    stream=Stream.DOCUMENTS,
    baseline_due=date(2020, 4, 1),
    due=date(2020, 4, 1),
)
OTHER_ITEM = ITEM.model_copy(update={"code": "X02", "position": 1})


def store_sample(work: Work) -> None:
    """Store all of it, what is pointed at first."""
    units.save_group(work, GROUP)
    for unit in (COMMITTEE, UNIT, OTHER_UNIT):
        units.save_unit(work, unit)
    for member in (LEADER, REPORTER):
        members.save_member(work, member)
    members.bind_identity(work, IDENTITY)
    for item in (ITEM, OTHER_ITEM):
        plans.save_item(work, item)
