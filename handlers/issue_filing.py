"""Keep a new issue, and tell whoever is to deal with it.

A complex one goes at once, also in quiet hours, to those who decide above the unit (DH-8).
"""

from datetime import date

from congress.issues import Issue, IssueCategory, IssueOwner, IssueState, may_flag
from congress.members import Member
from congress.roles import DECIDERS, Role
from congress.units import Unit
from handlers.context import Context
from storage import issues


async def raise_issue(  # noqa: PLR0913 -- one argument for each thing an issue tells
    ctx: Context,
    unit: Unit,
    words: str,
    owner: IssueOwner,
    *,
    item: str | None = None,
    category: IssueCategory = IssueCategory.OTHER,
    blocking: bool = False,
    due: date | None = None,
    is_complex: bool = False,
    said_complex: bool = False,
) -> Issue:
    """Keep an issue under the next number, and tell whoever is to deal with it.

    One that is `said_complex` is told at once too, to those who may make it so.
    """
    issue = Issue(
        number=await issues.next_number(ctx.work),
        unit=unit.code,
        item=item,
        text=words,
        state=IssueState.NEW if owner is IssueOwner.GROUP else IssueState.ESCALATED,
        owner=owner,
        raised_by=ctx.member.id,
        at=ctx.now,
        category=category,
        complex=is_complex,
        blocking=blocking,
        due=due,
    )
    issues.add(ctx.work, issue)
    ctx.record("raise_issue", f"issue {issue.code}", new=f"{issue.state} {owner}")
    ctx.affects(unit.code)
    tell_owners(ctx, unit, issue, said_complex=said_complex)
    return issue


def tell_owners(ctx: Context, unit: Unit, issue: Issue, *, said_complex: bool = False) -> None:
    """Tell whoever is to deal with an issue; one that is (said to be) complex goes at once."""
    for person in owners_of(ctx, unit, issue):
        links = [ctx.button("see_issue", f"/xuly {issue.code}", code=issue.code)]
        if may_flag(person) and not issue.complex:
            links.append(ctx.button("flag_complex", f"/chuyencap {issue.code} phuctap ?"))
        ctx.tell(
            person,
            "issues/complex_notice" if issue.complex else "issues/notice",
            links=links,
            urgent=issue.complex or said_complex,
            said_complex=said_complex,
            role=person.role,
            unit=unit,
            item=ctx.directory.items.get((unit.code, issue.item or "")),
            issue=issue,
            by=ctx.member,
        )


def owners_of(ctx: Context, unit: Unit, issue: Issue) -> list[Member]:
    """List the people who are to deal with an issue."""
    if issue.owner is IssueOwner.GROUP:
        return ctx.directory.leaders_of(unit)
    if issue.owner is IssueOwner.ORGANISATION_DEPT:
        return ctx.directory.overseers_of(unit.code, Role.ORGANISATION_DEPT)
    return ctx.directory.overseers_of(unit.code, *DECIDERS)
