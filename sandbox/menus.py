"""The "/" menus a bot sets with setMyCommands, by scope and language."""

from dataclasses import dataclass

#: The language the people here use; a menu without a language serves everyone else.
LANGUAGE = "vi"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a menu is for: the Bot API's type, with a chat and a member where it names one."""

    kind: str = "default"
    chat_id: int | None = None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One line of a menu."""

    command: str
    description: str


class Menus:
    """Keep the menus and find the one that a person sees in a chat."""

    def __init__(self) -> None:
        self.version = 0
        self._lists: dict[tuple[Scope, str], tuple[Command, ...]] = {}

    def set(self, scope: Scope, language: str, commands: tuple[Command, ...]) -> None:
        """Set a menu; an empty one is no menu."""
        self.version += 1
        if commands:
            self._lists[scope, language] = commands
        else:
            self._lists.pop((scope, language), None)

    def get(self, scope: Scope, language: str) -> tuple[Command, ...]:
        """Return exactly the menu that was set."""
        return self._lists.get((scope, language), ())

    def seen_in(self, chat_id: int, *, person: int) -> tuple[Command, ...]:
        """Return the menu shown to a person in a chat: the narrowest scope that has one."""
        for scope in _narrowest_first(chat_id, person):
            for language in (LANGUAGE, ""):
                if commands := self.get(scope, language):
                    return commands
        return ()


def _narrowest_first(chat_id: int, person: int) -> list[Scope]:
    everyone = "all_private_chats" if chat_id > 0 else "all_group_chats"
    member = [] if chat_id > 0 else [Scope("chat_member", chat_id, person)]
    return [*member, Scope("chat", chat_id), Scope(everyone), Scope()]
