"""The tree of party organisations, of any depth, and the work groups set over it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from chat.message import Value


class UnitKind(StrEnum):
    """What kind of organisation a unit is."""

    #: A committee with a subtree of its own (tỉnh ủy, huyện ủy, thị ủy, đảng ủy khối). The one at
    #: the top holds no congress here; one below it does, as cấp trên trực tiếp cơ sở.
    COMMITTEE = "committee"
    #: Đảng bộ cơ sở: a grassroots organisation with cells below it.
    PARTY_COMMITTEE_UNIT = "party_committee_unit"
    #: Chi bộ: a cell.
    PARTY_CELL = "party_cell"


class Block(StrEnum):
    """What a unit works in; communes, wards and towns are counted together as `LOCAL`."""

    COMMUNE = "commune"
    WARD = "ward"
    TOWN = "town"
    AGENCY = "agency"
    SERVICE = "service"
    ENTERPRISE = "enterprise"
    ARMED_FORCES = "armed_forces"


#: What a congress deals with where neither unit nor profile says otherwise (NS-1).
ALL_CONTENTS = "1234"

LOCAL = frozenset({Block.COMMUNE, Block.WARD, Block.TOWN})


class Unit(Value):
    """One organisation; `planned_on` is the day thought of before any decision (DOMAIN 8.2).

    `contents` are the numbers of the contents of its congress ("1234", "12"); empty where the
    way of organising says it for all.
    """

    code: str
    name: str
    kind: UnitKind
    block: Block | None = None
    parent: str | None = None
    group: str | None = None
    old_names: tuple[str, ...] = ()
    is_pilot: bool = False
    is_merged: bool = False
    direct_election: bool = False
    planned_on: date | None = None
    position: int = 0
    contents: str = ""

    @property
    def is_upper(self) -> bool:
        """Tell whether this is a unit of the upper tier: it holds a congress over units below."""
        return self.kind is UnitKind.COMMITTEE and self.parent is not None

    @property
    def is_root(self) -> bool:
        """Tell whether this is the committee at the top, whose own congress is not held here."""
        return self.kind is UnitKind.COMMITTEE and self.parent is None


def find_contents(unit: Unit, *, profile: Mapping[str, str]) -> str:
    """Give the numbers of the contents of a unit's congress: its own, else everybody's."""
    return unit.contents or profile.get("contents", ALL_CONTENTS)


class Group(Value):
    """A work group (tổ công tác) in charge of units."""

    code: str
    name: str
    position: int = 0


class GroupChat(Value):
    """A chat of a work group, bound by its leader with /gannhom."""

    channel: str
    chat: str
    group: str
