"""Who may use the assistant: /thanhvien, people by role title and whether messages reach them.

Its buttons end or give back a person's access; invitations are made in handlers.inviting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chat.message import MAX_COMMAND_BYTES, Button
from congress.members import Member
from congress.naming import fits, name_words, words_of
from congress.roles import KEEPERS, Role
from handlers.context import Answer, Context
from handlers.examples import find_example
from handlers.flows import draft
from handlers.lookup import match_group, match_units, read_number
from handlers.pages import cut_page, split_page
from handlers.registry import Command, Flow
from storage import members, outbox

#: People a list offers to open by a button.
_MOST_BUTTONS = 8
_ALONE = "chuaketnoi"


@dataclass(frozen=True)
class Reach:
    """A person, and the label's key of whether messages reach them."""

    member: Member
    state: str


async def show_people(ctx: Context, args: str) -> None:
    """Answer /thanhvien [unit|group|words] [page]."""
    text, number = split_page(ctx, args)
    everybody = await _measure_reach(ctx, kept_people(ctx))
    found = _choose(ctx, everybody, text)
    if not found:
        raise Answer(
            "people/nobody",
            text=text,
            everybody_reached=text == _ALONE,
            example=find_example(ctx),
        )
    page = cut_page(found, number)
    links = [_person_button(one.member) for one in found] if len(found) <= _MOST_BUTTONS else []
    more = f"/thanhvien {text} {number + 1}".replace("  ", " ")
    if page.after and len(more.encode()) <= MAX_COMMAND_BYTES:  # else the page is typed
        links.append(ctx.button("more", more))
    if not text and _choose(ctx, everybody, _ALONE):
        links.append(ctx.button("not_connected", f"/thanhvien {_ALONE}"))
    counts = {
        state: sum(one.state == state for one in found)
        for state in dict.fromkeys(one.state for one in found)
    }
    ctx.say("people/list", page=page, counts=counts, links=links)


def kept_people(ctx: Context) -> list[Member]:
    """List the people the speaker's level keeps: of its own units, and of the groups there."""
    units = ctx.directory.below(ctx.member)
    groups = {group.code for group in ctx.directory.groups_of(ctx.member)}
    everything = units >= set(ctx.directory.units)
    return [
        one
        for one in ctx.directory.members.values()
        if everything or one.unit in units or one.group in groups
    ]


def _person_button(member: Member) -> Button:
    return Button(label=member.title, command=f"/nguoidung {member.id}")


def _choose(ctx: Context, everybody: list[Reach], text: str) -> list[Reach]:
    if not text:
        return everybody
    if text == _ALONE:
        return [one for one in everybody if one.state in {"not_connected", "blocked"}]
    if group := match_group(ctx, text):
        units = {one.code for one in ctx.directory.units.values() if one.group == group.code}
        return [
            one for one in everybody if one.member.group == group.code or one.member.unit in units
        ]
    by_title = [one for one in everybody if fits(words_of(text), name_words(one.member.title))]
    units = {unit.code for unit in match_units(ctx, text)}
    return by_title or [one for one in everybody if one.member.unit in units]


async def _measure_reach(ctx: Context, people: Iterable[Member]) -> list[Reach]:
    failed = await outbox.failed_people(ctx.work)
    order = list(Role)
    ranked = sorted(people, key=lambda one: (order.index(one.role), one.group or "", one.id))
    return [Reach(member, _state_of(ctx, member, failed)) for member in ranked]


def _state_of(ctx: Context, member: Member, failed: set[int]) -> str:
    accounts = ctx.directory.identities_of(member.id)
    if not member.active:
        return "inactive"
    if not accounts:
        return "not_connected"
    blocked = all(account.blocked_at for account in accounts) or member.id in failed
    return "blocked" if blocked else "connected"


async def show_person(ctx: Context, args: str) -> None:
    """Show one person, with what may be done about the access."""
    member = _find_member(ctx, args)
    [reach] = await _measure_reach(ctx, [member])
    key, command = ("deactivate", "ngung") if member.active else ("reactivate", "khoiphuc")
    links = [ctx.button(key, f"/quyen {member.id} {command}")]
    if reach.state == "not_connected":
        links.append(ctx.button("invite", _invite_line(ctx, member)))
    ctx.say(
        "people/person",
        reach=reach,
        unit=ctx.directory.units.get(member.unit or ""),
        group=ctx.directory.groups.get(member.group or ""),
        links=links,
    )


def _invite_line(ctx: Context, member: Member) -> str:
    unit = ctx.directory.units.get(member.unit or "")
    scope = member.group or (unit.code if unit and not unit.is_root else "")
    return f"/mamoi {member.role} {scope}".strip()


async def propose_access(ctx: Context, args: str) -> None:
    """Read back the end, or the return, of a person's access."""
    words = args.split()
    member = _find_member(ctx, words[0] if words else "")
    active = words[1:] == ["khoiphuc"]
    if member.id == ctx.member.id:
        raise Answer("people/not_oneself")
    if member.active == active:
        raise Answer("people/unchanged", member=member)
    ctx.say(
        "people/read_back",
        member=member,
        active=active,
        choices=draft(ctx, "access", member=member.id, active=active),
    )


async def confirm_access(ctx: Context, data: dict[str, Any]) -> None:
    """End or give back a person's access."""
    member = _find_member(ctx, str(data["member"]))
    if member.active == data["active"]:
        raise Answer("people/unchanged", member=member)
    members.save_member(ctx.work, member.model_copy(update={"active": data["active"]}))
    if not data["active"]:
        outbox.withdraw(ctx.work, member=member.id)
    ctx.record(
        "reactivate" if data["active"] else "deactivate",
        f"member {member.id}",
        old="active" if member.active else "inactive",
        new="active" if data["active"] else "inactive",
    )
    ctx.say("people/recorded", member=member, active=data["active"], at=ctx.now)


async def amend_access(ctx: Context, data: dict[str, Any]) -> None:
    """Go back to the person."""
    await show_person(ctx, str(data["member"]))


def _find_member(ctx: Context, text: str) -> Member:
    number = read_number(text)
    member = ctx.directory.members.get(number) if number is not None else None
    if member is None or member not in kept_people(ctx):
        raise Answer("flow/outdated")
    return member


COMMANDS = (
    Command("thanhvien", show_people, KEEPERS),
    Command("nguoidung", show_person, KEEPERS, hidden=True),
    Command("quyen", propose_access, KEEPERS, hidden=True),
)
FLOWS = {
    "access": Flow(
        "access", confirm=confirm_access, amend=amend_access, command="thanhvien", roles=KEEPERS
    )
}
