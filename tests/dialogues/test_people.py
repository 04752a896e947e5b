"""People come in, are put in charge, choose their hours; a group's own chat."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.dialogues.office import Office, at, open_office
from tests.dialogues.people import FIRST, SECOND, THIRD, let_in, make_code

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNKNOWN = (
    "Đây là Trợ lý đại hội, phần mềm trả lời tự động, chỉ phục vụ người được mời. "
    "Nếu có mã mời, đề nghị gửi: /start MÃ. Nếu chưa có, đề nghị liên hệ Văn phòng cấp ủy."
)
BAD_CODE = "Mã mời không dùng được. Đề nghị kiểm tra lại hoặc xin mã mới từ Văn phòng cấp ủy."
WELCOME = (
    "Kính chào đồng chí {}. Tôi là Trợ lý đại hội, phần mềm trả lời tự động: "
    "nhận báo cáo, nhắc việc, theo dõi tiến độ.\n"
    "Trợ lý không phải hệ thống hồ sơ chính thức; văn bản, Sổ tay đảng viên điện tử "
    "vẫn dùng theo quy định.\n"
    "Được gửi: mục việc, trạng thái, số lượng, ngày, số văn bản. Không gửi: nội dung mật, "
    "đơn thư, nhận xét nhân sự, họ tên, số điện thoại, ảnh, tệp. [Việc của tôi] [Trợ giúp]"
)
CHAT = -500
COUNTS = "Tổ 5: 2/7 đơn vị đã đại hội. Không có việc quá hạn."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Run the program at 10:20."""
    folder = tmp_path_factory.mktemp("office")
    async with open_office(folder, now=at("10:20"), morning=True) as opened:
        yield opened


async def test_stranger_is_told_once_and_joins_by_a_code_that_works_once(office: Office) -> None:
    code = await make_code(office, role="đơn vị K12")
    await office.verify("stranger", [("cho hỏi", UNKNOWN)])
    await office.do("stranger", "có ai không")
    await office.do("stranger", "/tinhhinh")
    await office.settle()
    assert await office.unheard("stranger") == []

    await office.verify(
        "stranger",
        [
            (f"/start {code.lower()}", WELCOME.format("Cán bộ báo cáo, Đảng bộ xã Kim Đông")),
            (
                "[Việc của tôi]",
                "Đảng bộ xã Kim Đông, 3 việc đến 29/5/2020:\n"
                "1. X22 Bầu đại biểu ở chi bộ, hạn 16/5/2020 (còn 1 ngày)\n"
                "2. X19 Kết luận duyệt, hạn 21/5/2020 (còn 6 ngày)\n"
                "3. X25 Kịch bản điều hành, hạn 26/5/2020 (còn 11 ngày) "
                "[1 X22] [2 X19] [3 X25] [Không phát sinh]",
            ),
        ],
    )
    assert await office.hear("office") == (
        "Cán bộ báo cáo, Đảng bộ xã Kim Đông đã kết nối với Trợ lý lúc 10:20."
    )
    office.sandbox.add_person(FIRST, "Người khác")
    await office.verify(FIRST, [(f"/start {code}", BAD_CODE)])


async def test_sixth_wrong_code_is_the_last_answered(office: Office) -> None:
    office.sandbox.add_person(SECOND, "Người thử mã")
    guesses = [(f"/start AAAAA-AAAA{number}", BAD_CODE) for number in range(5)]
    too_many = "Đã thử quá nhiều lần. Đề nghị thử lại sau một giờ."
    await office.verify(SECOND, [*guesses, ("/start AAAAA-AAAA5", too_many)])
    code = await make_code(office, role="bí thư")
    await office.do(SECOND, f"/start {code}")
    await office.settle()
    assert await office.unheard(SECOND) == []


async def test_access_is_ended_by_the_office(office: Office) -> None:
    greeting = await let_in(office, THIRD, role="đơn vị K05")
    assert greeting == WELCOME.format("Cán bộ báo cáo, Đảng bộ xã Cồn Thoi")
    name = "Cán bộ báo cáo, Đảng bộ xã Cồn Thoi"
    await office.verify(
        "office",
        [
            (
                "/thanhvien K05",
                "2 người: 2 đã kết nối.\n"
                f"Cán bộ báo cáo xã Cồn Thoi: đã kết nối\n{name}: đã kết nối "
                f"[Cán bộ báo cáo xã Cồn Thoi] [{name}]",
            ),
            (
                f"[{name}]",
                f"{name}: đã kết nối.\n"
                "Vai trò: cán bộ báo cáo của đơn vị, Đảng bộ xã Cồn Thoi. [Ngừng quyền]",
            ),
            (
                "[Ngừng quyền]",
                f"Ngừng quyền dùng Trợ lý của {name}; báo cáo đã gửi vẫn giữ nguyên. "
                "Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]",
            ),
            ("1", f"✓ Đã ghi lúc 10:20: {name} đã ngừng quyền."),
        ],
    )
    await office.verify(THIRD, [("/viec", UNKNOWN)])
    await office.verify(
        "office",
        [
            (
                "/thanhvien chuaketnoi",
                "Không còn ai chưa kết nối hoặc không nhận được tin.",
            ),
            (
                "/thanhvien xyz",
                'Không có ai khớp với "xyz". Đề nghị ghi đơn vị, tổ hoặc chức danh, '
                "ví dụ: /thanhvien K03 hoặc /thanhvien tổ trưởng.",
            ),
        ],
    )


async def test_unit_is_put_in_charge_of_another_group_and_both_are_told(office: Office) -> None:
    await office.verify(
        "office",
        [
            (
                "/phancong K45 T03",
                "Chi bộ Hội Liên hiệp Phụ nữ huyện: Tổ 1 → Tổ 3. Đúng không? "
                "[1 Đúng] [2 Sửa] [3 Bỏ]",
            ),
            ("1", "✓ Đã ghi lúc 10:20: Chi bộ Hội Liên hiệp Phụ nữ huyện thuộc Tổ 3."),
            (
                "/phancong K45 tổ 3",
                "Chi bộ Hội Liên hiệp Phụ nữ huyện đã thuộc Tổ 3; không có gì thay đổi.",
            ),
        ],
    )
    told = "Chi bộ Hội Liên hiệp Phụ nữ huyện từ nay do Tổ 3 phụ trách."
    assert await office.hear("T01") == told
    assert await office.hear("T03") == told


async def test_person_chooses_digest_and_quiet_hours(office: Office) -> None:
    hours = "Giờ yên lặng chung: 21:00–06:30.\nTin khẩn vẫn được gửi ngay."
    own = "Giờ yên lặng của đồng chí: 22:00–06:00.\nTin khẩn vẫn được gửi ngay."
    await office.verify(
        "deputy",
        [
            ("/tuychon", f"Bản tin 07:00: có.\n{hours} [Tắt bản tin] [Đặt giờ yên lặng]"),
            (
                "[Tắt bản tin]",
                f"✓ Đã ghi.\nBản tin 07:00: tắt.\n{hours} [Bật bản tin] [Đặt giờ yên lặng]",
            ),
            ("[Đặt giờ yên lặng]", "Đề nghị ghi giờ yên lặng, ví dụ: 22:00-06:00."),
            (
                "khuya",
                "Chưa rõ giờ; chưa thay đổi gì. "
                "Đề nghị ghi giờ bắt đầu và kết thúc, ví dụ: 22:00-06:00.",
            ),
            (
                "22h đến 6h",
                f"✓ Đã ghi.\nBản tin 07:00: tắt.\n{own} "
                "[Bật bản tin] [Đặt giờ yên lặng] [Theo giờ chung]",
            ),
        ],
    )


async def test_group_chat_is_bound_answers_counts_and_moves_with_its_upgrade(
    office: Office,
) -> None:
    people = ("T05", "T05 member", "T06")
    office.sandbox.add_group(CHAT, "Tổ 5", [office.phone(who).id for who in people])

    async def ask(who: str, said: str, *, chat: int = CHAT) -> str:
        await office.phone(who).say(said, chat=chat)
        return await office.hear(who, chat=chat)

    assert await ask("T05", "/tinhhinh") == (
        "Nhóm chat này chưa gắn với Tổ công tác nào; đề nghị Tổ trưởng gửi /gannhom trong nhóm."
    )
    assert await ask("T05", "/gannhom@sandbox_bot") == (
        "✓ Đã gắn nhóm này với Tổ 5. Trong nhóm, Trợ lý chỉ trả lời số liệu chung; "
        "báo cáo, vướng mắc đề nghị gửi riêng. [Tình hình] [Bỏ gắn nhóm]"
    )
    assert await ask("T05 member", "/tinhhinh K05") == COUNTS
    assert await ask("T05 member", "/baocao K05 X25 xong") == (
        "/baocao chỉ dùng trong trò chuyện riêng với Trợ lý."
    )
    assert await ask("T06", "/gannhom") == (
        "Nhóm này đã gắn với Tổ 5; chỉ Tổ trưởng Tổ 5 bỏ gắn được. Không có gì thay đổi."
    )
    assert await ask("T05", "/trogiup") == (
        "Trong nhóm chỉ hỏi được số liệu chung:\n"
        "/tinhhinh tình hình chung, của một tổ hoặc một đơn vị\n"
        "/huongdan hướng dẫn phòng, chống dịch cho đại hội\n"
        "/gannhom gắn nhóm trò chuyện với Tổ công tác\n"
        "/trogiup trợ giúp"
    )

    moved = office.sandbox.upgrade(CHAT, by=office.phone("T05").id)
    assert await ask("T05 member", "/tinhhinh", chat=moved) == COUNTS
    assert office.ask('select chat, "group" from group_chats') == [(str(moved), "T05")]
    assert await ask("T05", "/gannhom bỏ", chat=moved) == "✓ Đã bỏ gắn nhóm này với Tổ 5."
    assert office.ask("select * from group_chats") == []
