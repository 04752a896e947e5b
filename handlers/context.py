"""What a handler is given: who speaks, what is known, and ways to answer; no platform types."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from chat.message import Attachment, Button, Capabilities, Incoming, Priority
from congress.audit import AuditEntry
from congress.dates import local_date
from congress.directory import Directory
from congress.experience import WrittenLessons
from congress.members import Member
from congress.notes import squeeze
from congress.office import Office
from congress.refusal import names_a_person
from congress.roles import Role
from storage import audit, letters, outbox
from storage.dialogs import NOTHING, Dialog
from storage.work import Work
from texts.render import Texts


class Answer(Exception):  # noqa: N818 -- it ends a command with an answer, it is not a fault
    """Stop a command and say something instead; nothing collected so far is kept."""

    def __init__(self, template: str, *, buttons: Sequence[Button] = (), **values: Any) -> None:
        super().__init__(template)
        self.template = template
        self.buttons = buttons
        self.values = values


def refuse_role(roles: Collection[Role], template: str = "refusal/role", **values: Any) -> Answer:
    """Make the answer to who has none of some roles: it names who has."""
    return Answer(template, roles=[role for role in Role if role in roles], **values)


@dataclass(frozen=True)
class Assistant:
    """What all handlers share for the life of the program, read once at its start.

    `lessons` are those that samples come with, by the sample's name.
    """

    texts: Texts
    office: Office
    capabilities: Mapping[str, Capabilities]
    lessons: Mapping[str, WrittenLessons] = field(default_factory=dict)


@dataclass
class Context:
    """One message being handled; writes are collected in `work` and committed with the batch."""

    assistant: Assistant
    incoming: Incoming
    directory: Directory
    work: Work
    now: datetime
    speaker: Member | None = None
    dialog: Dialog = NOTHING
    affected: set[str] = field(default_factory=set)
    #: Whether `dialog` has the choices that were last offered in this chat.
    recalled: bool = True
    asides: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def member(self) -> Member:
        """Give the person; only commands of known people ask."""
        if self.speaker is None:
            raise Answer("start/unknown")
        return self.speaker

    @property
    def texts(self) -> Texts:
        """Give the texts."""
        return self.assistant.texts

    @property
    def office(self) -> Office:
        """Give the office's hours and calendar."""
        return self.assistant.office

    @cached_property
    def today(self) -> date:
        """Give the local day of `now`."""
        return local_date(self.now)

    def require(
        self, roles: Collection[Role], template: str = "refusal/role", **values: Any
    ) -> None:
        """Refuse who has none of some roles; `values` are the template's own."""
        if self.member.role not in roles:
            raise refuse_role(roles, template, **values)

    @cached_property
    def _names_somebody(self) -> bool:
        return names_a_person(squeeze(self.incoming.text), unit_names=self.directory.unit_names)

    def button(self, key: str, command: str, **values: object) -> Button:
        """Make a button from a label's key under [button]."""
        return _make_button(self.texts.label(f"button.{key}", **values), command)

    def choice(self, key: str, command: str) -> Button:
        """Make a button from any label's dotted key, e.g. "status.done"."""
        return _make_button(self.texts.label(key).capitalize(), command)

    def say(
        self,
        template: str,
        *,
        choices: Sequence[Button] = (),
        links: Sequence[Button] = (),
        secret: bool = False,
        attachment: Attachment | None = None,
        **values: Any,
    ) -> None:
        """Answer in this chat; `choices` are numbered, `links` are follow-ups without numbers.

        The words of a `secret` answer are not kept once it has arrived, nor of one to a message
        that names a person, as it may repeat it. An `attachment` is made by its recipe before it
        is sent; the caller asks first whether the channel takes files.
        """
        while self.asides:
            aside, known = self.asides.pop(0)
            self.say(aside, **known)
        letters.reply(
            self.work,
            incoming=self.incoming,
            html=self.texts.render(template, **values),
            choices=choices,
            links=links,
            capabilities=self.assistant.capabilities[self.incoming.channel],
            now=self.now,
            kind=outbox.NOT_KEPT if secret or self._names_somebody else outbox.REPLY,
            attachment=attachment,
        )
        self.dialog = self.dialog.with_menu([*choices, *links])

    def remark(self, template: str, **values: Any) -> None:
        """Say something before the next answer; an Answer takes its place.

        For what is noticed before it is clear whether anything will be kept: it writes nothing.
        """
        self.asides.append((template, values))

    def tell(
        self,
        person: Member,
        template: str,
        *,
        choices: Sequence[Button] = (),
        links: Sequence[Button] = (),
        urgent: bool = False,
        **values: Any,
    ) -> int | None:
        """Send a notice to somebody else, politely timed unless urgent; the speaker gets none.

        Give its outbox row, None when nothing was queued.
        """
        if self.speaker and person.id == self.speaker.id:
            return None
        return letters.post(
            self.work,
            directory=self.directory,
            member=person,
            html=self.texts.render(template, **values),
            kind="notice",
            choices=choices,
            links=links,
            capabilities=self.assistant.capabilities,
            priority=Priority.URGENT if urgent else Priority.PUSH,
            now=self.now,
            not_before=self.now if urgent else self.office.polite_time(self.now, member=person),
        )

    def record(
        self,
        action: str,
        of: str,
        *,
        old: str | None = None,
        new: str | None = None,
    ) -> None:
        """Leave an audit row: `of` names the object ("item K12/X25"); values are short codes."""
        audit.add(
            self.work,
            AuditEntry(
                id=self.work.new_id(),
                at=self.now,
                member=self.speaker.id if self.speaker else None,
                role=self.speaker.role if self.speaker else None,
                action=action,
                object=of,
                old=old,
                new=new,
                key=self.incoming.key,
            ),
        )

    def affects(self, unit: str) -> None:
        """Tell that a unit's readiness may have changed; it is looked at after the answer."""
        self.affected.add(unit)

    def expect(self, name: str, **data: Any) -> None:
        """Keep a half-finished dialogue: the next words in this chat are for flow `name`.

        A number answers the question too: it chooses only from what is offered with it.
        """
        self.dialog = Dialog(name=name, data=data, updated_at=self.dialog.updated_at)

    def leave_flow(self) -> None:
        """End the dialogue; numbers still choose from the last menu until another is shown."""
        if self.dialog.name is not None:
            self.dialog = Dialog(menu=self.dialog.menu)

    def forget(self) -> None:
        """End the dialogue; the menu of the next answer starts afresh."""
        self.dialog = Dialog()
        self.recalled = True


@lru_cache(maxsize=1024)  # the same few buttons stand under most answers
def _make_button(label: str, command: str) -> Button:
    return Button(label=label, command=command)
