"""The longest that a leader, a group's leader or a unit may be told: it fits a phone's screen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from congress.digest import Previous, compose_digest
from congress.epidemic import Regime, RegimeChange
from congress.events import Congress, CongressState
from congress.facts import Fact, FactKind, sort_facts
from congress.issues import Issue
from congress.members import Member
from congress.overview import Overview
from congress.plans import ItemStatus, PlanItem, Progress
from congress.reviewing import find_reviewing
from congress.reviews import Outcome, Review
from congress.severity import sort_by_severity
from congress.standing import find_standing
from congress.tasks import Task, TaskKind
from congress.units import Block, Unit, UnitKind
from profiles.reader import read_contents
from tests.congress.pictures import (
    GROUPS,
    LEADER,
    NOW,
    OFFICE,
    SECRETARY,
    TODAY,
    item,
    picture,
    unit,
)
from texts.digest import write_digest
from texts.render import Texts

TEXTS = Texts()
PROFILE = {
    "base_deadline": "2020-05-30",
    "digest.contents": "on",
    "digest.merged": "on",
    "digest.pilots": "on",
    "structure.female": "15",
}
S = CongressState
A_DAY = timedelta(days=1)
#: Each takes about two lines of a phone.
MOST_LINES = 14


def place(code: str, name: str, group: str = "T01", **more: Any) -> Unit:
    made = unit(code, name=name, group=group)
    return made.model_copy(update={"block": Block.COMMUNE, **more})


UNITS = (
    place("K01", "Đảng bộ xã Thượng Kiệm", is_pilot=True),
    place("K02", "Đảng bộ xã Ân Hòa"),
    place("K03", "Đảng bộ xã Kim Mỹ"),
    place("K04", "Đảng bộ xã Xuân Chính", is_merged=True),
    place("K05", "Đảng bộ xã Kim Đông"),
    place("K06", "Đảng bộ xã Lai Thành"),
    place("K07", "Đảng bộ xã Định Hóa", "T02"),
    place("K08", "Đảng bộ xã Yên Lộc", "T02"),
    place("K09", "Đảng bộ xã Kim Tân", "T02"),
    place("K10", "Đảng bộ Khối", "T03", kind=UnitKind.COMMITTEE, block=None),
    place("K11", "Chi bộ Chi cục Thuế", "T03", parent="K10", kind=UnitKind.PARTY_CELL, block=None),
    place("K12", "Đảng bộ Quân sự", "T03", kind=UnitKind.COMMITTEE, block=None),
)
CONGRESSES = (
    Congress(unit="K01", state=S.HELD, opens_on=date(2020, 4, 29), held_on=date(2020, 4, 30)),
    Congress(unit="K02", state=S.RATIFICATION_SUBMITTED, held_on=date(2020, 5, 14)),
    Congress(
        unit="K03", state=S.PROPOSED, opens_on=date(2020, 6, 10), closes_on=date(2020, 6, 10)
    ),
    Congress(
        unit="K05", state=S.APPROVED, opens_on=date(2020, 5, 20), closes_on=date(2020, 5, 21)
    ),
    Congress(unit="K06", state=S.POSTPONED, opens_on=TODAY, until_on=TODAY - A_DAY),
    Congress(unit="K07", state=S.POSTPONED, opens_on=TODAY, until_on=TODAY + A_DAY),
)


def fact(code: str, kind: FactKind, **data: Any) -> Fact:
    return Fact(id=int(code[1:]), unit=code, kind=kind, data=data, at=NOW)


def conclusion(number: int, code: str, *, due: date) -> Task:
    return Task(
        kind=TaskKind.CONCLUSION, number=number, unit=code, text="rà soát", due=due, at=NOW
    )


def everything() -> Overview:
    items: list[PlanItem] = [
        item("K01", "X39", date(2020, 5, 7)),
        item("K01", "X36", date(2020, 5, 6)),
        item("K03", "X05", date(2020, 5, 8)),
        item("K03", "X09", date(2020, 5, 22)),
        item("K03", "X13", date(2020, 5, 8)),
        item("K08", "X05", date(2020, 5, 8)),
        item("K08", "X15", date(2020, 6, 8), decided=True),
        item("K09", "X18", date(2020, 6, 8), decided=True),
        item("K09", "X11", date(2020, 6, 8)),
    ]
    known = picture(
        UNITS,
        congresses=CONGRESSES,
        items=items,
        progress=[
            Progress(unit="K03", item="X13", status=ItemStatus.DONE),
            Progress(
                unit="K03", item="X09", status=ItemStatus.IN_PROGRESS, reported_at=NOW - 20 * A_DAY
            ),
            Progress(unit="K08", item="X15", status=ItemStatus.SUBMITTED),
            Progress(unit="K09", item="X18", status=ItemStatus.SUBMITTED),
            Progress(unit="K09", item="X11", status=ItemStatus.IN_PROGRESS, reported_at=NOW),
        ],
        heard={one.code: NOW for one in UNITS[:8]},
        issues=[
            Issue(number=1, unit="K05", text="hội trường đang sửa", complex=True, at=NOW),
            Issue(number=2, unit="K03", text="chưa có kinh phí", due=date(2020, 5, 10), at=NOW),
            *(
                Issue(number=number, unit="K03", text="thiếu máy chiếu", at=NOW)
                for number in range(3, 8)
            ),
        ],
        regimes=[
            RegimeChange(
                id=1,
                area=None,
                regime=Regime.CT16,
                since=date(2020, 5, 10),
                until=date(2020, 5, 30),
                basis="MH-01/UBND",
                at=NOW,
            )
        ],
    )
    return replace(
        known,
        directory=replace(known.directory, profile=PROFILE),
        facts=sort_facts(
            [
                fact(
                    "K03",
                    FactKind.STRUCTURE,
                    size=15,
                    female=2,
                    under35=2,
                    renewal=5,
                    btv_female=1,
                ),
                fact("K03", FactKind.CLIMATE, state="concern"),
                fact("K03", FactKind.STABILITY, state="hotspot"),
                fact("K08", FactKind.CLIMATE, state="calm"),
            ]
        ),
        tasks=(
            Task(
                kind=TaskKind.BODY,
                number=1,
                body="TB01",
                unit="HU",
                text="đề cương",
                due=date(2020, 5, 12),
                at=NOW,
            ),
            conclusion(1, "K03", due=date(2020, 5, 13)),
            conclusion(2, "K03", due=date(2020, 5, 20)),
        ),
        reviews=(
            Review(id=1, unit="K03", round=1, meets_on=date(2020, 5, 18), at=NOW),
            Review(
                id=2, unit="K04", round=1, meets_on=date(2020, 5, 11), outcome=Outcome.REDO, at=NOW
            ),
        ),
    )


def say(overview: Overview, *, reader: Member) -> list[str]:
    digest = compose_digest(
        overview,
        reader=reader,
        office=OFFICE,
        previous=Previous(NOW - A_DAY, {"held": ["K01", "K08"]}),
        contents=read_contents(),
    )
    html, _ = write_digest(TEXTS, digest)
    return html.splitlines()


def test_fullest_digest_of_a_leader_fits_a_screen() -> None:
    said = say(everything(), reader=SECRETARY)
    assert said == [
        "Kính báo cáo đồng chí Bí thư. Tiến độ đến 07:00 ngày 15/5/2020:",
        "Đơn vị sáp nhập: Xuân Chính (phải duyệt lại).",
        "Đã đại hội 2/12 (16,7%): 2/9 đảng bộ, 0/2 đảng bộ cấp trên cơ sở, 0/1 chi bộ; còn 10.",
        "Từ bản tin trước: thêm 1 (Ân Hòa); rút 1 do báo nhầm (Yên Lộc).",
        "Đại hội điểm: 1/1; còn lại: 1/11 đơn vị đã đại hội, còn 10. Quá hạn họp rút kinh "
        "nghiệm: Thượng Kiệm (hạn 07/5/2020).",
        "Cấp trên cơ sở: còn 2 đảng bộ; 1 đã xong đại hội cơ sở trực thuộc, 1 chưa (Khối: "
        "còn 1). Cơ sở (trước 31/5/2020): còn 8/10.",
        "7 ngày tới: 1 đại hội. Quá hạn: 4 việc (Tổ 1: 3, Tổ 2: 1). Chưa báo cáo: 4 đơn vị.",
        "Phòng, chống dịch: Chỉ thị 16 đến hết 30/5/2020. Tạm hoãn: 2 đại hội (1 đã hết "
        "thời hạn, chờ quyết định).",
        "Tiểu ban, tổ giúp việc quá hạn 1 việc: NV01.",
        "Chuẩn y: 0/2 đơn vị đã đại hội; chậm 1 (1 hội nghị Ban Chấp hành lần thứ nhất).",
        "Chưa đạt cơ cấu: 1 đơn vị. Tình hình tư tưởng: 1 ổn định, 1 có vấn đề (Kim Mỹ).",
        "Duyệt nội dung: 7 ngày tới 1 đơn vị (1 chưa gửi tài liệu); chưa có lịch 9 (1 phải "
        "duyệt lại). Kết luận chưa đóng: 2 (1 quá hạn).",
        "Nội dung chuẩn bị xong: tổng kết và phương hướng 0/12, góp ý văn kiện cấp trên 0/12, "
        "bầu Ban Chấp hành 1/12, bầu đoàn đại biểu 2/12. Chỉ báo cáo về bầu cử, nhân sự: Kim Tân.",
        "Chờ quyết định: 1 ngày đại hội, 2 phương án nhân sự, 1 đề nghị chuẩn y. Vướng mắc: "
        "7 (1 phức tạp: Kim Đông; 1 quá hạn). Trân trọng báo cáo.",
    ]
    assert len(said) <= MOST_LINES


def test_fullest_digest_of_a_group_fits_a_screen() -> None:
    overview = everything()
    said = say(overview.narrow(one for one in overview.units if one.group == "T01"), reader=LEADER)
    assert said == [
        "Kính gửi đồng chí Tổ trưởng Tổ 1. Tiến độ đến 07:00 ngày 15/5/2020:",
        "Đơn vị sáp nhập: Xuân Chính (phải duyệt lại).",
        "Đã đại hội 2/6 đơn vị; còn 4.",
        "Từ bản tin trước: thêm 1 (Ân Hòa).",
        "Đại hội điểm: 1/1; còn lại: 1/5 đơn vị đã đại hội, còn 4. Quá hạn họp rút kinh "
        "nghiệm: Thượng Kiệm (hạn 07/5/2020).",
        "7 ngày tới: 1 đại hội.",
        "Quá hạn: 3 việc (Thượng Kiệm, Kim Mỹ).",
        "Chưa báo cáo: không.",
        "Phòng, chống dịch: Chỉ thị 16 đến hết 30/5/2020. Tạm hoãn: 1 đại hội (Lai Thành; 1 "
        "đã hết thời hạn, chờ quyết định).",
        "Chuẩn y: 0/2 đơn vị đã đại hội; chậm 1 (1 hội nghị Ban Chấp hành lần thứ nhất).",
        "Chưa đạt cơ cấu: 1 đơn vị. Tình hình tư tưởng: 1 có vấn đề (Kim Mỹ).",
        "Duyệt nội dung: 7 ngày tới 1 đơn vị (1 chưa gửi tài liệu); chưa có lịch 3 (1 phải "
        "duyệt lại). Kết luận chưa đóng: 2 (1 quá hạn).",
        "Chờ quyết định: 1 ngày đại hội, 1 đề nghị chuẩn y. Vướng mắc: 7 (1 phức tạp: Kim "
        "Đông; 1 quá hạn). Trân trọng báo cáo.",
    ]
    assert len(said) <= MOST_LINES


def test_fullest_card_of_a_unit_fits_a_screen() -> None:
    overview = everything()
    shown = next(one for one in overview.units if one.code == "K03")
    own = overview.narrow([shown])
    standing = find_standing(own, shown)
    html = TEXTS.render(
        "status/unit",
        standing=standing,
        hurried=standing.total[:2],
        today=TODAY,
        reviewing=find_reviewing(own),
        group=GROUPS["T01"],
        detail=sort_by_severity(own.issues, today=own.today),
    )
    said = html.splitlines()
    assert said == [
        "Đảng bộ xã Kim Mỹ (K03, Tổ 1).",
        "Đại hội: 10/6/2020 (dự kiến); đã đề xuất ngày.",
        "Đã xong 1/3 mục. Quá hạn 1: X05.",
        "Thời gian gấp: 2 việc có ít ngày hơn kế hoạch mẫu (X05, X09).",
        "Đang làm nhưng 14 ngày chưa báo thêm: X09.",
        "Hạn tới: X09 Mục X09, 22/5/2020.",
        "Chưa đạt cơ cấu: nữ (X13 hoàn thành, kèm cảnh báo). Tư tưởng: có vấn đề. Địa bàn: "
        "có điểm nóng.",
        "Duyệt nội dung: đã có lịch duyệt; kết luận chưa đóng: 2 (1 quá hạn).",
        "Báo cáo gần nhất: 07:00 ngày 15/5/2020. Vướng mắc: 6.",
        "VM02: chưa có kinh phí (khác, hạn 10/5/2020, quá hạn)",
        "VM03: thiếu máy chiếu",
        "VM04: thiếu máy chiếu",
        "VM05: thiếu máy chiếu",
        "và 2 vướng mắc khác: /danhsach vuongmac",
    ]
    assert len(said) <= MOST_LINES
