"""The parts of one messenger, held together for those who act on them."""

from collections import deque
from dataclasses import dataclass, field
from itertools import count

from sandbox.changes import Changes
from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.files import FileStore
from sandbox.limits import Limits
from sandbox.menus import Menus
from sandbox.people import Bot
from sandbox.shapes import Shapes
from sandbox.updates import UpdateQueue
from sandbox.world import Chat, World


@dataclass(frozen=True, slots=True)
class Toast:
    """What answerCallbackQuery showed to who had pressed."""

    id: int
    person: int
    text: str
    alert: bool


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button that waits to be answered."""

    person: int
    chat: Chat


@dataclass(slots=True, kw_only=True)
class Messenger:
    """Everything the Bot API, the page and the people's phones share."""

    token: str
    bot: Bot
    clock: SandboxClock
    changes: Changes
    world: World
    updates: UpdateQueue
    limits: Limits
    shapes: Shapes
    faults: Faults = field(default_factory=Faults)
    files: FileStore = field(default_factory=FileStore)
    menus: Menus = field(default_factory=Menus)
    presses: dict[str, Press] = field(default_factory=dict)
    toasts: deque[Toast] = field(default_factory=lambda: deque(maxlen=100))
    numbers: "count[int]" = field(default_factory=lambda: count(1))
