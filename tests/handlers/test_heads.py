"""The heads of a district hear what is decided about it: what they may read, with what they may do."""

import pytest

from tests.handlers.harness import Conversation, Said

BASIS = "theo 12-TB/TU ngày 10/6/2020"


def told(hall: Conversation) -> dict[str, Said]:
    """Map the people of U04 to what they were told."""
    people = {"secretary": "U04 secretary", "office": "U04 office", "reporter": "U04"}
    by_chat = {said.to: said for said in hall.told}
    return {who: by_chat[str(hall.person(named).id)] for who, named in people.items()}


@pytest.mark.row("CL-2")
async def test_office_is_told_of_conclusions_without_their_words(province: Conversation) -> None:
    await province.say("organisation_dept", "/ketluan U04: rà soát số liệu, hạn 01/7/2020")
    heard = told(province)
    assert heard["office"].text == "Kết luận duyệt nội dung đại hội:\nKL01, hạn 01/7/2020"
    words = heard["office"].text.replace("KL01, ", "KL01: rà soát số liệu, ", 1)
    assert heard["secretary"].text == words
    assert heard["reporter"].text == f"{words}\nThực hiện xong, báo: /ketluan KL01 xong"

    province.told.clear()
    await province.say("organisation_dept", "/ketluan KL01 trả lại: số liệu chưa khớp")
    heard = told(province)
    assert heard["office"].text == "Kết luận KL01 bị trả lại. Đề nghị thực hiện tiếp."
    assert heard["secretary"].text == (
        "Kết luận KL01 bị trả lại: số liệu chưa khớp. Đề nghị thực hiện tiếp."
    )
    # What is left to do is done by who reports.
    assert [len(one.buttons) for one in heard.values()] == [0, 0, 2]


@pytest.mark.row("CL-3")
async def test_returned_day_is_proposed_again_by_who_reports(province: Conversation) -> None:
    await province.say("standing_board", f"/tralai U04 chưa đủ điều kiện {BASIS}")
    assert await province.say("standing_board", "1") == [
        "✓ Đã ghi lúc 09:00: trả lại đề xuất. Huyện U04 chưa có ngày đại hội."
    ]
    heard = told(province)
    plain = (
        "Ban Thường vụ Tỉnh ủy trả lại đề xuất ngày 14–15/7/2020. "
        "Đề nghị hoàn thiện, đề xuất lại ngày."
    )
    words = plain.replace(". Đ", '. Lý do: "chưa đủ điều kiện". Đ', 1)
    assert {who: (one.text, one.buttons) for who, one in heard.items()} == {
        "secretary": (words, ()),
        "office": (plain, ()),
        "reporter": (words, ("Đã nhận", "Đề xuất ngày")),
    }


async def test_day_after_a_postponement_is_proposed_by_who_reports(
    province: Conversation,
) -> None:
    for line in (f"/tamhoan U04 {BASIS}", "1", f"/cholai U04 {BASIS}"):
        await province.say("standing_board", line)
    province.told.clear()
    await province.say("standing_board", "1")
    heard = told(province)
    assert [len(one.buttons) for one in heard.values()] == [0, 0, 2]
