"""What may not be said to the assistant: decided on the words alone, before anything is stored.

Words count with or without marks, in any case, NFC or NFD. Rules and limits: DOMAIN 6 and 8.1.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from congress.notes import mirror
from congress.wording import (
    UNIT,
    Clause,
    Word,
    compose,
    find_phrases,
    means,
    measure_phrase,
    read_clauses,
    read_phrases,
    read_words,
)


class Reason(StrEnum):
    """Why words are refused; the only thing that is kept of them."""

    CLASSIFIED = "classified"
    COMPLAINT = "complaint"
    PERSONNEL = "personnel"
    BALLOTS = "ballots"
    IDENTITY = "identity"


_ABBREVIATED = re.compile(r"\bđ\s?[/.]\s?c\b\.?|\bd/c\b", re.IGNORECASE)


def reason_to_refuse(text: str, *, unit_names: Sequence[str] = ()) -> str | None:
    """Give the code of the rule that forbids a text, or None; never raises.

    Units are known by their names and ends of them, so that "Yên Mật" is a commune.
    """
    plain = compose(text)
    clauses = _read(plain, unit_names)
    return next((reason for reason, breaks in _RULES if breaks(plain, clauses)), None)


def names_a_person(text: str, *, unit_names: Sequence[str] = ()) -> bool:
    """Tell whether a name follows "đồng chí", "ông", "bà" or "đ/c"; titles are no names."""
    plain = compose(text)
    # Every message is asked, and few address anybody: those are looked at word by word.
    if _MAY_ADDRESS.search(mirror(plain)) is None:
        return False
    return any(map(_addresses_somebody, _read(plain, unit_names)))


def is_a_name(text: str, *, unit_names: Sequence[str] = ()) -> bool:
    """Tell whether a full name stands where a title is asked for, perhaps behind one."""
    clauses = _read(compose(text), unit_names)
    places = ((clause, _skip_titles(clause, 0)) for clause in clauses)
    return any(place < len(clause) and _is_full_name(clause, place) for clause, place in places)


def _is_classified(plain: str, clauses: list[Clause]) -> bool:
    return _STAMP.search(plain) is not None or any(
        _says_secret(clause, at) for clause in clauses for at in find_phrases(clause, _SECRET)
    )


def _says_secret(clause: Clause, at: slice) -> bool:
    last, after = clause[at.stop - 1], clause[at.stop : at.stop + 1]
    if at.start and means(clause[at.start - 1], _CHE):
        return False
    # Without marks "mat" may also be mặt or mất, as what follows then shows.
    return bool(last.marks) or not (after and after[0].base in _NOT_AFTER_SECRET)


def _is_complaint(_plain: str, clauses: list[Clause]) -> bool:
    told = [
        clause
        for clause in clauses
        if any(_is_unmistakable(clause[at]) for at in find_phrases(clause, _COMPLAINTS))
    ]
    return bool(told) and (
        any(map(_addresses_somebody, clauses))
        or not any(map(_is_counted, told))
        or not all(map(_is_neutral, told))
    )


def _is_unmistakable(phrase: Clause) -> bool:
    return " ".join(word.raw.casefold() for word in phrase) != _BARE_TO_CAO


def _is_counted(clause: Clause) -> bool:
    return any(word.base.isdigit() or word.base in _COUNTING for word in clause)


def _is_neutral(clause: Clause) -> bool:
    return all(
        word.base in _NEUTRAL or word.base.isdigit() or _ITEM_CODE.fullmatch(word.base)
        for word in clause
    )


def _is_personnel(_plain: str, clauses: list[Clause]) -> bool:
    return any(any(find_phrases(clause, _APPRAISALS)) for clause in clauses) and any(
        _addresses_somebody(clause) or _holds_full_name(clause) for clause in clauses
    )


def _is_ballots(plain: str, clauses: list[Clause]) -> bool:
    bare = " ".join(word.base for clause in clauses for word in clause)
    counted = _VOTES.search(bare) or ("%" in plain and _VOTING.search(bare))
    return bool(counted) and any(
        _addresses_somebody(clause) or _holds_full_name(clause) for clause in clauses
    )


def _is_identity(plain: str, clauses: list[Clause]) -> bool:
    return _NUMBER.search(plain) is not None or any(
        _says_birthday(clause, at) for clause in clauses for at in find_phrases(clause, _BIRTHDAYS)
    )


def _says_birthday(clause: Clause, at: slice) -> bool:
    before = clause[at.start - 1].base if at.start else ""
    dated = any(word.base.isdigit() for word in clause[at.stop : at.stop + 3])
    return dated and before not in _NOT_BEFORE_BIRTH


def _addresses_somebody(clause: Clause) -> bool:
    return any(
        _is_name(clause, _skip_titles(clause, at.stop), counted=_is_count(clause, at.start))
        for at in find_phrases(clause, _ADDRESSES)
    )


def _is_count(clause: Clause, place: int) -> bool:
    return place > 0 and clause[place - 1].base.isdigit()


def _is_name(clause: Clause, place: int, *, counted: bool) -> bool:
    if place >= len(clause):
        return False
    if _is_full_name(clause, place):  # also behind a colon, in brackets, in quotes
        return True
    if not clause[place].joined:
        return False
    word, before = clause[place], clause[place - 1]
    shouted = all(other.raw.isupper() or not other.raw.isalpha() for other in clause)
    belongs = any(means(before, noun) for noun in _ORGANISATIONS)
    return not (counted or shouted or belongs) and _is_capitalised(word)


def _is_capitalised(word: Word) -> bool:
    """Tell "Hùng" and "A" from "hùng", "K12" and "UBND"."""
    return word.raw.isalpha() and (
        word.raw.istitle() or (word.raw.isupper() and len(word.raw) == 1)
    )


def _skip_titles(clause: Clause, place: int) -> int:
    while length := measure_phrase(clause, place, _TITLES):
        place += length
    return place


def _holds_full_name(clause: Clause) -> bool:
    return any(_is_full_name(clause, place) for place in range(len(clause)))


def _is_full_name(clause: Clause, place: int) -> bool:
    """Tell a surname with what follows it: "Nguyễn Hùng", "nguyen van a"; not Hồ Chí Minh."""
    if not any(means(clause[place], surname) for surname in _SURNAMES):
        return False
    rest = clause[place + 1 : place + 3]
    if not rest or not rest[0].joined or measure_phrase(clause, place, _UNCLE_HO):
        return False
    if rest[0].base in {"van", "thi"}:
        return len(rest) > 1 and rest[1].joined
    return clause[place].raw.istitle() and rest[0].raw.istitle()


def _read(plain: str, unit_names: Sequence[str]) -> list[Clause]:
    spelled = _ABBREVIATED.sub("đồng chí", plain)
    return read_clauses(spelled, unit_names=tuple(unit_names))


_SECRET = read_phrases(
    "tài liệu mật", "văn bản mật", "công văn mật", "dấu mật", "độ mật", "tối mật", "tuyệt mật",
    "bí mật nhà nước",
)  # fmt: skip
_CHE = read_words("chế")[0]
_NOT_AFTER_SECRET = frozenset({"tran", "bang", "dien", "song", "mang", "nuoc", "lien", "duong"})
_STAMP = re.compile(
    r"^[^\w\n]*mật[^\w\n]*$|\(\s*mật\s*\)"
    r"|\b(?:báo cáo|hồ sơ|thông tin|nội dung|kế hoạch|tờ trình|thông báo|đóng) mật\b(?! độ)",
    re.IGNORECASE | re.MULTILINE,
)

#: "to cao" may also be tờ cáo or to cao, so without marks it needs company.
_COMPLAINTS = read_phrases(
    "đơn thư", "đơn tố cáo", "người tố cáo", "bị tố cáo", "nội dung tố cáo", "tố cáo",
    "tố giác", "khiếu nại", "nặc danh",
)  # fmt: skip
_BARE_TO_CAO = "to cao"
#: A complaint may be spoken of as a number, as none, as a question, or as work under review.
_COUNTING = frozenset({"khong", "chua", "het", "may", "nao", "nhieu", "soat", "x14"})
#: Words that tell nothing about a complaint but that there are some and how far they are.
_NEUTRAL = {UNIT.base} | {
    word.base
    for word in read_words(
        "don thu to cao khieu nai giac nac danh khong chua het may nao bao nhieu ra soat x14 "
        "co con la da dang duoc nhan moi cac nhung tong so va ve thi deu xong roi hay cho nay gi "
        "xem xet giai quyet ket luan xac minh xu ly hoan thanh lam vuong mac phat sinh ton dong "
        "lien quan den nhan su don vi to noi dung bao cao theo quy dinh han ngay qua tuan thang "
        "tai doi voi them vm truoc huyen xa o vuongmac baocao xuly done in progress blocked",
    )
}
_ITEM_CODE = re.compile(r"[a-z]{1,3}\d{1,4}")

_APPRAISALS = read_phrases(
    "nhận xét", "đánh giá", "phiếu tín nhiệm", "tín nhiệm", "danh sách nhân sự",
    "nhân sự dự kiến", "dự kiến nhân sự", "giới thiệu nhân sự", "phẩm chất", "năng lực", "uy tín",
)  # fmt: skip
_VOTES = re.compile(r"\d phieu\b|\bphieu(?: \w+){0,2} \d")
_VOTING = re.compile(r"\b(?:phieu|tin nhiem|dong y|tan thanh|trung cu|bau)\b")

_BIRTHDAYS = read_phrases("sinh ngày", "sinh năm", "ngày sinh", "năm sinh")
_NOT_BEFORE_BIRTH = frozenset({"phat", "hoc", "ve", "san", "thi"})
#: Identity cards have 9 or 12 digits, telephones 10 or 11 (+84 for the 0); money is neither.
_NUMBER = re.compile(
    r"(?:(?<![\d.,/])(?:\d{9}|\d{12}|0\d{2}(?: \d{3}){3})"
    r"|(?<![\d/])(?:\+?84[ .-]?\d{2,3}|0\d{2,4})"
    r"(?:(?:[ .-]?\d{3}){2}\d?|(?:[ .-]?\d{2}){3}|[ .-]?\d{4}[ .-]?\d{3}))"
    r"(?!\d|[.,/]\d|\s?(?:đồng|dong|đ|d|vn[dđ])\b)",
    re.IGNORECASE,
)

_ADDRESSES = read_phrases("đồng chí", "ông", "bà")
#: How these, and "đ/c", look in a fold.
_MAY_ADDRESS = re.compile(r"(?<![^\W_])(?:(?:dong|ong|ba)(?![^\W_])|d\s?[/.]\s?c)")
_TITLES = read_phrases(
    "bí thư", "phó bí thư", "chủ tịch", "phó chủ tịch", "thường trực", "ủy viên", "tổ trưởng",
    "tổ phó", "tổ viên", "thư ký", "trưởng ban", "phó trưởng ban", "trưởng phòng", "phó phòng",
    "chủ nhiệm", "phó chủ nhiệm", "trưởng đoàn", "chánh văn phòng", "phó chánh văn phòng",
    "hiệu trưởng", "phó hiệu trưởng", "giám đốc", "phó giám đốc", "trưởng công an", "cấp ủy",
    "đại biểu", "đảng viên", "cán bộ", "trưởng", "phó", "lãnh đạo", "phụ trách", "chỉ huy trưởng",
    "chính trị viên", "trợ lý", "quản trị",
    "ban thường vụ", "ban chấp hành", "huyện ủy", "thị ủy", "tỉnh ủy", "thành ủy", "đảng ủy",
    "chi ủy", "ủy ban kiểm tra", "đảng bộ", "chi bộ", "hội đồng nhân dân", "ủy ban nhân dân",
    "mặt trận tổ quốc", "ban", "phòng", "văn phòng", "tổ", "tiểu ban", "đoàn", "hội", "khối",
    "xã", "phường", "thị trấn", "huyện", "thị xã", "tỉnh", "trường", "công an", "quân sự",
)  # fmt: skip
#: What follows the last word of these is the name of an organisation or a place.
_ORGANISATIONS = read_words(
    "ủy bộ ban phòng tổ đoàn hội khối xã phường trấn huyện tỉnh trường an vụ"
)
_SURNAMES = read_words(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh mai đào "
    "trương phùng",
)
_UNCLE_HO = read_phrases("hồ chí minh")

_RULES: tuple[tuple[Reason, Callable[[str, list[Clause]], bool]], ...] = (
    (Reason.CLASSIFIED, _is_classified),
    (Reason.COMPLAINT, _is_complaint),
    (Reason.BALLOTS, _is_ballots),
    (Reason.PERSONNEL, _is_personnel),
    (Reason.IDENTITY, _is_identity),
)
