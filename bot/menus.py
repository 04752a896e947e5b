"""Keep each person's command menu on the platform what the role allows; best effort, in peace.

The menu is a convenience: rights are checked when a command is used. Menus are sent one at a time
behind everything else, at the start and when somebody's role or account changed.
"""

import asyncio

from chat.ports import Channel
from congress.directory import Directory
from congress.roles import Role
from handlers.help import menu_for
from texts.render import Texts


class MenuKeeper:
    """Send menus of one channel in the background."""

    def __init__(self, channel: Channel, texts: Texts) -> None:
        self._channel = channel
        self._texts = texts
        self._seen: Directory | None = None
        self._shown: dict[str, Role] = {}
        self._wanted: asyncio.Queue[tuple[str, Role]] = asyncio.Queue()

    def follow(self, directory: Directory) -> None:
        """Ask for the menus that differ from what was sent since the start."""
        if directory is self._seen:
            return
        self._seen = directory
        for identity in directory.identities.values():
            member = directory.members.get(identity.member)
            if identity.channel != self._channel.name or member is None or identity.blocked_at:
                continue
            if self._shown.get(identity.chat) is not member.role:
                self._shown[identity.chat] = member.role
                self._wanted.put_nowait((identity.chat, member.role))

    async def run(self) -> None:
        """Send what is asked for, one at a time, until cancelled."""
        while True:
            chat, role = await self._wanted.get()
            await self._channel.set_menu(chat, menu_for(role, self._texts))
