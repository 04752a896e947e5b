"""Who records reviews: people of a level above the unit, never its own (DOMAIN 2.3)."""

import pytest

from congress.authority import may_review
from congress.directory import Directory
from congress.members import Member
from congress.roles import Role
from congress.units import Unit, UnitKind

PROVINCE = Unit(code="TU", name="Đảng bộ tỉnh A", kind=UnitKind.COMMITTEE)
DISTRICT = Unit(code="U03", name="Đảng bộ huyện B", kind=UnitKind.COMMITTEE, parent="TU")
COMMUNE = Unit(code="U0301", name="Đảng bộ xã C", kind=UnitKind.PARTY_COMMITTEE_UNIT, parent="U03")
TREE = Directory(units={one.code: one for one in (PROVINCE, DISTRICT, COMMUNE)})


@pytest.mark.parametrize(
    ("role", "at", "unit", "may"),
    [
        (Role.ORGANISATION_DEPT, "U03", COMMUNE, True),
        (Role.ORGANISATION_DEPT, "U03", DISTRICT, False),
        (Role.ORGANISATION_DEPT, "TU", DISTRICT, True),
        (Role.ORGANISATION_DEPT, None, COMMUNE, True),
        (Role.SECRETARY, "TU", COMMUNE, True),
        (Role.OFFICE, "TU", DISTRICT, False),
        (Role.STANDING_COMMITTEE, "TU", DISTRICT, False),
        (Role.UNIT_REPORTER, "U0301", COMMUNE, False),
    ],
)
def test_reviews_are_recorded_from_above(
    role: Role, at: str | None, unit: Unit, *, may: bool
) -> None:
    member = Member(id=1, title="x", role=role, unit=at)
    assert may_review(TREE, member, unit) is may
