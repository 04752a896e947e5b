"""Whatever is typed is understood without marks and in capitals as well (MX-8)."""

import unicodedata
from pathlib import Path

import pytest

from congress.folding import fold
from handlers.everything import ALL_COMMANDS
from tests.handlers.conftest import MORNING
from tests.handlers.harness import TEXTS, open_copy
from tests.handlers.test_random_talk import PEOPLE

#: Every command as its help shows it, and lines in which more is read.
LINES = (
    *(
        TEXTS.label(f"usage.{one.name}").rpartition("ví dụ: ")[2]
        for one in ALL_COMMANDS
        if not one.hidden and one.name != "khung"  # its example is made up for each reader
    ),
    "/nhansu K12 thiếu: 1 lý luận chính trị",
    "/nhansu K12 b1 lần đầu 20/3",
    "/cocau K12 BCH 15, nữ 3, trẻ 2, mới 5, BTV có 1 nữ",
    "/vankien K12 bcct lần 2 góp ý D05 D09 bởi BTV",
    "/vankien K12 góp ý U1 đã lấy 25 ý kiến",
    "/giayto K12 P02 đủ",
    "/duyet K12 lịch 25/5 chủ trì Bí thư, thành phần Thường trực",
    "/duyet K12 rút kinh nghiệm hội nghị BTV 14/5",
    "/ketluan chung không tổ chức văn nghệ, hạn 30/5",
    "/baihoc thêm hạn chế bầu cử: thời gian bầu cử dài",
    "/vuongmac K12 phức tạp: hội trường đang sửa",
    "/vuongmac K12 địa bàn có điểm nóng, tranh chấp mặt bằng",
    "/congtac Ân Hòa 12/5: ổn định",
    "/ketqua K12 13 và 14/5/2020, có mặt 148/150, trúng cử 15/15, phiếu thấp nhất trên 91%, "
    "bầu trực tiếp, đúng dự kiến",
    "/ngay Kim Đông ngày 30 và 31 tháng 5",
    "/tamhoan Kim Đông đến 29/5 do dịch bệnh theo MH-02-TB/HU ngày 14/5/2020",
    "/khung đảng bộ từ 15/6 đến 25/6 theo MH-06-TB/HU ngày 14/5/2020",
    "/tieuban thêm tiểu ban văn kiện",
    "/danhsach chưa báo cáo",
)  # fmt: skip


@pytest.mark.row("MX-8")
async def test_lines_are_understood_without_marks_and_in_capitals(sample_template: Path) -> None:
    heard = {line: [await _hear(sample_template, way) for way in _ways(line)] for line in LINES}
    assert {
        line: said for line, said in heard.items() if any(one != said[0] for one in said)
    } == {}


def _ways(line: str) -> tuple[str, str, str]:
    apart = unicodedata.normalize("NFD", line.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return line, bare, line.upper()


async def _hear(template: Path, line: str) -> list[str]:
    """Give what is answered to who may say it, each time over a copy of the same sample."""
    name = line[1:].partition(" ")[0].lower()
    roles = next(one.roles for one in ALL_COMMANDS if name in (one.name, *one.aliases))
    who = next((who for role, who in PEOPLE.items() if role in roles), "secretary")
    async with open_copy(template, now=MORNING) as hall:
        return [fold(answer) for answer in await hall.say(who, line)]
