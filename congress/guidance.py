"""Which guidance fits: by regime, by how far a congress is, and by what is asked (DOMAIN 4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from congress.directory import Directory
from congress.epidemic import Guidance, Phase, Regime, RegimeChange
from congress.events import HELD_STATES, Congress, CongressState
from congress.naming import fits, words_of


def find_regime(directory: Directory, *, today: date, unit: str | None) -> RegimeChange | None:
    """Find the regime in force for a unit or the whole tree, or else the next one to come."""
    if current := directory.regime_at(today, unit=unit):
        return current
    coming = sorted({change.since for change in directory.regimes if change.since > today})
    found = (directory.regime_at(day, unit=unit) for day in coming)
    return next((change for change in found if change), None)


def find_phase(congress: Congress, *, today: date) -> Phase:
    """Tell whether a congress is still to come, going on, or over."""
    if congress.state in HELD_STATES:
        return Phase.AFTER
    if congress.state is CongressState.IN_SESSION or (
        congress.state is not CongressState.POSTPONED
        and congress.opens_on
        and congress.closes_on
        and congress.opens_on <= today <= congress.closes_on
    ):
        return Phase.DURING
    return Phase.BEFORE


def select_guidance(
    catalogue: Iterable[Guidance],
    *,
    regime: Regime,
    postponed: bool = False,
    phases: Collection[Phase] = frozenset(Phase),
    today: date,
) -> list[Guidance]:
    """List what holds under a regime; what is about postponement only where one is."""
    return [
        one
        for one in catalogue
        if (postponed if one.postponed else not one.regimes or regime in one.regimes)
        and set(one.phases) & set(phases)
        and (one.valid_from is None or one.valid_from <= today)
    ]


def about(guidance: Iterable[Guidance], words: str) -> list[Guidance]:
    """List what is about some words: by its topics, else by its own words."""
    asked = words_of(words)
    if not asked:
        return []
    everything = list(guidance)
    by_topic = [
        one for one in everything if any(_meet(asked, words_of(topic)) for topic in one.topics)
    ]
    return by_topic or [one for one in everything if fits(asked, words_of(one.text))]


def list_topics(guidance: Iterable[Guidance]) -> list[str]:
    """List the topics, the most frequent first, but none that leads to little but another's."""
    everything = list(guidance)
    counts = Counter(topic for one in everything for topic in one.topics)
    listed: dict[str, set[str]] = {}
    for topic, _ in counts.most_common():
        found = {one.code for one in about(everything, topic)}
        if not any(_is_much_of(found, further) for further in listed.values()):
            listed[topic] = found
    return list(listed)


def _is_much_of(some: set[str], further: set[str]) -> bool:
    """Tell whether some pieces are among others, and at least three quarters of them."""
    return some <= further and 4 * len(some) >= 3 * len(further)


def _meet(asked: Sequence[str], topic: Sequence[str]) -> bool:
    """Tell whether one stands in the other, word by word."""
    short, long = sorted((asked, topic), key=len)
    return any(
        list(long[start : start + len(short)]) == list(short)
        for start in range(len(long) - len(short) + 1)
    )
