"""What is wrong, forbidden, forged or odd gets a short answer, and nothing of it is kept."""

from typing import Any

import pytest

from tests.dialogues.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="module")

#: Tables of messages and of what is being talked about; in all others nothing may change.
TALK = {"inbox", "outbox", "dialogs", "strangers"}
FIRST_STEPS = "Đồng chí có thể chọn: [1 Việc của tôi] [2 Trợ giúp]"
NOT_UNDERSTOOD = f"Trợ lý chưa hiểu nội dung này; chưa ghi gì. {FIRST_STEPS}"
WITH_MENU = (
    "Trợ lý chưa hiểu nội dung này; chưa ghi gì. "
    "Để chọn ở tin trước, gửi số từ 1 đến {} hoặc chữ trên nút. Xem các lệnh: /trogiup."
)
CONFIDENTIAL = (
    "Nội dung này không được gửi qua ứng dụng nhắn tin và không được lưu. Đề nghị đồng chí "
    "xóa tin nhắn, báo cáo trực tiếp hoặc bằng văn bản theo chế độ mật tới Ban Tổ chức."
)
MEDIA = (
    "Trợ lý không nhận ảnh, tệp, ghi âm, vị trí, danh bạ; không lưu. "
    "Đề nghị đồng chí ghi bằng chữ hoặc gửi theo đường văn bản."
)
FORWARD = "Trợ lý không nhận tin chuyển tiếp; chưa ghi gì. Đề nghị đồng chí tự viết báo cáo."
EDIT = (
    "Sửa tin đã gửi không làm thay đổi nội dung đã ghi. "
    "Để sửa báo cáo gần nhất, đề nghị dùng /dinhchinh."
)
OUTDATED = (
    "Nội dung này đã được xử lý hoặc đã quá hạn; không có gì thay đổi. "
    "Đề nghị đồng chí làm lại từ đầu."
)
NO_UNIT = "Đề nghị ghi mã hoặc tên đơn vị, ví dụ: K12 hoặc Kim Đông."
OTHERS = (
    "Đảng bộ xã Cồn Thoi không thuộc phạm vi của đồng chí.\n"
    "Đồng chí xem và báo cáo được Đảng bộ xã Kim Đông. [1 Việc của tôi]"
)


def _state(office: Office) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in office.read_tables().items() if name not in TALK}


def _deliver(office: Office, who: str, **update: Any) -> None:
    """Send an update that no phone would."""
    person = office.phone(who).id
    sender = {"id": person, "is_bot": False, "first_name": "x"}
    message = {"message_id": 1, "date": 1589533320, "chat": {"id": person, "type": "private"}}
    if "data" in update:
        press = {"id": "7", "from": sender, "chat_instance": "1", "message": message, **update}
        office.sandbox.deliver_raw({"callback_query": press})
    else:
        office.sandbox.deliver_raw({"message": {**message, "from": sender, **update}})


@pytest.mark.row("MX-9")
async def test_words_that_are_no_report_change_nothing(office: Office) -> None:
    before = _state(office)
    await office.verify(
        "K12",
        [
            (
                "/baocoa X22 xong",
                "Chưa rõ lệnh này; chưa ghi gì. Gần nhất: /baocao. Xem các lệnh: /trogiup.",
            ),
            ("/xyzxyz", "Chưa rõ lệnh này; chưa ghi gì. Xem các lệnh: /trogiup."),
            ("/", "Chưa rõ lệnh này; chưa ghi gì. Xem các lệnh: /trogiup."),
            (
                "/baocao X99 xong",
                'Kế hoạch của Đảng bộ xã Kim Đông không có mục "X99"; chưa ghi gì.\n'
                'Ví dụ: X01 hoặc "kế hoạch đại hội".',
            ),
            (
                "/baocao K99 X22 xong",
                f'Chưa rõ đơn vị nào là "K99"; chưa ghi gì.\n{NO_UNIT}',
            ),
            ("/baocao K05 X22 xong", OTHERS),
            ("/tinhhinh xã Cồn Thoi", OTHERS),
            ("/tinhhinh tổ 5", "Tổ 5 không thuộc phạm vi của đồng chí."),
            (
                "/baocao X25 sắp sửa",
                'X25 Kịch bản điều hành: chưa rõ trạng thái "sắp sửa"; chưa ghi gì. '
                "Ví dụ: X25 đang làm 60%. "
                "[1 Chưa làm] [2 Đang làm] [3 Hoàn thành] [4 Vướng mắc]",
            ),
            (
                "/baocao X25 đang làm 140%",
                "Tỷ lệ chỉ từ 0% đến 100%; chưa ghi gì. Ví dụ: đang làm 60%.",
            ),
            (
                "/baocao X25 hoàn thành 60%",
                "Hoàn thành nhưng tỷ lệ 60%: đồng chí chọn cách ghi. Chưa ghi gì. "
                "[1 Đang làm, 60%] [2 Hoàn thành]",
            ),
            (
                "/baocao X25 đang làm dự kiến 31/2",
                "Không có ngày này trong lịch; chưa ghi gì. Ví dụ: 15/5.",
            ),
            (
                f"/baocao X25 đang làm {'y' * 3000}",
                "Ghi chú dài 3000 ký tự, tối đa 500; chưa ghi gì. Đề nghị ghi ngắn hơn.",
            ),
            (
                "/tinhhinh <b>x</b>",
                f'Chưa rõ đơn vị nào là "<b>x</b>".\n{NO_UNIT}',
            ),
            ("1; drop table reports", WITH_MENU.format(2)),
            ("👍", WITH_MENU.format(2)),
        ],
    )
    _deliver(office, "K12", text="y" * 5000)
    assert await office.hear("K12") == WITH_MENU.format(2)
    _deliver(office, "K12", text="")
    _deliver(office, "K12", text="  \n ")
    assert await office.hear("K12") == WITH_MENU.format(2)
    assert await office.hear("K12") == WITH_MENU.format(2)
    assert _state(office) == before


async def test_wrong_dates_are_told_and_two_days_of_a_congress_are_right(office: Office) -> None:
    before = _state(office)
    await office.verify(
        "secretary",
        [
            ("/tiendo 31/2", 'Không có ngày "31/2".\nVí dụ: /tiendo 15/5'),
            ("/tiendo mai", 'Chưa rõ ngày nào là "mai".\nVí dụ: /tiendo 15/5'),
            ("/tiendo 16/5", "Ngày 16/5/2020 chưa đến; chưa có số liệu.\nVí dụ: /tiendo 15/5"),
        ],
    )
    await office.verify(
        "office",
        [
            (
                "/capdo huyện CT16 31/2",
                'Không có ngày như "31/2"; chưa ghi gì.\nVí dụ: /capdo huyện CT16 16/5-30/5.',
            ),
            (
                "/capdo huyện CT16 29 và 30/4/2020",
                "Thời gian áp dụng đã hết ngày 30/4/2020; chưa ghi gì. "
                "Ví dụ: /capdo huyện CT16 16/5-30/5.",
            ),
            (
                "/capdo huyện CT16 29 và 30/5/2020",
                "Chỉ thị 16, toàn huyện, từ 29/5 đến hết 30/5/2020. "
                "Đề nghị nhập số, ngày văn bản của tỉnh.",
            ),
            (
                "MH-01/UBND ngày 31/2",
                "Không có ngày như vậy; chưa ghi gì. Ví dụ: MH-01/UBND ngày 15/5/2020.",
            ),
        ],
    )
    assert _state(office) == before


async def test_what_may_not_be_sent_is_refused_and_never_stored(office: Office) -> None:
    before = _state(office)
    phone = office.phone("K14")
    await office.verify(
        "K14",
        [
            ("/baocao X36 xong, kèm tài liệu tuyệt mật số 5", CONFIDENTIAL),
            ("có đơn tố cáo ông Nguyễn Văn Bình", CONFIDENTIAL),
            ("gọi 0912345678", CONFIDENTIAL),
            (
                "/baocao X36 đang làm, đồng chí Trần Thị Cúc phụ trách",
                "Đề nghị không nêu họ tên; chưa ghi gì. Đồng chí ghi lại theo chức danh hoặc "
                'số lượng, ví dụ: "còn 01 trường hợp đang xem xét".',
            ),
        ],
    )
    for send in (
        phone.send_photo(),
        phone.send_photo(caption="X36 xong"),
        phone.send_document("baocao-nhansu.xlsx", b"PK"),
        phone.sticker(),
    ):
        await send
        assert await office.hear("K14") == MEDIA
    await phone.send_photo(caption="tài liệu mật")
    assert await office.hear("K14") == CONFIDENTIAL
    await phone.forward("X36 xong rồi nhé")
    assert await office.hear("K14") == FORWARD
    await phone.say("/baocao X99")
    await office.hear("K14")
    await phone.edit("/baocao X36 hoàn thành")
    assert await office.hear("K14") == EDIT

    assert _state(office) == before
    stored = repr(office.read_tables())
    files = [message.file for message in phone.messages if message.file]
    for word in (
        "tuyệt mật", "tố cáo ông", "Nguyễn", "0912345678", "Trần Thị",
        "Cúc", "baocao-nhansu", "rồi nhé", "X36 hoàn thành", *(file.id for file in files),
    ):  # fmt: skip
        assert word not in stored


async def test_forged_and_outdated_buttons_change_nothing(office: Office) -> None:
    before = _state(office)
    forged = {
        "/xyz": "Chưa rõ lệnh này; chưa ghi gì. Xem các lệnh: /trogiup.",
        "/bcmuc K05 X25 done": OTHERS,
        "/xl K05 X25 done": OTHERS,
        "/dongythao aaaaaaaa": OUTDATED,
        "/suathao": OUTDATED,
        "/vmgiao x group": OUTDATED,
        "/danhan 5 K12": OUTDATED,
        "/danhan 5 K05": OUTDATED,
        "/danhan 99999999999999999999999 K12": OUTDATED,
        "/bcmuc": f"Chưa rõ đơn vị nào; chưa ghi gì.\n{NO_UNIT}",
        "/quyen 7 ngung": "Đồng chí chưa được giao quyền dùng /quyen. "
        "Quyền này thuộc: Văn phòng, quản trị.",
        "tệp tối mật": WITH_MENU.format(8),
        "\0": NOT_UNDERSTOOD,
        "": WITH_MENU.format(2),
    }
    for data, answer in forged.items():
        _deliver(office, "K15" if "tệp" in data else "K12", data=data)
        expected = answer.replace("Kim Đông", "Kim Tân") if "tệp" in data else answer
        assert (data, await office.hear("K15" if "tệp" in data else "K12")) == (data, expected)
    assert _state(office) == before
    assert "tối mật" not in repr(office.read_tables())


async def test_buttons_of_a_report_sent_already_do_not_send_it_again(office: Office) -> None:
    await office.verify(
        "K20",
        [
            (
                "/bcmuc K20 X28 in_progress 50%",
                "X28 Tuyên truyền: đang làm, 50%. [1 Gửi] [2 Sửa] [3 Bỏ]",
            ),
            ("[Gửi]", "✓ Đã ghi lúc 16:02; Tổ 9 xem được ngay. Báo nhầm: [Đính chính]"),
        ],
    )
    before = _state(office)
    await office.verify("K20", [("[Gửi]", OUTDATED), ("[Sửa]", OUTDATED), ("[Bỏ]", OUTDATED)])
    assert _state(office) == before


async def test_markup_in_a_note_is_shown_as_it_was_typed(office: Office) -> None:
    await office.verify(
        "K13",
        [
            (
                "/baocao X28 đang làm <b>gần</b> & xong </i>",
                "✓ Đã ghi lúc 16:02: Kim Hải, X28 Tuyên truyền: đang làm, "
                '"<b>gần</b> & xong </i>".\n'
                "Đến 22/5 còn 3 việc: X33, hạn 15/5/2020; X16, hạn 18/5/2020; X18, hạn 19/5/2020. "
                "[Báo cáo tiếp] [Việc của tôi] [Đính chính]",
            ),
            (
                "/dinhchinh",
                "Báo cáo gần nhất của đồng chí, 16:02 15/5/2020: Kim Hải, X28 Tuyên truyền: "
                'đang làm, "<b>gần</b> & xong </i>". Sửa thành: '
                "[1 Chưa làm] [2 Đang làm] [3 Hoàn thành] [4 Vướng mắc] [5 Đã trình] "
                "[6 Bị trả lại] [7 Không áp dụng]",
            ),
        ],
    )
