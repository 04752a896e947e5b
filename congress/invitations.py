"""Codes of invitations: made to be read out and typed, kept only as a hash."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from congress.members import Invitation
from congress.roles import Role

#: How long an invitation is good for.
VALID = timedelta(days=7)

#: Crockford's alphabet: nothing in it looks like something else.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
_HALF = 5
_LOOKALIKES = str.maketrans("OIL", "011")
#: Keeps these hashes apart from hashes of the same words made for anything else.
_PURPOSE = b"daihoi/invitation/1:"


def make_code() -> str:
    """Make a new code of 49 random bits, such as "K7QM2-XPD9R".

    A letter and a dash keep it from looking like a telephone number or an identity card.
    """
    first = secrets.choice(_LETTERS)
    rest = "".join(secrets.choice(_ALPHABET) for _ in range(2 * _HALF - 1))
    code = first + rest
    return f"{code[:_HALF]}-{code[_HALF:]}"


def make_invitation(
    *,
    id: int,  # noqa: A002 -- the record's name
    role: Role,
    unit: str | None,
    group: str | None,
    now: datetime,
    created_by: int | None = None,
) -> tuple[Invitation, str]:
    """Make an invitation good for VALID, and its code, which is kept nowhere."""
    code = make_code()
    invitation = Invitation(
        id=id,
        code_hash=hash_code(code),
        role=role,
        unit=unit,
        group=group,
        expires_at=now + VALID,
        created_by=created_by,
        created_at=now,
    )
    return invitation, code


def normalise_code(text: str) -> str:
    """Give the code as it was made, whatever case, spaces or look-alikes it was typed with."""
    plain = re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_LOOKALIKES)
    return f"{plain[:_HALF]}-{plain[_HALF:]}"


def hash_code(text: str) -> str:
    """Give what is stored of a code; 64 hexadecimal digits."""
    code = normalise_code(text).encode()
    return hashlib.sha256(_PURPOSE + code).hexdigest()
