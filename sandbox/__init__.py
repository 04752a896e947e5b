"""A messenger on this machine: Telegram's Bot API on loopback, and a page to look at it."""

from sandbox.clock import SandboxClock
from sandbox.faults import FaultKind
from sandbox.people import Group, Person, Section
from sandbox.phones import Phone
from sandbox.server import Sandbox
from sandbox.world import Button, Message

__all__ = [
    "Button",
    "FaultKind",
    "Group",
    "Message",
    "Person",
    "Phone",
    "Sandbox",
    "SandboxClock",
    "Section",
]
