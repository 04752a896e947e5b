"""Days of congresses as people say them: read, and held against what the tier may have."""

from datetime import date

from congress.dates import DateError, parse_range
from congress.units import Unit
from congress.windows import find_fault, find_tier_days, suggest_days
from handlers.context import Answer, Context
from texts.render import write_days

_UNREADABLE = "date/unreadable"


def read_days(ctx: Context, text: str, *, example: str) -> tuple[date, date]:
    """Read one day or a range; `example` is a whole line that would do."""
    try:
        return parse_range(text, today=ctx.today)
    except DateError as error:
        raise Answer(
            "day/unreadable", text=text[:60], reason=error.key, example=example
        ) from error


def check_days(ctx: Context, unit: Unit, days: tuple[date, date], *, example: str) -> None:
    """Refuse days that a congress of the unit's tier may not have, with the reason."""
    tier = find_tier_days(unit.kind, profile=ctx.directory.profile)
    opens, closes = days
    if fault := find_fault(tier, opens=opens, closes=closes, today=ctx.today):
        raise Answer(
            "day/not_allowed",
            fault=fault,
            tier=tier,
            unit=unit,
            opens=opens,
            closes=closes,
            example=example,
        )


def example_days(ctx: Context, unit: Unit) -> str:
    """Write days that a congress of the unit's tier might have, as an example."""
    tier = find_tier_days(unit.kind, profile=ctx.directory.profile)
    return write_days(*suggest_days(tier, today=ctx.today))


def type_days(opens: date, closes: date) -> str:
    """Write days as a command takes them: 30-31/3/2020."""
    last = f"{closes.day}/{closes.month}/{closes.year}"
    if opens == closes:
        return last
    if (opens.year, opens.month) == (closes.year, closes.month):
        return f"{opens.day}-{last}"
    return f"{opens.day}/{opens.month}/{opens.year}-{last}"


def starts_with_days(ctx: Context, text: str) -> tuple[str, str]:
    """Split "25-26/5/2020 hội nghị BTV 15/5" after the days it begins with; none: all is rest."""
    words = text.split()
    for count in range(len(words), 0, -1):
        if _means_days(ctx, said := " ".join(words[:count])):
            return said, " ".join(words[count:])
    return "", text


def ends_with_days(ctx: Context, text: str) -> tuple[str, str]:
    """Split "Kim Đông 10-11/6/2020" before the days it ends with; none: they are empty."""
    words = text.split()
    for start in range(len(words)):
        if _means_days(ctx, said := " ".join(words[start:])):
            return " ".join(words[:start]), said
    return text, ""


def committee_of(ctx: Context) -> Unit:
    """Give the committee whose decisions the speaker records."""
    return ctx.directory.units.get(ctx.member.unit or "") or ctx.directory.root


def _means_days(ctx: Context, text: str) -> bool:
    """Tell whether a text is days, be it ones that there are not."""
    try:
        parse_range(text, today=ctx.today)
    except DateError as error:
        return error.key != _UNREADABLE
    return True
