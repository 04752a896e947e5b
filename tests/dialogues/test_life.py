"""One congress from the day that was proposed to its file, told by all who had a part in it."""

from pathlib import Path

from tests.dialogues.fortnight import say, wait_for
from tests.dialogues.office import Office, at, open_office

STATE = "select state from congresses where unit = 'D07'"
#: What was still to be done by the unit once its day had been agreed to.
LEFT = ("X21", "X22", "X23", "X24", "X25", "X26", "X27", "X28", "X30", "X32", "X33")


async def test_congress_is_prepared_held_and_filed(tmp_path: Path) -> None:
    # After 20:00 neither digests nor reminders come between.
    evening = at("20:30", day="2020-04-14")
    async with open_office(tmp_path, now=evening, profile="duyen_hai") as office:
        await _review(office)
        await _agree(office)
        await _close(office)
        await _prepare(office)
        await _hold(office)
        await _ratify(office)
        await _check_picture(office)


async def _review(office: Office) -> None:
    """Propose the day; hear the contents and find them good, with one conclusion."""
    await say(office, "D07", "/ngay 14-15/5", "✓ Đã ghi lúc 20:30: DX01, D07 đề xuất đại hội")
    await say(office, "organisation_dept", "/duyet D07 lịch 16/4 chủ trì Phó Bí thư", "✓ Đã ghi")
    await say(office, "D07", "/duyet tài liệu 14/4", "✓ Đã ghi")
    office.clock.move_to(at("20:30", day="2020-04-16"))
    await say(office, "organisation_dept", "/duyet D07 đạt hội nghị BTV 16/4", "Duyệt nội dung")
    await say(office, "organisation_dept", "1", "✓ Đã ghi lúc 20:30. X18 hoàn thành.")
    await say(
        office,
        "organisation_dept",
        "/ketluan D07 rà soát số liệu, hạn 20/4",
        "✓ Đã ghi lúc 20:30: KL01",
    )


async def _agree(office: Office) -> None:
    await say(office, "standing_board", "/dongy DX01", "Căn cứ:")
    await say(office, "standing_board", "hội nghị BTV 16/4", "Ban Thường vụ Thị ủy đồng ý")
    assert await say(office, "standing_board", "1", "✓") == (
        "✓ Đã ghi lúc 20:30. Còn 1 điều kiện để sẵn sàng: kết luận duyệt."
    )
    notice = "Ban Thường vụ Thị ủy đồng ý ngày 14–15/5/2020."
    await wait_for(office, "D07", notice)
    await wait_for(office, "T01", f"Đảng bộ xã D07: {notice}")


async def _close(office: Office) -> None:
    """Carry the conclusion out and close it; the leader of the group confirms the item."""
    await say(office, "D07", "/ketluan KL01 xong", "✓ Đã ghi lúc 20:30: KL01 xong")
    await say(office, "organisation_dept", "/ketluan KL01 đóng", "✓ Đã ghi lúc 20:30")
    await wait_for(office, "T01", "Đảng bộ xã D07 đã đóng 1/1 kết luận duyệt.")
    await say(office, "T01", "[1 Xác nhận X19]", "D07, X19: hoàn thành.")
    await say(office, "T01", "1", "✓ Đã ghi")


async def _prepare(office: Office) -> None:
    office.clock.move_to(at("20:30", day="2020-05-12"))
    for item in LEFT:
        await say(office, "D07", f"/baocao {item} hoàn thành", f"✓ Đã ghi lúc 20:30: D07, {item}")
    ready = await say(office, "T01", "/sansang D07", "Đảng bộ xã D07: 14–15/5/2020")
    assert ready.splitlines()[0] == "Đảng bộ xã D07: 14–15/5/2020; sẵn sàng. Đủ điều kiện."
    assert office.ask(STATE) == [("ready",)]


async def _hold(office: Office) -> None:
    office.clock.move_to(at("20:30", day="2020-05-14"))
    opened = await say(office, "D07", "/khaimac", "✓ Đã ghi lúc 20:30: Đảng bộ xã D07 khai mạc")
    assert "chưa đủ điều kiện" not in opened
    office.clock.move_to(at("20:30", day="2020-05-15"))
    result = "14-15/5, có mặt 120/125, trúng cử 15/15, Bí thư trên 95%, đúng dự kiến"
    await say(office, "D07", f"/ketqua {result}", "✓ Đã ghi lúc 20:30, kết quả đại hội")
    await say(office, "D07", "/hopbch 15/5, BTV 5, Phó Bí thư 2, UBKT 5", "✓ Đã ghi lúc 20:30")


async def _ratify(office: Office) -> None:
    await say(office, "D07", "/totrinh MH-05-TTr/ĐU ngày 15/5/2020", "✓ Đã ghi lúc 20:30")
    await wait_for(
        office, "standing_board", "Kính báo cáo Thường trực. Đảng bộ xã D07 trình chuẩn y"
    )
    office.clock.move_to(at("20:30", day="2020-05-18"))
    await say(office, "standing_board", "[1 Chuẩn y]", "Đảng bộ xã D07. Đề nghị nhập số")
    await say(
        office, "standing_board", "MH-06-QĐ/TXU ngày 18/5/2020", "Ban Thường vụ Thị ủy chuẩn y"
    )
    await say(office, "standing_board", "1", "✓ Đã ghi lúc 20:30: Đảng bộ xã D07 được chuẩn y")
    await say(office, "D07", "/nophoso", "✓ Đã ghi lúc 20:30: Đảng bộ xã D07 nộp hồ sơ")
    assert office.ask(STATE) == [("filed",)]


async def _check_picture(office: Office) -> None:
    """Compare what the digest, the figures, the card and the lists say of it."""
    count = "Đã đại hội 1/12 (8,3%): 0/6 chi bộ, 1/6 đảng bộ; còn 11."
    assert count in await say(
        office, "secretary", "/bantin", "Kính báo cáo đồng chí Bí thư. Tiến độ"
    )
    await say(office, "secretary", "/tinhhinh", count)
    for asked in ("/tinhhinh D07", "/donvi D07"):
        told = await say(office, "secretary", asked, "Đảng bộ xã D07 (D07")
        assert "Đại hội: 14–15/5/2020; đã nộp hồ sơ." in told.splitlines()
    assert "D07" not in await say(office, "secretary", "/danhsach chuadaihoi", "Chưa đại hội: 11")
    await say(office, "secretary", "/danhsach chuachuany", "Đã đại hội, chưa chuẩn y: không")
    newest = (await say(office, "secretary", "/nhatky D07", "Nhật ký")).splitlines()[1:4]
    assert newest[1].endswith("nộp hồ sơ đại hội ngày 18/5/2020")
    assert newest[2].endswith("(theo MH-06-QĐ/TXU ngày 18/5/2020)")
