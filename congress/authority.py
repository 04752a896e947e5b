"""Who decides about a unit: people of the level above it, never its own (DOMAIN 2.3, 8.6)."""

from congress.directory import Directory
from congress.members import Member
from congress.roles import DECIDERS, OVERSEERS, Role
from congress.units import Unit

#: Those who may record a postponement, its end, or an epidemic regime.
RECORDERS = DECIDERS | {Role.OFFICE}
#: Those who record reviews, conclusions and lessons.
REVIEWERS = DECIDERS | {Role.ORGANISATION_DEPT}


def may_decide(directory: Directory, member: Member, unit: Unit) -> bool:
    """Tell whether a person may record a decision of the committee above a unit."""
    return member.role in DECIDERS and directory.is_above(member, unit.code)


def deciders(directory: Directory, unit: Unit) -> list[Member]:
    """List the people who decide about a unit: of the nearest level above that has any."""
    return directory.overseers_of(unit.code, *DECIDERS)


def concerns_level(directory: Directory, member: Member, unit: Unit) -> bool:
    """Tell whether decisions about a unit are for the person's own level, not for one below it.

    Who oversees nothing (a group, a unit) has no level: all decisions about the own units do.
    """
    if member.role not in OVERSEERS:
        return True
    top = directory.root.code
    return (member.unit or top) == (directory.level_over(unit.code, *DECIDERS) or top)


def may_review(directory: Directory, member: Member, unit: Unit) -> bool:
    """Tell whether a person may record a review, a conclusion or a lesson about a unit."""
    return member.role in REVIEWERS and directory.is_above(member, unit.code)


def closers(directory: Directory, unit: Unit) -> list[Member]:
    """List who closes what a unit has carried out: the department above, or who decides there."""
    return directory.overseers_of(unit.code, Role.ORGANISATION_DEPT) or deciders(directory, unit)


def confirmers(directory: Directory, unit: Unit) -> list[Member]:
    """List who makes a gate done that a unit says is done: the leader of its group (DOMAIN 8.5).

    A unit that no group is in charge of has those who close what it carries out.
    """
    return directory.leaders_of(unit) if unit.group else closers(directory, unit)


def may_confirm(directory: Directory, member: Member, unit: Unit) -> bool:
    """Tell whether it is this person who makes a gate of the unit done."""
    return any(one.id == member.id for one in confirmers(directory, unit))
