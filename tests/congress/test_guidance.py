"""Which guidance fits a regime, a phase and a question."""

from datetime import UTC, date, datetime

from congress.directory import Directory
from congress.epidemic import Guidance, Phase, Regime, RegimeChange
from congress.events import Congress, CongressState
from congress.guidance import about, find_phase, find_regime, list_topics, select_guidance

TODAY = date(2020, 5, 15)
NOW = datetime(2020, 5, 15, tzinfo=UTC)


def change(number: int, regime: Regime, since: date, until: date | None = None) -> RegimeChange:
    return RegimeChange(
        id=number, area=None, regime=regime, since=since, until=until, basis="MH-01/UBND", at=NOW
    )


def piece(code: str, *regimes: Regime, **more: object) -> Guidance:
    values = {
        "phases": (Phase.BEFORE,),
        "text": f"Nội dung {code}",
        "source": "S",
        "dated": "2020",
    }
    return Guidance.model_validate(values | {"code": code, "regimes": regimes} | more)


def test_find_regime_in_force_before_one_to_come() -> None:
    current = change(1, Regime.CT19, date(2020, 5, 1), date(2020, 5, 20))
    coming = change(2, Regime.CT16, date(2020, 5, 18))

    assert find_regime(Directory(regimes=(current, coming)), today=TODAY, unit=None) == current
    assert find_regime(Directory(regimes=(coming,)), today=TODAY, unit=None) == coming
    assert find_regime(Directory(), today=TODAY, unit=None) is None


def test_find_regime_to_come_that_was_lifted_is_none() -> None:
    coming = change(1, Regime.CT16, date(2020, 5, 18))
    lifted = change(2, Regime.NONE, date(2020, 5, 15))

    assert find_regime(Directory(regimes=(coming, lifted)), today=TODAY, unit=None) is None


def test_find_phase_follows_state_and_days() -> None:
    days = {"opens_on": date(2020, 5, 14), "closes_on": date(2020, 5, 15)}

    def phase(state: CongressState, **more: date) -> Phase:
        return find_phase(Congress(unit="K01", state=state, **more), today=TODAY)

    assert phase(CongressState.UNDATED) is Phase.BEFORE
    assert phase(CongressState.APPROVED, **days) is Phase.DURING
    assert phase(CongressState.POSTPONED, **days) is Phase.BEFORE
    assert phase(CongressState.IN_SESSION) is Phase.DURING
    assert phase(CongressState.RATIFIED, **days) is Phase.AFTER


def test_select_guidance_by_regime_phase_day_and_postponement() -> None:
    catalogue = [
        piece("G1", Regime.CT15),
        piece("G2"),
        piece("G3", postponed=True),
        piece("G4", Regime.CT15, phases=(Phase.DURING,)),
        piece("G5", Regime.CT15, valid_from=date(2020, 7, 28)),
    ]

    def codes(regime: Regime, **more: object) -> list[str]:
        found = select_guidance(catalogue, regime=regime, today=TODAY, **more)  # type: ignore[arg-type] -- by keyword
        return [one.code for one in found]

    assert codes(Regime.CT15) == ["G1", "G2", "G4"]
    assert codes(Regime.CT16) == ["G2"]
    assert codes(Regime.CT15, phases={Phase.BEFORE}) == ["G1", "G2"]
    assert codes(Regime.CT15, postponed=True) == ["G1", "G2", "G3", "G4"]


def test_about_topic_words_or_the_text() -> None:
    guests = piece("G1", topics=("khách mời", "văn nghệ"))
    people = piece("G2", topics=("bao nhiêu người",), text="Không quá 20 người một phòng.")

    assert about([guests, people], "khach moi") == [guests]
    assert about([guests, people], "có được mời bao nhiêu người") == [people]
    assert about([guests, people], "phòng") == [people]
    assert about([guests, people], "chuyện khác") == []
    assert about([guests, people], "?") == []


def test_list_topics_the_most_frequent_first() -> None:
    assert list_topics([piece("G1", topics=("a", "b")), piece("G2", topics=("b",))]) == ["b", "a"]


def test_topics_that_lead_to_the_same_are_listed_once() -> None:
    pieces = [piece(f"G{number}", topics=("họp", "số người")) for number in range(4)]
    pieces.append(piece("G4", topics=("họp", "khách mời")))
    assert list_topics(pieces) == ["họp", "khách mời"]
