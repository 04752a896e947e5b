"""Who takes part: people with phones, groups, and the bot."""

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Under which heading of the page's list a person stands."""

    LEADERS = "leaders"
    WORK_GROUPS = "work_groups"
    UNITS = "units"
    STRANGERS = "strangers"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a phone, shown by a role title; their private chat has the same id.

    `started`: has written to the bot before, without which a bot may not write to them.
    """

    id: int
    title: str
    section: Section = Section.STRANGERS
    started: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat (negative id), its members' ids, and whether the bot is in it."""

    id: int
    title: str
    members: tuple[int, ...] = ()
    has_bot: bool = True


@dataclass(frozen=True, slots=True)
class Bot:
    """The one bot of this messenger."""

    id: int
    title: str
    username: str
