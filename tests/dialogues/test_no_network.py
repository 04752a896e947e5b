"""Nothing but this machine is needed: neither to test the assistant nor to try it out."""

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dialogues.office import at, open_office


@pytest.mark.row("MX-14")
async def test_conversation_reaches_nothing_but_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[object] = []
    connect: Callable[[socket.socket, object], None] = socket.socket.connect

    def note(sock: socket.socket, address: object) -> None:
        reached.append(address)
        connect(sock, address)

    monkeypatch.setattr(socket.socket, "connect", note)
    async with open_office(tmp_path, now=at("07:00")) as office:
        assert "Đã đại hội 23/72" in await office.hear("secretary")
        await office.do("secretary", "/tinhhinh")
        assert "Đã đại hội 23/72" in await office.hear("secretary")
    hosts = {address[0] for address in reached if isinstance(address, tuple)}
    assert hosts
    assert all(ipaddress.ip_address(host).is_loopback for host in hosts)
