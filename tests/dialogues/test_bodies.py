"""A field trip over the real Bot API client: findings, a proposal, and its decision."""

import pytest

from tests.dialogues.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_proposal_of_a_field_trip_is_decided(office: Office) -> None:
    await office.verify(
        "T05",
        [
            (
                "/congtac K05 14/5: ổn định",
                'Tổ 5 công tác tại Đảng bộ xã Cồn Thoi ngày 14/5/2020: "ổn định". Đúng không? '
                "[1 Đúng] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                "✓ Đã ghi CX01 lúc 16:02. Có kiến nghị với Thường trực không? Mỗi dòng ghi một kiến nghị. "
                "[Không có kiến nghị]",
            ),
            (
                "bổ sung máy chiếu",
                "✓ Đã ghi lúc 16:02 và báo cáo Thường trực 1 kiến nghị: KN01.",
            ),
        ],
    )
    assert await office.hear("deputy") == (
        "Kính báo cáo đồng chí Phó Bí thư. Tổ trưởng Tổ 5 kiến nghị về Đảng bộ xã Cồn Thoi "
        "(KN01): bổ sung máy chiếu. [1 Đồng ý] [2 Không đồng ý]"
    )
    await office.verify("deputy", [("1", "✓ Đã ghi lúc 16:02: KN01 được đồng ý.")])
    assert await office.hear("T05") == (
        "Kiến nghị KN01 về Đảng bộ xã Cồn Thoi được đồng ý (Phó Bí thư Thường trực Huyện ủy)."
    )
