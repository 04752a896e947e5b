"""Put a rendered message into the outbox for a person or a chat, and keep its menu for numbers.

Shared by handlers (replies, notices) and scheduling (reminders, digests), which know the words;
this module finds the address, splits what is too long and remembers the menu.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from chat.menus import lay_out, number_buttons, read_buttons, write_out
from chat.message import Attachment, Button, Capabilities, Incoming, Outgoing, Priority
from chat.splitting import count_units, split_html
from congress.directory import Directory
from congress.members import Identity, Member
from storage import dialogs, outbox
from storage.outbox import Letter
from storage.work import Work

#: A part may have to be sent again, with a mark that says so.
_ROOM_FOR_MARK = 32


def reply(  # noqa: PLR0913 -- one argument for each thing an answer has
    work: Work,
    *,
    incoming: Incoming,
    html: str,
    choices: Sequence[Button],
    links: Sequence[Button],
    capabilities: Capabilities,
    now: datetime,
    kind: str = outbox.REPLY,
    attachment: Attachment | None = None,
) -> None:
    """Queue an answer in the chat of a message; the caller keeps the dialogue's menu."""
    _queue(
        work,
        (incoming.channel, incoming.chat),
        html,
        choices=choices,
        links=links,
        capabilities=capabilities,
        kind=kind,
        priority=Priority.REPLY,
        now=now,
        not_before=now,
        attachment=attachment,
    )


def post(  # noqa: PLR0913 -- the same
    work: Work,
    *,
    directory: Directory,
    member: Member,
    html: str,
    kind: str,
    choices: Sequence[Button] = (),
    links: Sequence[Button] = (),
    capabilities: Mapping[str, Capabilities],
    priority: Priority = Priority.PUSH,
    now: datetime,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int | None:
    """Queue a message to a person; give the id of its (last) outbox row.

    None when the person has no account on a channel that runs here: nothing is queued. A person
    who blocked the bot is written to all the same and listed as unreachable when that fails.
    The menu of what waits for the morning is offered once it has arrived: nobody has seen it yet.
    """
    identity = address_of(directory, member, capabilities)
    if identity is None:
        return None
    can = capabilities[identity.channel]
    waits = can.buttons and not_before is not None and not_before > now
    if not waits and (menu := (*choices, *links)):
        dialogs.offer_menu(
            work,
            channel=identity.channel,
            chat=identity.chat,
            sender=identity.sender,
            menu=menu,
            at=now,
        )
    return _queue(
        work,
        (identity.channel, identity.chat),
        html,
        choices=choices,
        links=links,
        capabilities=can,
        kind=kind,
        priority=priority,
        now=now,
        not_before=not_before or now,
        expires_at=expires_at,
        member=member.id,
    )


def offer_arrived(work: Work, letter: Letter, *, now: datetime) -> None:
    """Let numbers choose from a person's message that had to wait and has come: it is the last."""
    if letter.member is None or not letter.waited:
        return
    if not (menu := read_buttons(letter.outgoing.rows)):
        return
    # A private chat has the number of its person.
    channel, chat = letter.outgoing.channel, letter.outgoing.chat
    dialogs.offer_menu(work, channel=channel, chat=chat, sender=chat, menu=menu, at=now)


def address_of(
    directory: Directory,
    member: Member,
    capabilities: Mapping[str, Capabilities],
) -> Identity | None:
    """Find the account to write to: one that did not block the bot, on a channel that runs."""
    accounts = [one for one in directory.identities_of(member.id) if one.channel in capabilities]
    return min(accounts, key=lambda one: one.blocked_at is not None, default=None)


def _queue(  # noqa: PLR0913 -- the same
    work: Work,
    to: tuple[str, str],
    html: str,
    *,
    choices: Sequence[Button],
    links: Sequence[Button],
    capabilities: Capabilities,
    kind: str,
    priority: Priority,
    now: datetime,
    not_before: datetime,
    expires_at: datetime | None = None,
    member: int | None = None,
    attachment: Attachment | None = None,
) -> int:
    written = html + write_out([*choices, *links], capabilities)
    parts = split_html(written, capabilities.max_text - _ROOM_FOR_MARK)
    if attachment and count_units(parts[-1]) > capabilities.max_caption - _ROOM_FOR_MARK:
        parts.append("")  # the file comes after the words, not with them
    rows = lay_out([*number_buttons(choices), *links]) if capabilities.buttons else ()
    row = 0
    for place, part in enumerate(parts, start=1):
        last = place == len(parts)
        row = work.new_id()
        outbox.queue(
            work,
            id=row,
            message=Outgoing(
                channel=to[0],
                chat=to[1],
                html=part,
                rows=rows if last else (),
                attachment=attachment if last else None,
                priority=priority,
            ),
            kind=kind,
            member=member,
            not_before=not_before,
            expires_at=expires_at,
            created_at=now,
        )
    return row
