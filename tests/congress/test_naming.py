"""Names as people write them."""

import pytest

from congress.naming import fits, words_of


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("ĐBX Ân Hòa", "Đảng bộ xã Ân Hòa", True),
        ("dbx an hoa", "Đảng bộ xã Ân Hòa", True),
        ("an hoà", "Đảng bộ xã Ân Hòa", True),
        ("CB THPT", "Chi bộ Trường THPT Bình Minh", True),
        ("ubkt", "Chi bộ Cơ quan Ủy ban Kiểm tra Huyện ủy", True),
        ("GDNN-GDTX", "Chi bộ Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", True),
        ("ĐBP Ân Hòa", "Đảng bộ xã Ân Hòa", False),
        ("hòa ân", "Đảng bộ xã Ân Hòa", False),
        ("Ân Hòa Đông", "Đảng bộ xã Ân Hòa", False),
    ],
)
def test_part_of_a_name_fits(asked: str, name: str, *, expected: bool) -> None:
    assert fits(words_of(asked), words_of(name)) is expected
