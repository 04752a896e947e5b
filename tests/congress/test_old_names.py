"""Old names of units are noticed word by word, with or without marks (CL-6)."""

import unicodedata

import pytest

from congress.old_names import OldName, OldNames
from congress.units import Unit, UnitKind


def unit(code: str, name: str, *old: str) -> Unit:
    return Unit(code=code, name=name, kind=UnitKind.PARTY_COMMITTEE_UNIT, old_names=old)


NEW = unit("K1", "Đảng bộ xã Kim Song Trường", "Kim Lộc", "Song Lộc", "Trường Lộc")
OTHER = unit("K2", "Đảng bộ xã Xuân Hòa", "Hòa Thắng", "Xuân Lộc")
LIVING = unit("K3", "Đảng bộ xã Xuân Lộc")
UNITS = (NEW, OTHER, LIVING)


@pytest.mark.row("CL-6")
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("số liệu của Song Lộc và Trường Lộc", ["Song Lộc", "Trường Lộc"]),
        ("so lieu cua song loc", ["Song Lộc"]),
        ("SONG LỘC:", ["Song Lộc"]),
        ("Hoà Thắng cũ", ["Hòa Thắng"]),
        (unicodedata.normalize("NFD", "xã Kim Lộc"), ["Kim Lộc"]),
        ("Kim Song Trường", []),
        ("song lóc", []),
        ("Song Lộcc", []),
        ("Kim, Lộc Hà", []),
        ("xã Xuân Lộc", []),  # still the name of a unit
        ("", []),
    ],
)
def test_old_names_are_found_word_by_word(text: str, names: list[str]) -> None:
    owners = {old: one for one in UNITS for old in one.old_names}
    assert OldNames(UNITS).find(text) == tuple(OldName(name, owners[name]) for name in names)


def test_name_of_today_hides_the_old_one_inside_it() -> None:
    longer = unit("K4", "Đảng bộ xã Đại Song Lộc")
    assert OldNames((*UNITS, longer)).find("Đại Song Lộc") == ()
    assert OldNames((*UNITS, longer)).find("Đại Song Lộc, Song Lộc") == (OldName("Song Lộc", NEW),)
