"""The Bot API's JSON for what is in the world, field by field as Telegram documents it."""

from datetime import datetime
from typing import Any

from sandbox.files import Kind, StoredFile
from sandbox.markup import Entity
from sandbox.people import Bot
from sandbox.world import Button, Chat, Message, World

Json = dict[str, Any]


def to_seconds(moment: datetime) -> int:
    """Return a moment as the Bot API writes it, in whole seconds since 1970."""
    return int(moment.timestamp())


class Shapes:
    """Write users, chats and messages as the Bot API does."""

    def __init__(self, *, world: World, bot: Bot) -> None:
        self._world = world
        self._bot = bot

    def user(self, user_id: int) -> Json:
        """Return a User: one of the people, or the bot."""
        if user_id == self._bot.id:
            return {
                "id": user_id,
                "is_bot": True,
                "first_name": self._bot.title,
                "username": self._bot.username,
            }
        title = self._world.people[user_id].title
        return {"id": user_id, "is_bot": False, "first_name": title, "language_code": "vi"}

    def me(self) -> Json:
        """Return the bot's User with what only getMe tells."""
        return self.user(self._bot.id) | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def chat(self, chat: Chat) -> Json:
        """Return a Chat."""
        name = "first_name" if chat.is_private else "title"
        return {"id": chat.id, "type": chat.kind, name: chat.title}

    def full_chat(self, chat: Chat) -> Json:
        """Return a ChatFullInfo."""
        return self.chat(chat) | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": {
                "unlimited_gifts": False,
                "limited_gifts": False,
                "unique_gifts": False,
                "premium_subscription": False,
                "gifts_from_channels": False,
            },
        }

    def member(self, user_id: int, *, status: str) -> Json:
        """Return a ChatMember with a status that needs no further rights."""
        extra = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": self.user(user_id)} | extra

    def message(self, message: Message, *, with_reply: bool = True) -> Json:
        """Return a Message; a quoted one comes without what it quotes itself."""
        chat = self._world.chats[message.chat_id]
        shape = {
            "message_id": message.id,
            "from": self.user(message.sender),
            "chat": self.chat(chat),
            "date": to_seconds(message.at),
        }
        shape |= self._words(message) | self._service(message) | _markup(message)
        if message.edited_at:
            shape["edit_date"] = to_seconds(message.edited_at)
        if message.forwarded_from:
            shape["forward_origin"] = self._origin(message)
        quoted = chat.messages.get(message.reply_to or 0)
        if quoted and with_reply:
            shape["reply_to_message"] = self.message(quoted, with_reply=False)
        return shape

    def _words(self, message: Message) -> Json:
        if message.file is None:
            words, entities, shape = "text", "entities", {}
        else:
            words, entities, shape = "caption", "caption_entities", _media(message.file)
        if message.text:
            shape[words] = message.text
        if message.entities:
            shape[entities] = [_entity(entity) for entity in message.entities]
        return shape

    def _service(self, message: Message) -> Json:
        if message.service is None:
            return {}
        name, value = message.service.name, message.service.value
        if name == "new_chat_members":
            return {name: [self.user(value)]}
        return {name: self.user(value) if name == "left_chat_member" else value}

    def _origin(self, message: Message) -> Json:
        user = self.user(message.forwarded_from or 0)
        return {"type": "user", "date": to_seconds(message.at), "sender_user": user}


def _media(file: StoredFile) -> Json:
    ids = {"file_id": file.id, "file_unique_id": f"u{file.id}", "file_size": len(file.content)}
    size = {"width": file.width, "height": file.height}
    if file.kind is Kind.PHOTO:
        return {"photo": [ids | size]}
    if file.kind is Kind.STICKER:
        return {
            "sticker": ids | size | {"type": "regular", "is_animated": False, "is_video": False}
        }
    return {"document": ids | {"file_name": file.name, "mime_type": file.mime}}


def _entity(entity: Entity) -> Json:
    shape: Json = {"type": entity.kind, "offset": entity.offset, "length": entity.length}
    return shape | ({"url": entity.url} if entity.url else {})


def _markup(message: Message) -> Json:
    if not message.buttons:
        return {}
    rows = [[_button(button) for button in row] for row in message.buttons]
    return {"reply_markup": {"inline_keyboard": rows}}


def _button(button: Button) -> Json:
    if button.url:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "callback_data": button.data}
