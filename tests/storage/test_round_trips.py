"""Every value comes back from each kind of database as it went in."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel, TypeAdapter

from chat.message import Attachment, Button, Outgoing, Priority, RawUpdate, Value
from congress.audit import AuditEntry
from congress.bodies import Body
from congress.dates import ZONE
from congress.directives import Directive
from congress.epidemic import RegimeChange
from congress.events import Congress, CongressEvent
from congress.facts import Fact
from congress.issues import Issue
from congress.lessons import Lesson, LessonArea
from congress.members import Identity, Invitation, Member
from congress.plans import ItemStatus, PlanItem, Progress
from congress.pushes import Notice, Push
from congress.reports import StatusReport
from congress.reviews import Review
from congress.tasks import Task
from congress.trips import Trip
from congress.units import Group, GroupChat, Unit
from storage import (
    audit,
    bodies,
    congresses,
    dialogs,
    directives,
    directory,
    epidemic,
    facts,
    inbox,
    issues,
    lessons,
    members,
    outbox,
    plans,
    pushes,
    reports,
    reviews,
    tasks,
    trips,
    units,
)
from storage.database import Database, open_database
from storage.dialogs import Dialog
from storage.work import Work
from tests.conftest import NOW
from tests.storage.sample import COMMITTEE, GROUP, ITEM, LEADER, REPORTER, UNIT, store_sample

#: What both engines can keep: PostgreSQL has no NUL in its texts.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
SMALL = st.integers(0, 2**31 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
INSTANT = TypeAdapter(AwareDatetime)
DOCUMENT = st.dictionaries(TEXT, JSON, max_size=3)

#: PostgreSQL's driver reads the very first instant as "always".
FIRST = datetime(1, 1, 2)  # noqa: DTZ001 -- hypothesis adds the zone
st.register_type_strategy(AwareDatetime, st.datetimes(FIRST, timezones=st.just(UTC)))
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))

#: Columns that point at something, or are smaller than their type.
SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "percent": st.none() | st.integers(0, 100),
    "position": SMALL,
    "due_version": SMALL,
    "number": SMALL,
    "round": SMALL,
    "parent": st.sampled_from([None, COMMITTEE.code]),
    "area": st.sampled_from([None, UNIT.code]),
    "group": st.sampled_from([None, GROUP.code]),
    "created_by": st.sampled_from([None, LEADER.id]),
    "used_by": st.sampled_from([None, LEADER.id]),
    "raised_by": st.sampled_from([None, LEADER.id]),
    "reported_by": st.sampled_from([None, LEADER.id]),
    "corrects": st.none(),
    "data": DOCUMENT,
    "payload": DOCUMENT,
    "received_at": st.datetimes(timezones=st.just(UTC)),
    "updated_at": st.datetimes(timezones=st.just(UTC)),
}


#: Stores a value in a work and gives what is found there afterwards.
GoThrough = Callable[[Work, Any], Awaitable[object]]


def any_of(model: type[BaseModel], **fixed: Any) -> st.SearchStrategy[Any]:
    """Make any value of a model: every field is drawn, those with a default too."""
    known = SPECIAL | fixed
    fields = {
        name: known[name] if name in known else st.from_type(field.annotation or object)
        for name, field in model.model_fields.items()
    }
    return st.fixed_dictionaries(fields).map(lambda values: model(**values))


async def through_outbox(work: Work, message: Outgoing) -> object:
    outbox.queue(work, id=1, message=message, kind="x", not_before=NOW, created_at=NOW)
    return [letter.outgoing for letter in await outbox.take_due(work, now=NOW, limit=1)]


async def through_inbox(work: Work, update: RawUpdate) -> object:
    inbox.store(work, channel="telegram", bot="1", updates=[update], at=NOW)
    kept = [RawUpdate(key=row.key, payload=row.payload) for row in await inbox.take(work, limit=1)]
    (stored,) = await work.fetch("select received_at from inbox", {})
    received_at = INSTANT.validate_python(stored["received_at"])
    return [row.model_copy(update={"received_at": received_at}) for row in kept]


async def through_dialogs(work: Work, dialog: Dialog) -> object:
    place = {"channel": "telegram", "chat": "1", "sender": "2"}
    dialogs.save(work, **place, dialog=dialog)
    return [await dialogs.get(work, **place)]


async def through_pushes(work: Work, push: Push) -> object:
    pushes.add(work, push)
    return await pushes.of(work, about=push.about)


async def through_notices(work: Work, notice: Notice) -> object:
    pushes.add_notice(work, notice)
    assert await pushes.notices(work, kind=notice.kind, since=notice.at) == [notice]
    return [await pushes.get_notice(work, id=notice.id)]


async def through_facts(work: Work, fact: Fact) -> object:
    facts.add(work, fact)
    return await facts.newest(work, unit=fact.unit)


async def through_tasks(work: Work, task: Task) -> object:
    tasks.save(work, task)
    return [await tasks.get(work, kind=task.kind, number=task.number)]


async def through_trips(work: Work, trip: Trip) -> object:
    trips.add(work, trip)
    return await trips.listed(work, unit=trip.unit)


async def through_directives(work: Work, directive: Directive) -> object:
    directives.add(work, directive, unit=COMMITTEE.code)
    assert await directives.listed(work, unit=UNIT.code) == []
    return await directives.listed(work, unit=COMMITTEE.code)


async def through_reviews(work: Work, review: Review) -> object:
    reviews.save(work, review)
    return await reviews.listed(work, unit=review.unit)


async def through_lessons(work: Work, lesson: Lesson) -> object:
    lessons.add(work, lesson)
    return await lessons.listed(work)


async def through_progress(work: Work, progress: Progress) -> object:
    plans.save_progress(work, progress)
    return [await plans.progress_of_item(work, unit=progress.unit, item=progress.item)]


def through(
    store: Callable[..., None], find: Callable[[Work, Any], Awaitable[object]]
) -> GoThrough:
    """Store a value and find it again."""

    async def run(work: Work, value: Any) -> object:
        store(work, value)
        return [await find(work, value)]

    return run


def through_directory(store: Callable[..., None], part: str, *key: str, **more: Any) -> GoThrough:
    """Store a value and find it in the directory's `part` under its fields `key`."""

    async def run(work: Work, value: Any) -> object:
        store(work, value, **more)
        found = getattr(await directory.load(work), part)
        keys = tuple(getattr(value, name) for name in key)
        return [found[keys if len(keys) > 1 else keys[0]]]

    return run


async def through_regimes(work: Work, change: RegimeChange) -> object:
    epidemic.add_change(work, change)
    return list((await directory.load(work)).regimes)


async def through_events(work: Work, event: CongressEvent) -> object:
    congresses.add_event(work, event)
    return await congresses.events(work)


async def through_audit(work: Work, entry: AuditEntry) -> object:
    audit.add(work, entry)
    return await audit.of_object_prefix(work, prefix=entry.object, limit=1)


THE_UNIT = {"unit": st.just(UNIT.code)}
A_MEMBER = {"member": st.just(REPORTER.id)}
MAYBE_MEMBER = {"member": st.sampled_from([None, REPORTER.id])}
BUTTONS = st.lists(st.lists(any_of(Button), max_size=2).map(tuple), max_size=2).map(tuple)

CASES: dict[str, tuple[st.SearchStrategy[Any], GoThrough]] = {
    "unit": (any_of(Unit), through_directory(units.save_unit, "units", "code")),
    "group": (any_of(Group), through_directory(units.save_group, "groups", "code")),
    "chat": (
        any_of(GroupChat, group=st.just(GROUP.code)),
        through_directory(
            units.bind_chat, "group_chats", "channel", "chat", bound_by=LEADER.id, at=NOW
        ),
    ),
    "member": (
        any_of(Member, unit=st.sampled_from([None, UNIT.code])),
        through_directory(members.save_member, "members", "id"),
    ),
    "identity": (
        any_of(Identity, **A_MEMBER),
        through_directory(members.bind_identity, "identities", "channel", "sender"),
    ),
    "invitation": (
        any_of(Invitation, unit=st.sampled_from([None, UNIT.code])),
        through(
            members.add_invitation,
            lambda work, value: members.find_invitation(work, code_hash=value.code_hash),
        ),
    ),
    "item": (
        any_of(PlanItem, **THE_UNIT),
        through_directory(plans.save_item, "items", "unit", "code"),
    ),
    "progress": (
        any_of(Progress, **THE_UNIT, item=st.just(ITEM.code)),
        through_progress,
    ),
    "report": (
        any_of(StatusReport, **THE_UNIT, **MAYBE_MEMBER),
        through(reports.add, lambda work, value: reports.get(work, id=value.id)),
    ),
    "congress": (
        any_of(Congress, **THE_UNIT),
        through_directory(congresses.save, "congresses", "unit"),
    ),
    "event": (any_of(CongressEvent, **THE_UNIT, **MAYBE_MEMBER), through_events),
    "regime": (any_of(RegimeChange, **MAYBE_MEMBER), through_regimes),
    "push": (
        any_of(Push, **THE_UNIT, **A_MEMBER),
        through_pushes,
    ),
    "notice": (any_of(Notice, **MAYBE_MEMBER), through_notices),
    "fact": (any_of(Fact, **THE_UNIT, **MAYBE_MEMBER), through_facts),
    "task": (any_of(Task, **THE_UNIT, **MAYBE_MEMBER), through_tasks),
    "body": (
        any_of(Body, unit=st.just(UNIT.code)),
        through(bodies.save, lambda work, value: bodies.get(work, code=value.code)),
    ),
    "trip": (any_of(Trip, **THE_UNIT, **MAYBE_MEMBER), through_trips),
    "directive": (any_of(Directive, number=TEXT), through_directives),
    "review": (any_of(Review, **THE_UNIT, **MAYBE_MEMBER), through_reviews),
    "lesson": (
        any_of(
            Lesson,
            unit=st.sampled_from([None, UNIT.code]),
            area=st.sampled_from(LessonArea),
            **MAYBE_MEMBER,
        ),
        through_lessons,
    ),
    "issue": (
        any_of(Issue, **THE_UNIT),
        through(issues.add, lambda work, value: issues.get(work, number=value.number)),
    ),
    "audit": (
        any_of(AuditEntry, object=TEXT.filter(bool), **MAYBE_MEMBER),
        through_audit,
    ),
    "update": (any_of(RawUpdate), through_inbox),
    "dialog": (any_of(Dialog, beneath=st.none(), asked_at=st.none()), through_dialogs),
    "message": (
        any_of(Outgoing, rows=BUTTONS, attachment=st.none() | any_of(Attachment)),
        through_outbox,
    ),
}


class RollBack(Exception):  # noqa: N818 -- it ends an example, it is not a fault
    """Undo what an example stored."""


@pytest.mark.parametrize("case", CASES)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # every example is rolled back
)
@given(data=st.data())
async def test_value_comes_back_as_it_went_in(
    database: Database, case: str, data: st.DataObject
) -> None:
    strategy, go_through = CASES[case]
    value: Value = data.draw(strategy)
    with pytest.raises(RollBack):
        async with database.work() as work:
            store_sample(work)
            assert await go_through(work, value) == [value]
            raise RollBack


@given(moments=st.lists(st.datetimes(timezones=st.timezones()), min_size=2))
def test_instants_sort_as_text(moments: list[datetime]) -> None:
    from storage.parameters import adapt
    from storage.sqlite import _write_instant

    instants = sorted(adapt(moment) for moment in moments)
    texts = [_write_instant(instant) for instant in instants]
    assert texts == sorted(texts)
    assert {len(text) for text in texts} == {27}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (datetime(2020, 5, 15, 7, 5, tzinfo=ZONE), "2020-05-15T00:05:00.000000Z"),
        (date(2020, 5, 15), "2020-05-15"),
        (time(18), "18:00:00"),
        (ItemStatus.DONE, "done"),
        (Priority.PUSH, 2),
        ("a\0b", "a\ufffdb"),
        (["đ", 1], '["đ",1]'),
        ((Button(label="Gửi", command="/x"),), '[{"label":"Gửi","command":"/x"}]'),
        (None, None),
        (True, 1),
    ],
)
async def test_sqlite_keeps_values_in_one_form(
    sqlite_url: str, value: object, kept: object
) -> None:
    """Rows of all releases are compared as texts: the form of a value never changes."""
    database = await open_database(sqlite_url, clock=lambda: NOW)
    async with database.work() as work:
        assert await work.fetch("select :value as kept", {"value": value}) == [{"kept": kept}]
    await database.close()
