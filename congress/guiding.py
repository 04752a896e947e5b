"""Which guidance belongs to a day, a regime and a question (DOMAIN 4)."""

from collections.abc import Iterable
from datetime import date

from congress.epidemic import Guidance, Regime
from congress.folding import fold


def choose_guidance(
    catalogue: Iterable[Guidance],
    *,
    regime: Regime | None,
    day: date,
    postponed: bool = False,
) -> list[Guidance]:
    """List what applies under a regime on a day; without a regime, all of it, as history."""
    if regime is None:
        return list(catalogue)
    return [
        one
        for one in catalogue
        if (one.valid_from is None or one.valid_from <= day)
        and (postponed if one.postponed else not one.regimes or regime in one.regimes)
    ]


def find_topic(guidance: Iterable[Guidance], topic: str) -> list[Guidance]:
    """List what speaks of a topic: one of its key words, or words of its text."""
    wanted = fold(topic)
    return [
        one
        for one in guidance
        if wanted in fold(one.text)
        or any(fold(word) in wanted or wanted in fold(word) for word in one.topics)
    ]
