"""What the program asks of a channel; channels/telegram/ and later channels/zalo/ answer."""

from collections.abc import Sequence
from typing import Protocol

from chat.message import Capabilities, Incoming, Outcome, Outgoing, RawUpdate


class Channel(Protocol):
    """Bring messages in and take messages out; keep no state that a restart may not lose."""

    name: str
    capabilities: Capabilities

    @property
    def bot(self) -> str:
        """Give the bot's id on the platform."""

    @property
    def user_name(self) -> str:
        """Give the bot's user name, by which links and group commands address it."""

    async def start(self) -> None:
        """Open connections and learn who the bot is; raise ChannelError in plain words."""

    async def stop(self) -> None:
        """Close connections."""

    async def poll(self) -> Sequence[RawUpdate]:
        """Wait for updates; do not confirm them: that is `confirm`, after they are stored."""

    def confirm(self, updates: Sequence[RawUpdate]) -> None:
        """Let the next poll acknowledge these, which are in the database by now."""

    def decode(self, payload: dict[str, object], *, key: str) -> Incoming | None:
        """Read a stored update; None for kinds that need no answer."""

    async def send(self, message: Outgoing, *, file: tuple[str, bytes] | None = None) -> Outcome:
        """Try once to deliver; never raise for what the platform or the network does."""

    async def acknowledge(self, ack: str) -> None:
        """Stop a pressed button's spinner; best effort."""

    async def show_typing(self, chat: str) -> None:
        """Show that an answer is being made; best effort."""

    async def set_menu(self, chat: str | None, commands: Sequence[tuple[str, str]]) -> None:
        """Set the command menu of a chat, or of everyone; best effort."""


class ChannelError(Exception):
    """A channel cannot work at all: `key` names the text that says what to do."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
