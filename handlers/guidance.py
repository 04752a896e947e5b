"""Epidemic guidance by question (/huongdan), and "I have received it" (/danhan)."""

from collections import Counter

from congress.directory import Directory
from congress.epidemic import Guidance, RegimeChange
from congress.guiding import choose_guidance, find_topic
from congress.roles import EVERYONE, OVERSEERS, REPORTERS
from handlers.context import Answer, Context
from handlers.registry import Command
from profiles.reader import read_guidance
from storage import epidemic

_MOST = 5
_TOPICS = 6


async def guide(ctx: Context, args: str) -> None:
    """Answer /huongdan [topic] for the regime in force where the person works."""
    change = ctx.directory.regime_at(ctx.today, unit=ctx.member.unit)
    applicable = choose_guidance(
        read_guidance(),
        regime=change.regime if change else None,
        day=ctx.today,
        postponed=True,
    )
    words, _, page = args.strip().rpartition("#")
    topic = words.strip() if page.isdecimal() else args.strip()
    found = find_topic(applicable, topic) if topic else applicable
    if not found:
        raise Answer(
            "guidance/no_topic",
            buttons=[
                ctx.button("topic", f"/huongdan {word}", topic=word)
                for word in common_topics(applicable)
            ],
            topic=topic[:60],
        )
    start = (max(int(page), 1) - 1) * _MOST if page.isdecimal() else 0
    left = len(found) - start - _MOST
    more = [ctx.button("more", f"/huongdan {topic}#{start // _MOST + 2}")] if left > 0 else []
    ctx.say(
        "guidance/list",
        links=more,
        change=change,
        topic=topic,
        guidance=found[start : start + _MOST],
        left=max(left, 0),
    )


def common_topics(guidance: list[Guidance]) -> list[str]:
    """List the words that most of the guidance can be asked by."""
    counted = Counter(word for one in guidance for word in one.topics)
    return [word for word, _ in counted.most_common(_TOPICS)]


async def acknowledge(ctx: Context, args: str) -> None:
    """Answer /danhan CHANGE UNIT: the person has read what a regime change brought."""
    number, _, unit = args.partition(" ")
    done = number.isdecimal() and await epidemic.acknowledge(
        ctx.work,
        change=int(number),
        unit=unit.strip().upper(),
        member=ctx.member.id,
        at=ctx.now,
    )
    if done:
        ctx.record("guidance.acknowledged", of=f"unit {unit.strip().upper()}", new=number)
    ctx.say("guidance/received" if done else "guidance/received_before")


async def list_silent(ctx: Context, args: str) -> None:
    """Answer /chuanhan CHANGE: who was sent the guidance and has not acknowledged it."""
    change = find_change(ctx.directory, args)
    if change is None:
        raise Answer("regime/unknown_change")
    pushes = await epidemic.pushes(ctx.work, change=change.id)
    waiting = {push.unit for push in pushes} - {
        push.unit for push in pushes if push.acknowledged_at
    }
    units = [unit for unit in ctx.directory.units_of(ctx.member) if unit.code in waiting]
    ctx.say(
        "guidance/silent",
        change=change,
        units=units,
        told=len({push.unit for push in pushes}),
    )


def find_change(directory: Directory, text: str) -> RegimeChange | None:
    """Find a regime change by its number."""
    wanted = text.strip()
    return next((change for change in directory.regimes if str(change.id) == wanted), None)


COMMANDS = (
    Command("huongdan", guide, EVERYONE, in_groups=True),
    Command("danhan", acknowledge, REPORTERS, hidden=True),
    Command("chuanhan", list_silent, OVERSEERS, hidden=True),
)
