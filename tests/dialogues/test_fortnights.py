"""A fortnight of each way of organising: people report and decide, the mornings tell it."""

from datetime import date
from pathlib import Path

import pytest

from tests.dialogues.fortnight import (
    all_heard,
    check_lines,
    lines_of,
    read_mornings,
    say,
    wait_for,
)
from tests.dialogues.office import Office, at, open_office


def april(day: int) -> date:
    return date(2020, 4, day)


async def test_duyen_hai_postpones_everything_and_goes_on_preparing(tmp_path: Path) -> None:
    async with open_office(tmp_path, profile="duyen_hai") as office:
        first = await read_mornings(office, (april(14), april(14)), "secretary")
        check_lines(
            first["secretary", april(14)],
            [
                "Đã đại hội 0/12 (0,0%): 0/6 chi bộ, 0/6 đảng bộ; còn 12.",
                "Từ hôm qua: không thêm đại hội nào.",
                "7 ngày tới: 3 đại hội. Quá hạn: 1 việc (Tổ 2: 1). Chưa báo cáo: 1 đơn vị.",
            ],
        )
        await _set_regime(office, "/capdo thị xã CT16 14/4-30/4", "MH-13/UBND ngày 14/4/2020")
        proposal = await wait_for(office, "standing_board", "Kính báo cáo Thường trực. Chỉ thị")
        assert proposal.splitlines()[1:] == [
            "1. Chi bộ Trường THPT Duyên Hải, 15/4.",
            "2. Đảng bộ xã Long Hữu, 16–17/4.",
            "3. Đảng bộ Phường 2, 20–21/4.",
            "4. Chi bộ cơ quan D08, 23/4 (đề xuất).",
            "5. Đảng bộ xã D04, 27–28/4.",
            "Trợ lý đề xuất tạm hoãn; chưa có quyết định thì chưa thay đổi gì. "
            "[1 Tạm hoãn cả 5] [2 Chọn đơn vị] [3 Chưa hoãn]",
        ]
        await _postpone(office, "1", "MH-14-TB/TXU ngày 14/4/2020")
        assert (
            "Còn 7 đơn vị chưa có ngày, chưa tạm hoãn" in all_heard(office, "standing_board")[-1]
        )
        await _postpone_all(office)
        assert await wait_for(office, "D01", "Đại hội ngày 15/4/2020 tạm hoãn") == (
            "Đại hội ngày 15/4/2020 tạm hoãn theo MH-14-TB/TXU. Đề nghị thông báo ngay cho đảng "
            "viên, tiếp tục chuẩn bị nội dung. [Đã nhận]"
        )
        before = len(all_heard(office, "D01"))
        told = await read_mornings(office, (april(15), april(20)), "secretary")
        await say(office, "D02", "/baocao X40 đang làm", "✓ Đã ghi")
        told |= await read_mornings(office, (april(21), april(27)), "secretary")
        regime = "Phòng, chống dịch: Chỉ thị 16 đến hết 30/4/2020. Tạm hoãn: 12 đại hội."
        assert all(regime in lines_of(told["secretary", april(day)]) for day in (15, 20, 27))
        assert await say(office, "secretary", "/danhsach tamhoan", "Tạm hoãn: 12 đại hội") == (
            "Tạm hoãn: 12 đại hội (đến 07:30 ngày 27/4/2020; trang 1/2).\n"
            "Tổ 1\nTrường THPT Duyên Hải: ngày cũ 15/4/2020; chưa xác nhận\n"
            "D04: ngày cũ 27–28/4/2020; chưa xác nhận\n"
            "D07: chưa có ngày; chưa xác nhận\nTrường D10: chưa có ngày; chưa xác nhận\n"
            "Tổ 2\nLong Hữu: ngày cũ 16–17/4/2020; chưa xác nhận\n"
            "D05: chưa có ngày; chưa xác nhận\nCơ quan D08: ngày cũ 23/4/2020; chưa xác nhận\n"
            "Doanh nghiệp D11: chưa có ngày; chưa xác nhận\n"
            "Tổ 3\nPhường 2: ngày cũ 20–21/4/2020; chưa xác nhận\n"
            "Còn 3 đại hội. [Xem tiếp] [Tổ 1 (4)] [Tổ 2 (4)] [Tổ 3 (4)]"
        )
        rest = await say(office, "secretary", "/danhsach tamhoan 2", "Tạm hoãn: 12 đại hội")
        assert rest.splitlines()[1:] == [
            "Tổ 3",
            "D06: chưa có ngày; chưa xác nhận",
            "Cơ quan D09: chưa có ngày; chưa xác nhận",
            "Cơ quan D12: chưa có ngày; chưa xác nhận [Tổ 1 (4)] [Tổ 2 (4)] [Tổ 3 (4)]",
        ]
        # Nobody was asked for what belongs to the day that is no more.
        reminded = all_heard(office, "D01")[before:]
        assert not [text for text in reminded if "C13" in text or "C14" in text]
        told_above = all_heard(office, "standing_board") + all_heard(office, "T03")
        assert not [text for text in told_above if "Đồng ý ngày đại hội" in text]


async def _postpone_all(office: Office) -> None:
    """Postpone those that have no day, too, and see that only what goes on is asked of them."""
    await say(
        office,
        "office",
        "/tamhoan tất cả theo MH-14-TB/TXU ngày 14/4/2020",
        "Tạm hoãn 7 đại hội (chưa có ngày) đến khi cấp trên cho phép, theo MH-14-TB/TXU.",
    )
    await say(office, "office", "1", "✓ Đã ghi lúc")
    assert await wait_for(office, "D06", "Đại hội tạm hoãn") == (
        "Đại hội tạm hoãn theo MH-14-TB/TXU. Đề nghị tiếp tục chuẩn bị nội dung. [Đã nhận]"
    )


async def test_nghen_is_agreed_to_and_then_falls_into_directive_15(tmp_path: Path) -> None:
    march = date(2020, 3, 27), date(2020, 3, 28)
    async with open_office(tmp_path, profile="can_loc") as office:
        told = await read_mornings(office, march, "secretary", "standing_board")
        check_lines(
            told["secretary", march[0]],
            [
                "Đơn vị sáp nhập: Nghèn (đã duyệt, có bổ sung), Kim Song Trường (phải duyệt lại), "
                "Khánh Vĩnh Yên (đã duyệt, có bổ sung).",
                "Đã đại hội 0/10 (0,0%): 0/7 đảng bộ, 0/3 chi bộ; còn 10.",
                "Từ hôm qua: không thêm đại hội nào.",
                "7 ngày tới: 1 đại hội. Quá hạn: 1 việc. Chưa báo cáo: không.",
            ],
        )
        assert (
            (await say(office, "secretary", "/danhsach sapdaihoi", "Đại hội"))
            .splitlines()[1]
            .startswith("Nghèn: 30–31/3/2020 (còn 1 điều kiện")
        )
        await _set_regime(office, "/capdo huyện CT15 28/3-15/4", "MH-22/UBND ngày 27/3/2020")
        proposal = await wait_for(office, "standing_board", "Kính báo cáo Thường trực. Chỉ thị")
        assert "1. Đảng bộ thị trấn Nghèn, 30–31/3." in proposal.splitlines()
        assert office.ask("select state from congresses where unit = 'L01'") == [("approved",)]
        await _postpone(office, "1", "hội nghị BTV 28/3")
        await wait_for(office, "L01", "Đại hội ngày 30–31/3/2020 tạm hoãn theo")
        told |= await read_mornings(office, (date(2020, 3, 29), april(2)), "secretary")
        await say(office, "L01", "/baocao X19 đang làm 80%", "✓ Đã ghi")
        told |= await read_mornings(office, (april(3), april(9)), "secretary")
        line = "Phòng, chống dịch: Chỉ thị 15 đến hết 15/4/2020. Tạm hoãn: 1 đại hội."
        for day in (date(2020, 3, 29), april(9)):
            assert line in lines_of(told["secretary", day])
            assert "Đã đại hội 0/10" in told["secretary", day]
        # The other two merged units never had a day.
        undated = "select unit from congresses where unit in ('L02', 'L03')"
        assert office.ask(undated) == []


async def test_kim_son_agrees_to_a_day_and_counts_on(tmp_path: Path) -> None:
    may = [date(2020, 5, day) for day in range(15, 29)]
    async with open_office(tmp_path, now=at("06:50")) as office:
        told = await read_mornings(office, (may[0], may[1]), "secretary", "standing_board")
        check_lines(
            told["secretary", may[0]],
            [
                "Đã đại hội 23/72 (31,9%): 5/29 đảng bộ, 18/43 chi bộ; còn 49.",
                "7 ngày tới: 2 đại hội. Quá hạn: 5 việc (Tổ 3: 2, Tổ 8: 3). Chưa báo cáo: 4 đơn vị.",
            ],
        )
        await say(office, "standing_board", "/dongy DX12 hội nghị BTV 15/5", "Ban Thường vụ")
        await say(office, "standing_board", "1", "✓ Đã ghi")
        assert "đồng ý ngày 10–11/6/2020" in await wait_for(office, "K12", "Ban Thường vụ")
        told |= await read_mornings(office, (may[2], may[5]), "secretary")
        office.clock.move_to(at("17:00", day="2020-05-20"))
        await say(office, "K56", "/baocao C13 hoàn thành", "✓ Đã ghi")
        told |= await read_mornings(office, (may[6], may[7]), "secretary")
        office.clock.move_to(at("17:00", day="2020-05-22"))
        await say(office, "K10", "/baocao X34 hoàn thành", "✓ Đã ghi")
        told |= await read_mornings(office, (may[8], may[13]), "secretary", "T10")
        check_lines(
            told["secretary", may[6]],
            [
                "Đã đại hội 24/72 (33,3%): 5/29 đảng bộ, 19/43 chi bộ; còn 48.",
                "Từ bản tin trước: thêm 1 (Phòng Tư pháp).",
            ],
        )
        check_lines(
            told["secretary", may[8]],
            [
                "Đã đại hội 25/72 (34,7%): 6/29 đảng bộ, 19/43 chi bộ; còn 47.",
                "Từ bản tin trước: thêm 1 (Kim Chính).",
            ],
        )
        final = lines_of(told["secretary", may[13]])
        assert "Đã đại hội 25/72 (34,7%): 6/29 đảng bộ, 19/43 chi bộ; còn 47." in final
        assert office.ask("select state from congresses where unit = 'K12'") == [("approved",)]


async def test_ngan_son_counts_what_was_held_since_the_last_morning(tmp_path: Path) -> None:
    may = [date(2020, 5, day) for day in range(25, 32)]
    async with open_office(tmp_path, profile="ngan_son") as office:
        told = await read_mornings(office, (may[0], may[3]), "secretary", "T01")
        check_lines(
            told["secretary", may[0]],
            [
                "Đã đại hội 4/10 (40,0%): 2/6 đảng bộ, 2/4 chi bộ; còn 6.",
                "Từ hôm qua: không thêm đại hội nào.",
                "7 ngày tới: 2 đại hội. Quá hạn: 1 việc (Đoàn công tác 2: 1). Chưa báo cáo: không.",
            ],
        )
        office.clock.move_to(at("17:00", day="2020-05-28"))
        await say(office, "N03", "/baocao X34 hoàn thành", "✓ Đã ghi")
        await say(office, "N09", "/baocao C13 hoàn thành", "✓ Đã ghi")
        told |= await read_mornings(office, (may[4], date(2020, 6, 7)), "secretary", "T01")
        check_lines(
            told["secretary", may[4]],
            [
                "Đã đại hội 6/10 (60,0%): 3/6 đảng bộ, 3/4 chi bộ; còn 4.",
                "Từ bản tin trước: thêm 2 (N03, Cơ quan N09).",
            ],
        )
        check_lines(
            told["T01", may[4]],
            [
                "Kính gửi đồng chí Trưởng Đoàn công tác 1. Tiến độ đến 07:00 ngày 29/5/2020:",
                "Đã đại hội 3/3 đơn vị; còn 0.",
                "Từ bản tin trước: thêm 1 (N03).",
            ],
        )
        final = lines_of(told["secretary", date(2020, 6, 7)])
        assert "Đã đại hội 6/10 (60,0%): 3/6 đảng bộ, 3/4 chi bộ; còn 4." in final


@pytest.mark.row("BT-2")
async def test_binh_thuan_holds_two_pilots_and_twelve_remain(tmp_path: Path) -> None:
    june = [date(2020, 6, 1 + day) for day in range(30)]
    async with open_office(tmp_path, profile="binh_thuan") as office:
        told = await read_mornings(office, (june[21], june[23]), "secretary", "U05 secretary")
        check_lines(
            told["secretary", june[21]],
            [
                "Đã đại hội 29/46 (63,0%): 0/14 đảng bộ cấp trên cơ sở, 16/17 đảng bộ, "
                "13/15 chi bộ; còn 17.",
                "Từ hôm qua: không thêm đại hội nào.",
                "Đại hội điểm: 0/2; còn lại: 0/12 đảng bộ đã đại hội, còn 12.",
                "Cấp trên cơ sở: còn 14 đảng bộ; 12 đã xong đại hội cơ sở trực thuộc, 2 chưa "
                "(Huyện U05: còn 1, Huyện U11: còn 2). Cơ sở (trước 31/5/2020): còn 3/32.",
            ],
        )
        check_lines(
            told["U05 secretary", june[21]],
            [
                "Đã đại hội 1/3 (33,3%): 0/1 đảng bộ cấp trên cơ sở, 1/1 đảng bộ, 0/1 chi bộ; còn 2.",
                "Từ hôm qua: không thêm đại hội nào.",
                "Đảng bộ huyện U05: chờ 1 đơn vị trực thuộc đại hội xong. "
                "Cơ sở (trước 31/5/2020): còn 1/2.",
            ],
        )
        await _hold(office, june[23], ("HAMTAN", "X34"))
        told |= await read_mornings(office, (june[24], june[25]), "secretary")
        await _hold(office, june[25], ("KHOI", "X34"), ("U0502", "C13"))
        told |= await read_mornings(office, (june[26], june[29]), "secretary", "U05 secretary")
        check_lines(
            told["secretary", june[26]],
            [
                "Đã đại hội 32/46 (69,6%): 2/14 đảng bộ cấp trên cơ sở, 16/17 đảng bộ, "
                "14/15 chi bộ; còn 14.",
                "Từ bản tin trước: thêm 2 (Khối cơ quan và doanh nghiệp tỉnh, Cơ quan U0502).",
                "Đại hội điểm: 2/2; còn lại: 0/12 đảng bộ đã đại hội, còn 12.",
                "Cấp trên cơ sở: còn 12 đảng bộ; 11 đã xong đại hội cơ sở trực thuộc, 1 chưa "
                "(Huyện U11: còn 2). Cơ sở (trước 31/5/2020): còn 2/32.",
            ],
        )
        check_lines(
            told["U05 secretary", june[26]],
            [
                "Đảng bộ huyện U05: đã xong đại hội cơ sở trực thuộc. "
                "Cơ sở (trước 31/5/2020): đã xong 2."
            ],
        )
        july = [date(2020, 7, 1 + day) for day in range(5)]
        told |= await read_mornings(office, (july[0], july[2]), "secretary")
        await wait_for(office, "U11 office", "Kính gửi Văn phòng")
        told |= await read_mornings(office, (july[3], july[4]), "secretary")
        assert "Đã đại hội 32/46 (69,6%)" in told["secretary", july[4]]
        _check_who_was_reminded(office)


def _check_who_was_reminded(office: Office) -> None:
    """Check that a province heard of its upper units only, and a district of its own bases."""
    names = {code: unit.name for code, unit in office.directory.units.items() if not unit.is_root}
    for who, near in (("office", {None, "TU"}), ("U11 office", {"U11"})):
        reminders = [text for text in all_heard(office, who) if "việc quá hạn:" in text]
        mentioned = {
            code for code, name in names.items() if any(f"{name}:" in text for text in reminders)
        }
        assert mentioned, who
        assert {office.directory.units[code].parent for code in mentioned} <= near


async def test_province_of_2025_has_its_communes_right_below_it(tmp_path: Path) -> None:
    june = [date(2025, 6, 1 + day) for day in range(30)]
    async with open_office(tmp_path, profile="tinh_2025") as office:
        told = await read_mornings(office, (june[15], june[16]), "secretary")
        check_lines(
            told["secretary", june[15]],
            [
                "Đã đại hội 13/24 (54,2%): 0/6 đảng bộ cấp trên cơ sở, 4/6 đảng bộ, 9/12 chi bộ; "
                "còn 11.",
                "Từ hôm qua: không thêm đại hội nào.",
                "Cấp trên cơ sở: còn 6 đảng bộ; 1 đã xong đại hội cơ sở trực thuộc, 5 chưa "
                "(A01: còn 1, A02: còn 1, A03: còn 1, A05: còn 1 và 1 đơn vị khác). "
                "Cơ sở (trước 01/7/2025): còn 5/18.",
            ],
        )
        await _hold(office, june[16], ("A0102", "C13"))
        told |= await read_mornings(office, (june[17], june[18]), "secretary")
        await _hold(office, june[18], ("A0201", "X34"), ("A0303", "C13"))
        told |= await read_mornings(office, (june[19], june[23]), "secretary", "A01 secretary")
        assert "Đảng bộ xã A01: đã xong đại hội cơ sở" in told["A01 secretary", june[19]]
        await _hold(office, june[23], ("A0502", "C13"))
        told |= await read_mornings(office, (june[24], june[24]), "secretary")
        await _hold(office, june[24], ("A0601", "X34"))
        told |= await read_mornings(office, (june[25], june[28]), "secretary")
        check_lines(
            told["secretary", june[25]],
            [
                "Đã đại hội 18/24 (75,0%): 0/6 đảng bộ cấp trên cơ sở, 6/6 đảng bộ, 12/12 chi bộ; "
                "còn 6.",
                "Từ bản tin trước: thêm 1 (Cơ sở A0601).",
                "Cấp trên cơ sở: còn 6 đảng bộ; 6 đã xong đại hội cơ sở trực thuộc. "
                "Cơ sở (trước 01/7/2025): đã xong 18.",
            ],
        )
        await _check_contents_and_advanced_day(office)


async def _check_contents_and_advanced_day(office: Office) -> None:
    """Check that a merged commune elects nobody, and that another's day was brought forward."""
    plans = "select distinct unit from plan_items where code in ('X15', 'X37', 'X38')"
    with_election = {str(unit) for (unit,) in office.ask(plans)}
    assert with_election & {"A01", "A02", "A03", "A04", "A05", "A06"} == {"A04", "A05", "A06"}
    card = await say(office, "secretary", "/donvi A04", "Đảng bộ xã A04 (A04)")
    assert "Đảng bộ cấp trên cơ sở (xã)." in card.splitlines()
    assert "Đại hội: 29–30/7/2025; đã được đồng ý ngày." in card.splitlines()


async def _set_regime(office: Office, line: str, basis: str) -> None:
    await say(office, "office", line, "Chỉ thị")
    await say(office, "office", basis, "Áp dụng theo")
    await say(office, "office", "1", "✓ Đã ghi, đang gửi.")


async def _postpone(office: Office, choice: str, basis: str) -> None:
    assert "Căn cứ:" in await say(office, "standing_board", choice, "")
    await say(office, "standing_board", basis, "Tạm hoãn")
    await say(office, "standing_board", "1", "✓ Đã ghi")


async def _hold(office: Office, day: date, *held: tuple[str, str]) -> None:
    """Let units report that their congress closed, in the afternoon of that day."""
    office.clock.move_to(at("17:00", day=day.isoformat()))
    for unit, item in held:
        await say(office, unit, f"/baocao {item} hoàn thành", "✓ Đã ghi")
