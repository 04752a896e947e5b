"""Who comes in: an invitation's code makes an account a person's; a known person is greeted.

Unknown, used up and outdated codes are answered alike, and guesses are counted (DESIGN 9).
"""

from chat.message import Button
from congress.directory import Directory
from congress.invitations import hash_code
from congress.members import Identity, Invitation, Member
from congress.roles import EVERYONE, KEEPERS, OVERSEERS, REPORTERS, Role
from handlers import system
from handlers.context import Answer, Context
from handlers.registry import Command
from storage import members

#: Wrong codes an account may send within an hour; one more is told so, the rest meet silence.
MOST_TRIES = 5


async def start(ctx: Context, args: str) -> None:
    """Answer /start [code]."""
    if ctx.speaker:
        template = "start/already_bound" if args else "start/greeting"
        ctx.say(template, member=ctx.speaker, links=_next_steps(ctx, ctx.speaker))
    elif args:
        await _try_code(ctx, args)
    else:
        await system.greet_stranger(ctx)


async def _try_code(ctx: Context, code: str) -> None:
    said = ctx.incoming
    tries = await members.note_try(ctx.work, channel=said.channel, sender=said.sender, at=ctx.now)
    if tries > MOST_TRIES:
        if tries == MOST_TRIES + 1:
            ctx.say("start/too_many")
        return
    invitation = await members.find_invitation(ctx.work, code_hash=hash_code(code))
    if invitation is None or invitation.used_at or invitation.expires_at <= ctx.now:
        ctx.say("start/bad_code")
        return
    await _let_in(ctx, invitation)


async def _let_in(ctx: Context, invitation: Invitation) -> None:
    said = ctx.incoming
    member = _find_seat(ctx.directory, invitation) or _make_member(ctx, invitation)
    members.save_member(ctx.work, member)
    if not await members.use_invitation(ctx.work, id=invitation.id, member=member.id, at=ctx.now):
        raise Answer("start/bad_code")  # another program was faster: nothing of this may stay
    members.bind_identity(
        ctx.work,
        Identity(channel=said.channel, sender=said.sender, member=member.id, chat=said.chat),
    )
    ctx.speaker = member
    ctx.record("join", f"member {member.id}", new=invitation.role)
    ctx.say("start/welcome", member=member, links=_next_steps(ctx, member))
    if inviter := ctx.directory.members.get(invitation.created_by or 0):
        ctx.tell(inviter, "start/joined", member=member, at=ctx.now)


def _find_seat(directory: Directory, invitation: Invitation) -> Member | None:
    """Find the person an invitation is meant for: of its role and place, without an account."""
    unit, group = _place(directory, invitation)
    return next(
        (
            member
            for member in directory.people(invitation.role)
            if (member.unit, member.group) == (unit, group)
            and not directory.identities_of(member.id)
        ),
        None,
    )


def _make_member(ctx: Context, invitation: Invitation) -> Member:
    unit, group = _place(ctx.directory, invitation)
    scope = ctx.directory.groups[group].name if group else ""
    place = ctx.directory.units.get(unit or "")
    if invitation.role is Role.UNIT_REPORTER and place:
        scope = place.name
    title = ctx.texts.label(f"title.{invitation.role}", scope=scope)
    if invitation.role is not Role.UNIT_REPORTER and place and place.is_upper:
        title = ctx.texts.label("title.at", title=title, unit=place.name)
    return Member(
        id=ctx.work.new_id(),
        title=title,
        role=invitation.role,
        unit=unit,
        group=group,
    )


def _place(directory: Directory, invitation: Invitation) -> tuple[str | None, str | None]:
    """Give unit and group; who is of neither sits at the committee on top."""
    if invitation.unit or invitation.group:
        return invitation.unit, invitation.group
    tops = directory.children.get(None, ())
    return (tops[0] if len(tops) == 1 else None), None


def _next_steps(ctx: Context, member: Member) -> list[Button]:
    steps = [
        (REPORTERS, "my_items", "/viec"),
        (OVERSEERS, "unit_status", "/tinhhinh"),
        (KEEPERS, "people", "/thanhvien"),
        (EVERYONE, "help", "/trogiup"),
    ]
    return [ctx.button(key, command) for roles, key, command in steps if member.role in roles]


COMMANDS = (Command("start", start, EVERYONE, aliases=("batdau",), anyone=True),)
