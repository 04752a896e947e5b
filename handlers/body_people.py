"""The people of a body: who joins, by role title and as the profile allows, and who goes."""

from congress.bodies import Body, BodyKind, BodyMember, Post, may_hold, titles_for
from congress.folding import fold
from congress.refusal import is_a_name
from handlers.context import Answer, Context
from handlers.free_text import NAMES_PERSON, take_text
from storage import bodies


async def add_person(ctx: Context, body: Body, text: str) -> None:
    """Let somebody join, told by post and role title: "Trưởng: Phó Bí thư"."""
    post, title = _split_post(ctx, text)
    title = take_text(ctx, title, most=120)
    if is_a_name(title, unit_names=ctx.directory.unit_names):
        raise Answer(NAMES_PERSON)
    if not title:
        raise Answer("body/no_title", body=body)
    allowed = titles_for(ctx.directory.profile, body.kind, post)
    if not may_hold(title, allowed):
        raise Answer("body/title_not_allowed", title=title, post=post, allowed=allowed)
    sitting = (await bodies.members(ctx.work)).get(body.code, [])
    if any(fold(one.title) == fold(title) and one.post is post for one in sitting):
        raise Answer("body/sits_already", title=title, body=body)
    if body.kind is BodyKind.WORK_GROUP:
        bodies.save(ctx.work, body)  # a group's people hang on a row of its own code
    member = BodyMember(id=ctx.work.new_id(), body=body.code, title=title, post=post)
    bodies.add_member(ctx.work, member)
    ctx.record("join_body", f"body {body.code}", new=f"{post} {member.id}")
    ctx.say("body/joined", body=body, member=member, at=ctx.now)


async def let_go(ctx: Context, body: Body, text: str) -> None:
    """Let somebody go, told by the place in the list."""
    sitting = (await bodies.members(ctx.work)).get(body.code, [])
    place = int(text) if text.isdecimal() and len(text) <= len(str(len(sitting))) else 0
    if not 1 <= place <= len(sitting):
        raise Answer("body/which_person", body=body, members=sitting)
    member = sitting[place - 1]
    bodies.leave(ctx.work, id=member.id, at=ctx.now)
    ctx.record("leave_body", f"body {body.code}", old=f"{member.post} {member.id}")
    ctx.say("body/left", body=body, member=member, at=ctx.now)


def _split_post(ctx: Context, text: str) -> tuple[Post, str]:
    """Read "Trưởng tiểu ban: Phó Bí thư"; without a post it is a member."""
    head, colon, title = text.partition(":")
    words = ctx.texts.words("post")
    for post in Post:
        for name in sorted((post, *words[post]), key=len, reverse=True):
            if colon and fold(head) == fold(name):
                return post, title.strip()
            plain = text.strip()
            if not colon and fold(plain).startswith(fold(name) + " "):
                return post, plain[len(name) :].strip()
    return Post.MEMBER, (title if colon else text).strip()
