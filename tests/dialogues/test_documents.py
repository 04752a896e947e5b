"""A draft from the unit to the review and back, and the briefing's table, over the whole program."""

from pathlib import Path

import pytest

from tests.dialogues.office import Office, at, open_office

CARD = "[Văn kiện của đơn vị]"


@pytest.mark.row("DH-6", "MX-12")
async def test_draft_is_commented_mended_and_counted_in_the_briefing(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("09:00"), morning=True, untold=True) as office:
        await office.unheard("K12")
        await _send_out(office)
        await _review(office)
        await office.stop()  # what was found survives a restart
        await office.start()
        await _mend(office)
        await _brief(office)


async def _send_out(office: Office) -> None:
    await office.verify(
        "K12",
        [
            (
                "/vankien bcct lần 3 gửi góp ý",
                f"✓ Đã ghi lúc 09:00: Kim Đông, Báo cáo chính trị lần 3: đang lấy góp ý. {CARD}",
            ),
            (
                "/vankien bcct lần 2 gửi góp ý",
                "Đã có Báo cáo chính trị lần 3 (đang lấy góp ý); lần 2 chỉ còn ghi được lỗi đã "
                "sửa. Chưa ghi gì.\nVí dụ: /vankien K12 bcct lần 2 đã sửa D05",
            ),
        ],
    )


async def _review(office: Office) -> None:
    await office.unheard("T01")
    await office.verify(
        "T01",
        [
            (
                "/vankien K12 bcct lần 3 góp ý D05 D09 bởi BTV",
                "✓ Đã ghi lúc 09:00: Kim Đông, Báo cáo chính trị lần 3: đã có góp ý (Ban Thường "
                "vụ).\nCòn 2 lỗi: D05 chưa so sánh với mục tiêu nghị quyết; D09 biên tập quá "
                f"dài. {CARD}",
            ),
        ],
    )


async def _mend(office: Office) -> None:
    await office.verify(
        "K12",
        [
            (
                "/vankien bcct",
                "Đảng bộ xã Kim Đông, Báo cáo chính trị:\n"
                "lần 3, đã có góp ý (Ban Thường vụ); còn 2/2 lỗi: D05, D09.\n"
                "Chưa sửa: D05 chưa so sánh với mục tiêu nghị quyết; D09 biên tập quá dài. "
                "[1 Đã sửa lỗi] [2 Hoàn thiện] [3 Bắt đầu lần 4] " + CARD,
            ),
            (
                "1",
                "Đảng bộ xã Kim Đông, Báo cáo chính trị lần 3: đã sửa hết lỗi. "
                "[1 Đúng] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                "✓ Đã ghi lúc 09:00: Kim Đông, Báo cáo chính trị lần 3: đã sửa hết lỗi.\n"
                f"Không còn lỗi chưa sửa. {CARD}",
            ),
        ],
    )


async def _brief(office: Office) -> None:
    await office.unheard("secretary")
    await office.verify(
        "secretary",
        [
            (
                "/vankien lỗi",
                "Lỗi hay gặp trong 1 dự thảo của 1 đơn vị:\n"
                "1. D05 chưa so sánh với mục tiêu nghị quyết: 1 lần, đã sửa hết\n"
                "2. D09 biên tập quá dài: 1 lần, đã sửa hết",
            ),
            ("/xuatbaocao csv", "Bảng giao ban, số liệu đến 09:00 ngày 15/5/2020."),
        ],
    )
    *_, last = office.phone("secretary").messages
    assert last.file is not None
    assert last.file.name == "giao-ban-2020-05-15.csv"
    table = last.file.content.decode("utf-8-sig").splitlines()
    assert len(table) == 1 + 72
    assert table[12].startswith("K12,Đảng bộ xã Kim Đông,đảng bộ,Tổ 1,đã đề xuất ngày,10/6/2020,")
