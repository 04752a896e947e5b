"""The digest in words: which template speaks to which reader, and the labels of its buttons."""

from chat.message import Button
from congress.digest import Digest, digest_buttons
from congress.roles import GROUPS
from texts.render import Texts


def write_digest(texts: Texts, digest: Digest) -> tuple[str, tuple[Button, ...]]:
    """Give the html of a digest and its numbered buttons; one line when there is no news."""
    if not digest.is_news:
        template = "nothing_new"
    elif digest.reader.role in GROUPS:
        template = "group"
    else:
        template = "leader"
    buttons = tuple(
        Button(label=texts.label(f"button.{key}"), command=command)
        for key, command in digest_buttons(digest)
    )
    return texts.render(f"digest/{template}", digest=digest, now=digest.overview), buttons
