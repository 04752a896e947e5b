"""Cut a long text into messages a channel takes: at line ends, with tags kept whole.

Splitting happens when a message is queued, so that each part is a row of its own: it is sent,
repeated or given up alone. A sender only ever sends single parts.
"""

import re
from collections.abc import Iterator
from html import unescape

#: A tag, an entity, a run of white space, a word, or a bracket or ampersand that is neither.
_TOKEN = re.compile(r"</?[a-z][^<>]*>|&#?\w{1,31};|\s|[^\s<&]+|[<&]")
_TAG = re.compile(r"</?([a-z]+)")


def count_units(html: str) -> int:
    """Count the UTF-16 code units that a text shows, as the platforms' limits do."""
    return sum(_size(token) for token in _TOKEN.findall(html))


def split_html(html: str, limit: int) -> list[str]:
    """Split html of the subset b, i, u, code, a into parts that show at most `limit` units each.

    Cuts at the last line end, or else the last space, or else inside a word; the white space at
    a cut is left out, and so is a part that would show nothing. Tags open at a cut are closed
    there and opened again in the next part.
    """
    if 2 * len(html) <= limit:  # no character shows more than two units
        return [html]
    tokens = [piece for token in _TOKEN.findall(html) for piece in _chop(token, limit)]
    parts = list(_cut(tokens, limit))
    return parts or [html]


def _cut(tokens: list[str], limit: int) -> Iterator[str]:
    open_tags: list[str] = []
    start = 0
    while start < len(tokens):
        end = _find_end(tokens, start, limit)
        part = tokens[start:end]
        opened = "".join(open_tags)
        _follow(part, open_tags)
        closed = "".join(f"</{_name(tag)}>" for tag in reversed(open_tags))
        text = "".join(part)
        if any(_size(token) and not token.isspace() for token in part):
            yield f"{opened}{text.strip()}{closed}"
        start = end


def _find_end(tokens: list[str], start: int, limit: int) -> int:
    """Find where the part that begins at `start` should end."""
    shown = line_end = space = 0
    for place in range(start, len(tokens)):
        token = tokens[place]
        shown += _size(token)
        if shown > limit and not token.isspace():
            return line_end or space or place
        if token.isspace():
            space = place + 1
            line_end = space if "\n" in token else line_end
    return len(tokens)


def _chop(token: str, limit: int) -> Iterator[str]:
    """Cut a word that is too long for one message; tags and entities stay whole."""
    if _size(token) <= limit:
        yield token
        return
    piece, shown = "", 0
    for char in token:
        size = _size(char)
        if shown + size > limit:
            yield piece
            piece, shown = "", 0
        piece += char
        shown += size
    yield piece


def _follow(tokens: list[str], open_tags: list[str]) -> None:
    for token in tokens:
        if token.startswith("</"):
            if open_tags and _name(open_tags[-1]) == _name(token):
                open_tags.pop()
        elif _is_tag(token):
            open_tags.append(token)


def _size(token: str) -> int:
    if _is_tag(token):
        return 0
    text = unescape(token) if token[0] == "&" else token
    return len(text) + sum(char > "\uffff" for char in text)


def _is_tag(token: str) -> bool:
    return token[0] == "<" and len(token) > 1


def _name(tag: str) -> str:
    match = _TAG.match(tag)
    return match[1] if match else ""
