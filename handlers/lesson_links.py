"""Buttons for what may be done next with the lessons in the register."""

from collections.abc import Sequence

from chat.message import Button
from congress.authority import REVIEWERS
from congress.lessons import Lesson
from handlers import lesson_samples
from handlers.context import Context


def next_steps(ctx: Context, known: Sequence[Lesson]) -> list[Button]:
    """Offer to write lessons, to send those that were not, and to see who has not got them."""
    if ctx.member.role not in REVIEWERS:
        return []
    links = [ctx.button("add_lesson", "/baihoc them")]
    if lesson_samples.is_taught(ctx) and (left := lesson_samples.find_unwritten(ctx, known)):
        links.append(ctx.button("lesson_samples", "/baihoc mau", count=len(left)))
    if count := sum(not one.sent for one in known):
        links.append(ctx.button("send_lessons", "/baihoc gui", count=count))
    if any(one.sent for one in known):
        links.append(ctx.button("unacknowledged", "/baihoc chuanhan"))
    return links
