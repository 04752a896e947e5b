"""A person's own settings: /tuychon for the digest and the quiet hours."""

import re
from datetime import time

from chat.message import Button
from congress.folding import fold
from congress.members import Member
from congress.roles import DIGEST_READERS, EVERYONE
from handlers.context import Answer, Context
from handlers.registry import Command, Flow
from storage import members

_CLOCK = r"([0-9]{1,2})\s*(?:[:hg.]\s*([0-9]{2})?)?"
_HOURS = re.compile(rf"^(?:tu )?{_CLOCK}\s*(?:-|–|—|den)\s*{_CLOCK}$")


async def show_options(ctx: Context, args: str) -> None:
    """Answer /tuychon [digest on|off | hours | common hours]."""
    if not args:
        _show(ctx, ctx.member)
        return
    words = ctx.texts.words("settings")
    folded = fold(args)
    for name in map(fold, words["digest"]):
        if folded.startswith(name + " "):
            _set_digest(ctx, folded.removeprefix(name).strip())
            return
    if folded in map(fold, words["common"]):
        _save(ctx, quiet_from=None, quiet_to=None)
        return
    start, end = _read_hours(folded)
    _save(ctx, quiet_from=start, quiet_to=end)


async def ask_hours(ctx: Context, _args: str) -> None:
    """Wait for quiet hours to be typed."""
    ctx.expect("quiet_hours")
    ctx.say("options/ask_hours")


async def read_hours(ctx: Context, _data: dict[str, object], text: str) -> None:
    """Take quiet hours in free words; ask again when they are none."""
    start, end = _read_hours(fold(text))
    ctx.forget()
    _save(ctx, quiet_from=start, quiet_to=end)


def parse_hours(text: str) -> tuple[time, time] | None:
    """Read "22:00-06:00", "22h đến 6h" or "22-6"; None for anything else."""
    match = _HOURS.match(fold(text))
    if match is None:
        return None
    try:
        start = time(int(match[1]), int(match[2] or 0))
        end = time(int(match[3]), int(match[4] or 0))
    except ValueError:
        return None
    return None if start == end else (start, end)


def _read_hours(text: str) -> tuple[time, time]:
    hours = parse_hours(text)
    if hours is None:
        raise Answer("options/bad_hours")
    return hours


def _set_digest(ctx: Context, wanted: str) -> None:
    if ctx.member.role not in DIGEST_READERS:
        raise Answer("options/no_digest")
    words = ctx.texts.words("settings")
    for answer, value in (("on", True), ("off", False)):
        if wanted in map(fold, words[answer]):
            _save(ctx, wants_digest=value)
            return
    raise Answer("options/bad_digest")


def _save(ctx: Context, **changes: object) -> None:
    before = ctx.member
    after = before.model_copy(update=changes)
    if after != before:
        members.save_member(ctx.work, after)
        ctx.record(
            "set_options", f"member {after.id}", old=_in_short(before), new=_in_short(after)
        )
    _show(ctx, after, changed=True)


def _in_short(member: Member) -> str:
    digest = "digest" if member.wants_digest else "no_digest"
    quiet = f"{member.quiet_from:%H:%M}-{member.quiet_to:%H:%M}" if _has_hours(member) else "-"
    return f"{digest} {quiet}"


def _has_hours(member: Member) -> bool:
    return member.quiet_from is not None and member.quiet_to is not None


def _show(ctx: Context, member: Member, *, changed: bool = False) -> None:
    ctx.say(
        "options/show",
        member=member,
        office=ctx.office,
        reads_digest=member.role in DIGEST_READERS,
        own_hours=_has_hours(member),
        changed=changed,
        links=_links(ctx, member),
    )


def _links(ctx: Context, member: Member) -> list[Button]:
    links = []
    if member.role in DIGEST_READERS:
        key, word = ("digest_off", "tat") if member.wants_digest else ("digest_on", "bat")
        links.append(ctx.button(key, f"/tuychon bantin {word}"))
    links.append(ctx.button("quiet_hours", "/dattugio"))
    if _has_hours(member):
        links.append(ctx.button("quiet_common", "/tuychon chung"))
    return links


COMMANDS = (
    Command("tuychon", show_options, EVERYONE),
    Command("dattugio", ask_hours, EVERYONE, hidden=True),
)
FLOWS = {"quiet_hours": Flow("quiet_hours", read=read_hours)}
