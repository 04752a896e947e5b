"""Quick answers on the Kim Sơn sample at 07:05 on 15/5/2020."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from handlers import history, lists, status
from storage.database import Database
from tests.handlers.harness import Conversation, conversation

NOW = datetime(2020, 5, 15, 0, 5, tzinfo=UTC)


@pytest.fixture
async def talk(database: Database) -> AsyncIterator[Conversation]:
    commands = [*status.COMMANDS, *lists.COMMANDS, *history.COMMANDS]
    async with conversation(database, now=NOW, commands=commands, flows={}) as opened:
        yield opened


async def test_show(talk):
    for who, text in [("secretary","/bantin"),("secretary","/tinhhinh"),("secretary","/th tổ 3"),("secretary","/tinhhinh K12"),("K12","/tinhhinh"),("T03","/tinhhinh"),
      ("secretary","/tiendo"),("secretary","/tiendo 10/5"),("secretary","/tiendo 31/2"),("secretary","/tiendo 1/6"),("secretary","/danhsach quahan"),("secretary","/danhsach chuabaocao"),("secretary","/danhsach sắp hạn"),
      ("secretary","/danhsach chuadaihoi"),("secretary","[Xem tiếp]"),("secretary","/danhsach chuadaihoi T03"),("secretary","/danhsach sapdaihoi"),("secretary","/danhsach chochoduyet"),("secretary","/danhsach tamhoan"),("secretary","/danhsach xyz"),
      ("secretary","/danhsach quahan 9"),("secretary","/thoihan"),("K12","/thoihan"),("secretary","/thoihan K12"),("K12","/nhatky"),("secretary","/nhatky K03"),("secretary","/donvi K23"),("office","/donvi K01"),("admin","/donvi K01"),("secretary","/donvi"),("T03","/bantin"),("T03","/donvi"),("K12","/tiendo"),("K12","/tinhhinh K13"),("K12","/tinhhinh T03")]:
        print(">>>", who, text)
        for a in await talk.say(who, text): print(a); print()
