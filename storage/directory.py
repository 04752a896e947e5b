"""The directory, read from its tables in one transaction."""

import json

from pydantic import TypeAdapter

from congress.directory import Directory
from congress.epidemic import RegimeChange
from congress.events import Congress
from congress.members import Identity, Member
from congress.plans import PlanItem
from congress.units import Group, GroupChat, Unit
from storage import named
from storage.work import Work

_sql = named.load("directory")
_units = TypeAdapter(list[Unit])
_groups = TypeAdapter(list[Group])
_members = TypeAdapter(list[Member])
_identities = TypeAdapter(list[Identity])
_group_chats = TypeAdapter(list[GroupChat])
_items = TypeAdapter(list[PlanItem])
_congresses = TypeAdapter(list[Congress])
_regimes = TypeAdapter(tuple[RegimeChange, ...])


async def version(work: Work) -> int:
    """Give the number that grows with each change of the directory; 0 before the first."""
    return await _sql.version(work) or 0


async def load(work: Work) -> Directory:
    """Read everything the directory holds."""
    number = await version(work)
    units = [row | {"old_names": json.loads(row["old_names"])} for row in await _sql.units(work)]
    groups = _groups.validate_python(await _sql.groups(work))
    members = _members.validate_python(await _sql.members(work))
    identities = _identities.validate_python(await _sql.identities(work))
    chats = _group_chats.validate_python(await _sql.group_chats(work))
    items = _items.validate_python(await _sql.items(work))
    congresses = _congresses.validate_python(await _sql.congresses(work))
    return Directory(
        version=number,
        units={unit.code: unit for unit in _units.validate_python(units)},
        groups={group.code: group for group in groups},
        members={member.id: member for member in members},
        identities={(one.channel, one.sender): one for one in identities},
        group_chats={(chat.channel, chat.chat): chat for chat in chats},
        items={(item.unit, item.code): item for item in items},
        congresses={congress.unit: congress for congress in congresses},
        regimes=_regimes.validate_python(await _sql.regimes(work)),
        profile={row["key"]: row["value"] for row in await _sql.profile(work)},
    )
