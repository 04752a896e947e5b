"""Who makes "done", who reopens, and what "held" does to a congress."""

from datetime import UTC, date, datetime

import pytest

from congress.events import Congress, CongressEvent, CongressState, EventKind
from congress.plans import Gate, ItemStatus, PlanItem, Stream
from congress.reporting import (
    Hold,
    ReportError,
    Settled,
    settle,
)
from congress.roles import Role
from congress.transitions import hold, withdraw_held

D = ItemStatus


def item(*, gate: Gate = Gate.NONE, decided: bool = False, code: str = "X25") -> PlanItem:
    return PlanItem(
        unit="K12",
        code=code,
        title="Chương trình, nội quy, kịch bản điều hành",
        short="Kịch bản",
        stream=Stream.LOGISTICS,
        gate=gate,
        decided=decided,
        baseline_due=date(2020, 5, 26),
        due=date(2020, 5, 26),
    )


ORDINARY = item()
GATE = item(gate=Gate.HARD)
SOFT = item(gate=Gate.SOFT)
DECIDED = item(gate=Gate.HARD, decided=True)


@pytest.mark.parametrize(
    ("of", "role", "old", "wanted", "expected"),
    [
        (ORDINARY, Role.UNIT_REPORTER, D.NOT_STARTED, D.DONE, Settled(D.DONE)),
        (ORDINARY, Role.GROUP_MEMBER, D.BLOCKED, D.IN_PROGRESS, Settled(D.IN_PROGRESS)),
        (ORDINARY, Role.UNIT_REPORTER, D.DONE, D.DONE, Settled(D.DONE)),
        (GATE, Role.UNIT_REPORTER, D.IN_PROGRESS, D.DONE, Settled(D.SUBMITTED, Hold.GATE)),
        (SOFT, Role.GROUP_MEMBER, D.IN_PROGRESS, D.DONE, Settled(D.SUBMITTED, Hold.GATE)),
        (GATE, Role.GROUP_LEADER, D.SUBMITTED, D.DONE, Settled(D.DONE)),
        (GATE, Role.GROUP_LEADER, D.SUBMITTED, D.RETURNED, Settled(D.RETURNED)),
        (GATE, Role.UNIT_REPORTER, D.DONE, D.DONE, Settled(D.DONE)),
        (DECIDED, Role.GROUP_LEADER, D.SUBMITTED, D.DONE, Settled(D.SUBMITTED, Hold.DECISION)),
        (DECIDED, Role.UNIT_REPORTER, D.BLOCKED, D.DONE, Settled(D.SUBMITTED, Hold.DECISION)),
    ],
)
def test_status_comes_to(
    of: PlanItem, role: Role, old: ItemStatus, wanted: ItemStatus, expected: Settled
) -> None:
    assert settle(of, role=role, old=old, wanted=wanted) == expected


@pytest.mark.parametrize(
    ("of", "role", "old", "wanted", "reason", "key"),
    [
        (ORDINARY, Role.UNIT_REPORTER, D.DONE, D.IN_PROGRESS, "thiếu", "reopen"),
        (ORDINARY, Role.GROUP_MEMBER, D.DONE, D.NOT_APPLICABLE, "thiếu", "reopen"),
        (ORDINARY, Role.GROUP_LEADER, D.DONE, D.IN_PROGRESS, "", "reopen_reason"),
        (ORDINARY, Role.SECRETARY, D.IN_PROGRESS, D.DONE, "", "only_reopen"),
        (GATE, Role.UNIT_REPORTER, D.IN_PROGRESS, D.NOT_APPLICABLE, "", "waive"),
        (DECIDED, Role.UNIT_REPORTER, D.SUBMITTED, D.RETURNED, "", "waive"),
    ],
)
def test_status_is_refused(
    of: PlanItem, role: Role, old: ItemStatus, wanted: ItemStatus, reason: str, key: str
) -> None:
    with pytest.raises(ReportError) as told:
        settle(of, role=role, old=old, wanted=wanted, reason=reason)
    assert told.value.key == key


@pytest.mark.parametrize("role", [Role.GROUP_LEADER, Role.SECRETARY, Role.ORGANISATION_DEPT])
def test_leaders_reopen_with_a_reason(role: Role) -> None:
    settled = settle(ORDINARY, role=role, old=D.DONE, wanted=D.IN_PROGRESS, reason="bổ sung")
    assert settled == Settled(D.IN_PROGRESS)


@pytest.mark.parametrize(
    ("of", "wanted", "expected"),
    [(GATE, D.DONE, Settled(D.DONE)), (GATE, D.RETURNED, Settled(D.RETURNED))],
)
def test_who_stands_in_for_a_leader_answers_gates(
    of: PlanItem, wanted: ItemStatus, expected: Settled
) -> None:
    role = Role.ORGANISATION_DEPT
    assert settle(of, role=role, old=D.SUBMITTED, wanted=wanted, confirms=True) == expected


@pytest.mark.parametrize(
    ("of", "wanted"), [(ORDINARY, D.DONE), (DECIDED, D.DONE), (GATE, D.IN_PROGRESS)]
)
def test_who_stands_in_for_a_leader_reports_nothing_else(of: PlanItem, wanted: ItemStatus) -> None:
    role = Role.ORGANISATION_DEPT
    with pytest.raises(ReportError, match="only_reopen"):
        settle(of, role=role, old=D.SUBMITTED, wanted=wanted, confirms=True)


def test_own_report_is_corrected_by_its_unit() -> None:
    settled = settle(
        ORDINARY, role=Role.UNIT_REPORTER, old=D.DONE, wanted=D.IN_PROGRESS, corrects=True
    )
    assert settled == Settled(D.IN_PROGRESS)


def test_held_congress_keeps_its_opening_day_only_when_it_is_near() -> None:
    dated = Congress(
        unit="K12",
        state=CongressState.APPROVED,
        opens_on=date(2020, 6, 10),
        closes_on=date(2020, 6, 11),
    )
    held = {"state": CongressState.HELD, "held_on": date(2020, 6, 11)}
    assert hold(dated, closed_on=date(2020, 6, 11)) == dated.model_copy(update=held)
    early = date(2020, 5, 14)
    assert hold(dated, closed_on=early) == Congress(
        unit="K12", state=CongressState.HELD, opens_on=early, closes_on=early, held_on=early
    )


def event(kind: EventKind, opens: date | None = None) -> CongressEvent:
    return CongressEvent(
        id=1,
        unit="K12",
        kind=kind,
        opens_on=opens,
        closes_on=opens,
        happened_on=date(2020, 5, 12),
        at=datetime(2020, 5, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([EventKind.HELD], CongressState.UNDATED),
        ([EventKind.PROPOSED, EventKind.APPROVED, EventKind.HELD], CongressState.APPROVED),
        ([EventKind.PROPOSED, EventKind.HELD], CongressState.PROPOSED),
        (
            [EventKind.APPROVED, EventKind.HELD, EventKind.HELD_WITHDRAWN, EventKind.HELD],
            CongressState.APPROVED,
        ),
        ([EventKind.APPROVED, EventKind.POSTPONED, EventKind.HELD], CongressState.POSTPONED),
    ],
)
def test_withdrawn_congress_stands_as_before(kinds: list[EventKind], state: CongressState) -> None:
    day = date(2020, 6, 10)
    before = withdraw_held("K12", [event(kind, day) for kind in kinds])
    dated = None if state is CongressState.UNDATED else day
    assert before == Congress(unit="K12", state=state, opens_on=dated, closes_on=dated)


def test_withdrawn_congress_that_was_resumed_has_no_date() -> None:
    events = [event(EventKind.POSTPONED, date(2020, 6, 10)), event(EventKind.RESUMED)]
    assert withdraw_held("K12", events) == Congress(unit="K12")
