"""Hold the figures of a digest against the lists they are counted from, as a reader would."""

import re

from tests.handlers.harness import Conversation

#: Lists, and how the digest tells how much is in each; what is not told of is none.
_TOLD = {
    "chuadaihoi": r"; còn ([^.]*)\.",
    "quahan": r"Quá hạn: ([^.(]*)",
    "chuabaocao": r"Chưa báo cáo: ([^.(]*)",
    "choquyetdinh": r"Chờ quyết định: ([^.]*)\.",
    "tamhoan": r"Tạm hoãn: (\d+) đại hội",
    "vuongmac": r"Vướng mắc: ([^.(]*)",
}
#: Lines of a list that are none of its entries: groups, what is on another page, remarks.
_NO_ENTRY = re.compile(r"(?:Tổ \d+|Chưa phân tổ)$|(?:Còn|Ngoài ra) \d+ ")


async def check_figures(hall: Conversation, who: str) -> None:
    """Ask for the digest and for each list: the same figures, and as many entries as they say."""
    (digest,) = await hall.say(who, "/bantin")
    held, units, kinds = re.search(r"Đã đại hội (\d+)/(\d+)[^:;]*:([^;]*);", digest).groups()
    shares = [tuple(map(int, one)) for one in re.findall(r"(\d+)/(\d+)", kinds)]
    assert tuple(map(sum, zip(*shares, strict=True))) == (int(held), int(units)), digest
    for name, pattern in _TOLD.items():
        told = re.search(pattern, digest)
        headline, entries = await _read_list(hall, who, name)
        assert _sum_up(told[1] if told else "") == headline == entries, (name, digest)


async def _read_list(hall: Conversation, who: str, name: str) -> tuple[int, int]:
    """Read a list to its end: what it says is in it, and how many lines it has."""
    (page,) = await hall.say(who, f"/danhsach {name}")
    headline = _sum_up(page.splitlines()[0].partition(":")[2].partition("(")[0])
    entries = 0
    while True:
        lines = page.partition(" [")[0].splitlines()[1:]
        entries += sum(not _NO_ENTRY.match(line) for line in lines)
        if "[Xem tiếp]" not in page:
            return headline, entries
        (page,) = await hall.say(who, "[Xem tiếp]")


def _sum_up(told: str) -> int:
    return sum(map(int, re.findall(r"\d+", told)))
