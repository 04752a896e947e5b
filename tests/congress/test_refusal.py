"""What people may and may not say, in the many ways they say it."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.folding import fold
from congress.refusal import (
    Reason,
    _addresses_somebody,
    _read,
    is_a_name,
    names_a_person,
    reason_to_refuse,
)
from congress.wording import compose

UNITS = (
    "Đảng bộ xã Yên Mật",
    "Đảng bộ xã Ân Hòa",
    "Chi bộ Ban Tổ chức Huyện ủy",
    "Chi bộ Phòng Tài chính - Kế hoạch",
)

CLASSIFIED = [
    "gửi tài liệu mật về Tổ 3",
    "tai lieu mat gui roi",
    "văn bản đóng dấu mật",
    "Văn bản Mật số 12-BC/HU",
    "van ban mat so 12",
    "độ mật: tối mật",
    "do mat: toi mat",
    "TUYỆT MẬT",
    "tuyet mat",
    "MẬT",
    "Báo cáo số 12-BC/HU (Mật)",
    "hồ sơ mật của kỳ trước",
    "đây là bí mật nhà nước",
    "gửi tài liệu m\u200bật",
]
COMPLAINT = [
    "có đơn thư tố cáo đồng chí Hùng",
    "đơn thư nói về việc chia đất",
    "don thu noi ve viec chia dat",
    "đơn tố cáo cán bộ xã nhận tiền",
    "don to cao can bo xa nhan tien",
    "người tố cáo là hàng xóm",
    "nội dung tố cáo: sai phạm đất đai",
    "01 đơn thư của một giáo viên",
    "thư nặc danh gửi Huyện ủy về chuyện tiền",
    "có đơn thư",
    "đơn thư",
    "công dân khiếu nại về đền bù",
]
NAMED_COMPLAINT = "có 02 đơn thư, đ/c Hùng trả lời rồi"
PERSONNEL = [
    "nhận xét đồng chí Hùng: thiếu gương mẫu",
    "đánh giá ông Bình chưa hoàn thành nhiệm vụ",
    "danh sách nhân sự dự kiến: Nguyễn Văn A, Trần Thị B",
    "danh sach nhan su du kien: nguyen van a, tran thi b",
    "Nhân sự dự kiến Bí thư: đ/c Lê Minh Tuấn",
    "phiếu tín nhiệm cho bà Hoa rất thấp",
    "năng lực đ.c Phạm Hùng còn hạn chế",
]
BALLOTS = [
    "đ/c Hùng 14/15 phiếu",
    "Nguyễn Văn A 120 phiếu, Trần Thị B 98 phiếu",
    "phiếu tín nhiệm đồng chí Lê Hùng: 14/15 phiếu",
    "bà Hoa trúng cử 67%",
]
IDENTITY = [
    "CCCD 037085001234",
    "cmnd 164123456",
    "số 012 085 001 234",
    "gọi tôi số 0912345678",
    "gọi 0912 345 678",
    "đt 0912.345.678",
    "dt 091-2345-678",
    "+84 912 345 678",
    "máy bàn 02293 862 123",
    "sinh ngày 01/02/1980",
    "sinh ngay 1.2.1980",
    "nữ, sinh năm 1985",
    "ngày sinh: 5/5/1980",
]
FINE = [
    "",
    "/baocao K12 X25 in_progress",
    "mat",
    "mặt trận Tổ quốc góp ý xong",
    "mat tran to quoc gop y xong",
    "vắng mặt 2 đại biểu",
    "vang mat 2 dai bieu",
    "văn bản mặt trận gửi rồi",
    "van ban mat tran gui roi",
    "hội trường đang sửa do mat bang chat hep",
    "chưa làm do mat dien",
    "bỏ phiếu kín, bí mật",
    "tài liệu Yên Mật gửi rồi",
    "tai lieu Yen Mat gui roi",
    "ĐBX Yên Mật: văn kiện xong dự thảo lần 2",
    "đã gửi theo chế độ mật",
    "01 đơn đang xem xét",
    "còn 01 đơn đang xem xét",
    "có 02 đơn thư đang xem xét",
    "co 02 don thu dang xem xet",
    "không có đơn thư",
    "khong co don thu to cao",
    "Ân Hòa không có đơn thư, tố cáo",
    "đơn thư: không",
    "chưa nhận được đơn thư nào",
    "X14 rà soát đơn thư: hoàn thành",
    "rà soát đơn thư, vướng mắc liên quan nhân sự, kết luận: xong",
    "còn bao nhiêu đơn thư?",
    "đơn vị báo cáo đơn giản",
    "đón tổ công tác",
    "don to cong tac tu 8h",
    "hội trường to cao",
    "đánh giá 5 năm nhân sự tái cử: xong",
    "danh sách nhân sự dự kiến đã trình",
    "nhận xét của đồng chí Bí thư Huyện ủy đã tiếp thu",
    "đánh giá của đ/c Tổ trưởng Tổ 3",
    "đánh giá việc học tập và làm theo tư tưởng Hồ Chí Minh",
    "BCH 15 đ/c, nữ 3, trẻ 2, mới 5, BTV có 1 nữ",
    "bch 15 nu 2 tre 1 moi 4",
    "Phiếu bầu, biên bản đã in đủ 150 phiếu",
    "Bí thư trên 95%, BCH trên 91%",
    "nữ 3/15",
    "B3 done",
    "167 - KH/HU ngày 21/11/2019",
    "MH-01/UBND ngày 15/5/2020",
    "NQ 128/NQ-CP 11/10/2021",
    "05-05-2020 10h họp",
    "tháng 01, 15.05.2020",
    "kinh phí 150000000 đồng",
    "kinh phí 150.000.000đ",
    "không phát sinh ngày 15/5",
    "học sinh năm 2020 nghỉ học",
    "vệ sinh ngày 20/5",
    "sinh hoạt chi bộ ngày 3/5",
    "đồng chí Hùng đã nộp kịch bản",
]
CASES = [
    *((text, Reason.CLASSIFIED) for text in CLASSIFIED),
    *((text, Reason.COMPLAINT) for text in COMPLAINT),
    (NAMED_COMPLAINT, Reason.COMPLAINT),
    *((text, Reason.PERSONNEL) for text in PERSONNEL),
    *((text, Reason.BALLOTS) for text in BALLOTS),
    *((text, Reason.IDENTITY) for text in IDENTITY),
    *((text, None) for text in FINE),
]


@pytest.mark.parametrize(("text", "reason"), CASES)
def test_reason_to_refuse_words(text: str, reason: Reason | None) -> None:
    assert reason_to_refuse(text, unit_names=UNITS) == reason


@pytest.mark.parametrize(("text", "reason"), CASES)
def test_reason_to_refuse_words_with_combining_marks(text: str, reason: Reason | None) -> None:
    assert reason_to_refuse(unicodedata.normalize("NFD", text), unit_names=UNITS) == reason


@pytest.mark.parametrize("text", [*CLASSIFIED[:9], *COMPLAINT[1:8], *IDENTITY])
def test_reason_to_refuse_words_typed_without_marks(text: str) -> None:
    assert reason_to_refuse(fold(text), unit_names=UNITS) is not None


@pytest.mark.parametrize("text", [*CLASSIFIED, *COMPLAINT, *IDENTITY])
def test_reason_to_refuse_words_shouted(text: str) -> None:
    assert reason_to_refuse(text.upper(), unit_names=UNITS) is not None


@pytest.mark.parametrize("text", FINE)
def test_reason_to_refuse_fine_words_shouted(text: str) -> None:
    assert reason_to_refuse(text.upper(), unit_names=UNITS) is None


@pytest.mark.parametrize(
    "text",
    [
        "vướng: đồng chí Hùng chưa nộp",
        "đ/c Nguyễn Văn A ốm",
        "đ.c Hùng",
        "Đ/C Hùng",
        "ông Bình không đồng ý",
        "bà Nguyễn Thị Hoa vắng",
        "dong chi Hung bao om",
        "đồng chí nguyễn văn nam",
        "đồng chí Bí thư Nguyễn Văn A",
        "đồng chí Bí thư Đảng ủy Nguyễn Văn A",
        "02 đồng chí Nguyễn Văn A và Trần Thị B",
        "đồng chí Tổ trưởng Minh",
        "ĐỒNG CHÍ NGUYỄN VĂN NAM",
        "đồng chí A",
        "đ/c: Nguyễn Văn Nam",
        "chờ đồng chí (Nguyễn Văn Nam)",
        'ông "Trần Bình" vắng',
        "Ðồng chí Nguyễn Văn Nam",
        "đồng chí \uff2eam",
    ],
)
def test_names_a_person_who_is_named(text: str) -> None:
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đồng chí",
        "chờ đồng chí Bí thư cho ý kiến",
        "Đồng chí Tổ trưởng Tổ 3 đôn đốc",
        "đồng chí Bí thư Đảng ủy xã Ân Hòa",
        "đ/c Phó Chủ tịch UBND huyện",
        "đồng chí Trưởng Ban Tuyên giáo",
        "BCH 15 đ/c, nữ 3",
        "BCH 15 đ/c Nữ 3",
        "ông bà trong xóm góp ý",
        "bà con đồng tình",
        "đề nghị đồng chí. Hội trường đang sửa",
        "ĐỒNG CHÍ ĐÃ BÁO CÁO",
        "hội trường đang sửa",
        "Nghèn, Kim Chính chờ kinh phí",
        "kính gửi đồng chí: Báo cáo đã xong",
        "đồng chí - Tổ trưởng Tổ 3",
    ],
)
def test_names_a_person_when_nobody_is_named(text: str) -> None:
    assert not names_a_person(text, unit_names=UNITS)


def test_names_a_person_behind_a_unit_name() -> None:
    assert names_a_person("đồng chí Ân Hòa") is True
    assert names_a_person("đồng chí Ân Hòa", unit_names=UNITS) is False


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Nguyễn Văn Nam", True),
        ("tran thi b", True),
        ("Trưởng ban Nguyễn Văn Nam", True),
        ("Phó Bí thư Thường trực Huyện ủy", False),
        ("Hiệu trưởng Trường THPT Trần Phú", False),
        ("Trưởng Ban Lý luận", False),
        ("", False),
    ],
)
def test_full_name_is_no_title(title: str, *, named: bool) -> None:
    assert is_a_name(title, unit_names=UNITS) is named


@given(st.text(), st.lists(st.text(), max_size=3))
def test_reason_to_refuse_any_text_never_raises(text: str, names: list[str]) -> None:
    assert reason_to_refuse(text, unit_names=names) in {None, *Reason}
    assert names_a_person(text, unit_names=names) in {True, False}


@given(st.lists(st.sampled_from([*FINE, *COMPLAINT, *PERSONNEL, *BALLOTS]), max_size=4))
def test_reason_to_refuse_words_that_go_together_never_raises(texts: list[str]) -> None:
    assert reason_to_refuse(" ".join(texts), unit_names=UNITS) in {None, *Reason}


@given(
    st.lists(
        st.sampled_from(
            [
                "đồng chí",
                "dong chi",
                "ĐỒNG-CHÍ",
                "đ/c",
                "đ . c",
                "D/C",
                "ông",
                "Bà",
                "ong",
                "_bà",
                "Hùng",
                "Nguyễn Văn A",
                "tổ trưởng",
                "bổ sung",
                "phòng",
                "x",
                ",",
                ": ",
                "\n",
            ]
        ),
        max_size=6,
    ),
    st.sampled_from(["", " ", "_", "-"]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_quick_look_for_an_address_overlooks_none(
    pieces: list[str], between: str, form: Literal["NFC", "NFD"]
) -> None:
    text = unicodedata.normalize(form, between.join(pieces))
    looked_at = any(map(_addresses_somebody, _read(compose(text), UNITS)))
    assert names_a_person(text, unit_names=UNITS) is looked_at
