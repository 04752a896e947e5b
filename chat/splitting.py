"""Cut a long text into messages a channel takes: at line ends, with tags kept whole."""

import re
from collections.abc import Iterator
from html import unescape

_TOKEN = re.compile(r"<[^>]*>|&[^;\s]{1,10};|[^<&]|[<&]")
_TAG_NAME = re.compile(r"</?([a-z]+)")


def split_html(html: str, limit: int) -> list[str]:
    """Split html of the subset b, i, u, code, a so that each part shows at most `limit` units.

    Units are UTF-16 code units of the shown text, as Telegram counts. Tags open at a cut are
    closed there and opened again in the next part.
    """
    if len(html) <= limit:
        return [html]
    parts: list[str] = []
    open_tags: list[str] = []
    current, shown = "", 0
    for line in _pieces(html, limit):
        size = _shown_units(line)
        if shown and shown + size > limit:
            parts.append(_close(current.rstrip("\n"), open_tags))
            current, shown = "".join(open_tags), 0
        current += line
        shown += size
        _track(line, open_tags)
    if shown:
        parts.append(_close(current.rstrip("\n"), open_tags))
    return parts


def _pieces(html: str, limit: int) -> Iterator[str]:
    """Give lines with their ends; a line too long for one message in runs of whole tokens."""
    for line in html.splitlines(keepends=True):
        if _shown_units(line) <= limit:
            yield line
            continue
        run, shown = "", 0
        for token in _TOKEN.findall(line):
            size = _shown_units(token)
            if shown + size > limit:
                yield run
                run, shown = "", 0
            run += token
            shown += size
        yield run


def _shown_units(html: str) -> int:
    text = unescape(re.sub(r"<[^>]*>", "", html))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _track(html: str, open_tags: list[str]) -> None:
    for tag in re.findall(r"<[^>]*>", html):
        if not tag.startswith("</"):
            open_tags.append(tag)
        elif open_tags:
            open_tags.pop()


def _close(html: str, open_tags: list[str]) -> str:
    names = [match[1] for tag in open_tags if (match := _TAG_NAME.match(tag))]
    return html + "".join(f"</{name}>" for name in reversed(names))
