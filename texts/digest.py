"""The digest in words: which template speaks to which reader, and the labels of its buttons."""

from chat.message import Button
from congress.digest import Digest, digest_buttons
from congress.overview import Overview
from texts.render import Texts


def choose_template(digest: Digest) -> str:
    """Name the template of a digest, which is rendered with the digest alone."""
    if not digest.is_news:
        return "digest/nothing_new"
    return "digest/group" if digest.group else "digest/leader"


def label_buttons(texts: Texts, picture: Overview) -> tuple[Button, ...]:
    """Give the ways on from a digest (or its figures alone) as buttons, to be numbered."""
    return tuple(
        Button(label=texts.label(f"button.{key}"), command=command)
        for key, command in digest_buttons(picture)
    )


def write_digest(texts: Texts, digest: Digest) -> tuple[str, tuple[Button, ...]]:
    """Give a digest's html and its buttons; one line when there is no news (MX-6)."""
    return texts.render(choose_template(digest), digest=digest), label_buttons(
        texts, digest.overview
    )
