"""Who came to another committee goes on with nothing that was begun for the last one."""

from congress.roles import Role
from storage import bodies, members
from storage import directory as directories
from tests.handlers.harness import Conversation
from tests.handlers.test_role_changes import say_as

OUTDATED = "Nội dung này đã được xử lý hoặc đã quá hạn; không có gì thay đổi."


async def move(hall: Conversation, who: str, unit: str) -> str:
    """Move somebody to another unit in the same role; give their chat."""
    member = hall.person(who)
    async with hall.database.work() as work:
        members.save_member(work, member.model_copy(update={"unit": unit}))
        work.touch_directory()
    async with hall.database.work() as work:
        hall.directory = await directories.load(work)
    return str(member.id)


async def test_body_is_kept_for_the_committee_it_was_read_back_for(
    province: Conversation,
) -> None:
    async with province.database.work() as work:
        before = await bodies.listed(work)
    await province.say("U05 office", "/tieuban thêm tiểu ban văn kiện")
    chat = await move(province, "U05 office", "U11")
    (answer,) = await say_as(province, chat, "1")
    assert answer.startswith(OUTDATED), answer
    async with province.database.work() as work:
        assert await bodies.listed(work) == before


async def test_regime_of_a_district_postpones_nothing_below_another(
    province: Conversation,
) -> None:
    for line in ("/capdo U05 CT16 22/6-05/7", "MH-62/UBND ngày 22/6/2020", "1"):
        await province.say("U05 office", line)
    board = province.directory.people(Role.SECRETARY, unit="U05")[0]
    await province.say("U05 secretary", "[1 Tạm hoãn]")
    await province.say("U05 secretary", "MH-62/UBND ngày 22/6/2020")
    chat = await move(province, "U05 secretary", "U11")
    assert chat == str(board.id)
    (answer,) = await say_as(province, chat, "1")
    assert answer == (
        "Các đại hội này đã được quyết định hoặc không còn trong thời gian này; không có gì "
        "thay đổi."
    )
