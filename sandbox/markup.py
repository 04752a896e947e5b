"""Formatted text as Telegram keeps it: plain text beside entities counted in UTF-16 units."""

import re
from dataclasses import dataclass
from html import unescape

#: What parse_mode=HTML may contain, and the entity each tag becomes.
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
}
#: Telegram knows four named references and the numeric ones; others stay as they are written.
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_PIECE = re.compile(r"<(?P<close>/?)(?P<name>[^\s>]*)(?P<rest>[^>]*)(?P<end>>?)|[^<]+")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINK = re.compile(r"(?:https?|tg)://\S+", re.IGNORECASE)
_COMMAND = re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


class MarkupError(ValueError):
    """The text is not what parse_mode=HTML allows; the message is Telegram's own wording."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One formatted stretch of a text; `offset` and `length` are UTF-16 units."""

    kind: str
    offset: int
    length: int
    url: str | None = None


def measure(text: str) -> int:
    """Count UTF-16 units, the unit of entities and the stricter reading of the length limits."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Split HTML into plain text and entities; raise MarkupError as Telegram would refuse it."""
    parser = _Parser(source)
    for piece in _PIECE.finditer(source):
        parser.take(piece)
    text, entities = parser.finish()
    return text, entities + find_entities(text, taken=entities)


def find_entities(text: str, *, taken: tuple[Entity, ...] = ()) -> tuple[Entity, ...]:
    """Find what Telegram marks by itself, commands and addresses, outside formatted code."""
    found = [
        Entity(kind, measure(text[: hit.start()]), measure(hit.group()))
        for kind, pattern in (("bot_command", _COMMAND), ("url", _ADDRESS))
        for hit in pattern.finditer(text)
    ]
    closed = [mark for mark in taken if mark.kind in {"code", "pre", "text_link"}]
    return tuple(entity for entity in found if not any(_overlap(entity, mark) for mark in closed))


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.offset + other.length and other.offset < one.offset + one.length


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    offset: int
    url: str | None


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._text: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def take(self, piece: re.Match[str]) -> None:
        if piece["name"] is None:
            self._append(_REFERENCE.sub(lambda hit: unescape(hit.group()), piece.group()))
        elif piece["close"]:
            self._end(piece)
        else:
            self._start(piece)

    def finish(self) -> tuple[str, tuple[Entity, ...]]:
        if self._open:
            raise MarkupError(
                f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"'
            )
        order = sorted(self._entities, key=lambda entity: (entity.offset, -entity.length))
        return _strip("".join(self._text), order)

    def _append(self, text: str) -> None:
        self._text.append(text)
        self._length += measure(text)

    def _start(self, piece: re.Match[str]) -> None:
        name = piece["name"].lower()
        if not piece["end"]:
            raise MarkupError(f"Unclosed start tag at byte offset {self._at(piece)}")
        if name not in TAGS:
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {self._at(piece)}')
        self._open.append(_Open(name, self._length, _find_link(name, piece["rest"])))

    def _end(self, piece: re.Match[str]) -> None:
        if not self._open:
            raise MarkupError(f"Unexpected end tag at byte offset {self._at(piece)}")
        start, name = self._open.pop(), piece["name"].lower()
        if not piece["end"] or piece["rest"].strip():
            raise MarkupError(f"Unclosed end tag at byte offset {self._at(piece)}")
        if name and name != start.name:
            raise MarkupError(
                f"Unmatched end tag at byte offset {self._at(piece)}, "
                f'expected "</{start.name}>", found "</{name}>"'
            )
        self._close(start)

    def _close(self, start: _Open) -> None:
        length = self._length - start.offset
        if length and (start.name != "a" or start.url):
            self._entities.append(Entity(TAGS[start.name], start.offset, length, start.url))

    def _at(self, piece: re.Match[str]) -> int:
        return len(self._source[: piece.start()].encode())


def _find_link(name: str, attributes: str) -> str | None:
    hit = _HREF.search(attributes) if name == "a" else None
    if hit is None:
        return None
    address = unescape(next(group for group in hit.groups() if group is not None))
    return address if _LINK.fullmatch(address) else None


def _strip(text: str, entities: list[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Drop white space around the text, as Telegram does, and move the entities along."""
    shift, end = measure(text) - measure(text.lstrip()), measure(text.rstrip())
    kept = []
    for entity in entities:
        start, stop = max(entity.offset, shift), min(entity.offset + entity.length, end)
        if stop > start:
            kept.append(Entity(entity.kind, start - shift, stop - start, entity.url))
    return text.strip(), tuple(kept)
