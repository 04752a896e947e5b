"""Somebody new is let in by an invitation that the office makes in chat."""

import re

from tests.dialogues.office import Office

#: Accounts of newcomers.
FIRST, SECOND, THIRD = 997, 998, 996
_CODE = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}")


async def make_code(office: Office, *, role: str) -> str:
    """Let the office invite somebody; give the code it was shown."""
    await office.do("office", f"/mamoi {role}")
    found = _CODE.search(await office.hear("office"))
    assert found
    return found[0]


async def let_in(office: Office, account: int, *, role: str) -> str:
    """Let somebody new join by a code; give the greeting."""
    code = await make_code(office, role=role)
    office.sandbox.add_person(account, role)
    await office.do(account, f"/start {code}")
    greeting = await office.hear(account)
    assert (await office.hear("office")).endswith("đã kết nối với Trợ lý lúc 10:20.")
    return greeting
