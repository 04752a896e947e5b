"""Find out what a message asks for and let the right handler answer; the one error funnel.

Order: strangers; what may not be read (files, forwards, edits, refused words); a command; what
chooses a button or leaves a form (handlers.choices); words a dialogue waits for; a command's name
without its slash; other words, which the dialogue answers if there is one; else help.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from rapidfuzz import fuzz, process

from chat.message import ChatKind, Content, Incoming
from congress.directory import Directory
from congress.folding import fold
from handlers import readiness, system
from handlers.choices import find_choice
from handlers.context import Answer, Assistant, Context, refuse_role
from handlers.flows import check_role
from handlers.registry import Command, Flow
from storage import dialogs, letters
from storage.dialogs import Dialog
from storage.work import Work

_SLASH = re.compile(r"^/\s*([\w-]+)\s*(.*)$", re.DOTALL)
_WORDS = frozenset({Content.TEXT, Content.BUTTON})
_NEAR = 70
_LONGEST_NAME_WORDS = 4


class Router:
    """Route messages over one registry of commands and flows."""

    def __init__(
        self,
        assistant: Assistant,
        *,
        commands: Sequence[Command],
        flows: Mapping[str, Flow],
    ) -> None:
        self.assistant = assistant
        self.flows = flows
        self.commands = {
            name: command for command in commands for name in (command.name, *command.aliases)
        }

    async def handle(
        self,
        incoming: Incoming,
        *,
        work: Work,
        directory: Directory,
        now: datetime,
    ) -> None:
        """Answer one message; all writes are collected in `work`."""
        ctx = Context(
            assistant=self.assistant,
            incoming=incoming,
            directory=directory,
            work=work,
            now=now,
            speaker=directory.member_of(incoming.channel, incoming.sender),
        )
        if incoming.content in system.EVENTS:
            system.note_event(ctx)
            return
        if ctx.speaker is None and not self._is_open_to_strangers(incoming):
            await system.greet_stranger(ctx)
            return
        await self._answer(ctx)

    def apologise(self, incoming: Incoming, *, work: Work, error: str, now: datetime) -> None:
        """Tell the person, in private, that a message failed, with the id the log knows it by."""
        if incoming.chat_kind is ChatKind.PRIVATE:
            letters.reply(
                work,
                incoming=incoming,
                html=self.assistant.texts.render("system/apology", error=error),
                choices=(),
                links=(),
                capabilities=self.assistant.capabilities[incoming.channel],
                now=now,
            )

    async def _answer(self, ctx: Context) -> None:
        before = await self._recall(ctx)
        mark = ctx.work.mark()
        try:
            if not system.refuse_content(ctx):
                await self._dispatch(ctx)
                await readiness.follow(ctx)
        except Answer as answer:
            if not ctx.work.drop_to(mark):
                raise  # it wrote, read and then refused: a fault, so nothing of it may stay
            ctx.asides.clear()
            ctx.say(answer.template, choices=answer.buttons, **answer.values)
        await self._keep_dialog(ctx, before)

    async def _recall(self, ctx: Context) -> Dialog | None:
        """Read what goes on in the chat, unless a command ends it, as most messages do."""
        ctx.recalled = not self._begins_anew(ctx)
        if not ctx.recalled:
            return None
        ctx.dialog = await self._get_dialog(ctx)
        return ctx.dialog

    async def _keep_dialog(self, ctx: Context, before: Dialog | None) -> None:
        """Keep what goes on by now, where that is not what went on `before`.

        A command whose answer offers nothing ends the dialogue alone: the choices before it, which
        were not read, stay good.
        """
        asks_anew = ctx.dialog.name or ctx.dialog.menu
        if not (ctx.recalled or asks_anew):
            before = await self._get_dialog(ctx)
            ctx.dialog = ctx.dialog.model_copy(update={"menu": before.menu})
        if ctx.dialog != before:
            dialogs.save(
                ctx.work,
                channel=ctx.incoming.channel,
                chat=ctx.incoming.chat,
                sender=ctx.incoming.sender,
                dialog=ctx.dialog,
                now=ctx.now,
            )

    async def _get_dialog(self, ctx: Context) -> Dialog:
        kept = await dialogs.get(
            ctx.work,
            channel=ctx.incoming.channel,
            chat=ctx.incoming.chat,
            sender=ctx.incoming.sender,
        )
        return kept.at(ctx.now) if kept else Dialog()

    def _begins_anew(self, ctx: Context) -> bool:
        if ctx.incoming.content not in _WORDS:
            return False
        command, _ = self._read_slash(ctx.incoming.text)
        return command is not None and not command.hidden and _refuse(ctx, command) is None

    async def _dispatch(self, ctx: Context) -> None:
        text = ctx.incoming.text.strip()
        flow = self.flows.get(ctx.dialog.name or "")
        listening = flow is not None and flow.listens
        if not text.startswith("/"):
            text = find_choice(ctx.texts, text, ctx.dialog, listening=listening) or text
        if text.startswith("/"):
            await self._run_slash(ctx, text)
        elif flow and flow.wants(ctx, text):
            await _hear(ctx, flow, text)
        elif named := self._find_bare(text):
            await self._run(ctx, *named)
        else:
            await _hear(ctx, flow, text)

    async def _run_slash(self, ctx: Context, text: str) -> None:
        command, rest = self._read_slash(text)
        if command:
            await self._run(ctx, command, rest)
        else:
            system.say_unknown_command(ctx, near=self._nearest(ctx, rest))

    def _read_slash(self, text: str) -> tuple[Command | None, str]:
        """Give the command of a line and what follows it; None and the name where it is none."""
        match = _SLASH.match(text)
        name = fold(match[1]).replace("_", "").replace("-", "") if match else ""
        command = self.commands.get(name)
        return (command, match[2].strip()) if match and command else (None, name)

    async def _run(self, ctx: Context, command: Command, args: str) -> None:
        if refusal := _refuse(ctx, command):
            raise refusal
        if not command.hidden:
            ctx.leave_flow()
        await command.handler(ctx, args)

    def _find_bare(self, text: str) -> tuple[Command, str] | None:
        """Find the command a text begins with; one word alone must be its name, no short form.

        A short form, its marks taken off, is the beginning of other words: "hoan", "hoàn thành".
        """
        words = text.split()
        for count in range(min(_LONGEST_NAME_WORDS, len(words)), 0, -1):
            command = self.commands.get(fold("".join(words[:count])))
            named = command and (count > 1 or fold(words[0]) == command.name)
            if command and named and not command.hidden:
                return command, " ".join(words[count:])
        return None

    def _nearest(self, ctx: Context, name: str) -> list[str]:
        allowed = [
            command.name
            for command in {id(one): one for one in self.commands.values()}.values()
            if not command.hidden and ctx.speaker and ctx.speaker.role in command.roles
        ]
        found = process.extract(name, allowed, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
        return [hit[0] for hit in found]

    def _is_open_to_strangers(self, incoming: Incoming) -> bool:
        command, _ = self._read_slash(incoming.text.strip())
        return (
            command is not None
            and command.anyone
            and incoming.content in _WORDS
            and incoming.chat_kind is ChatKind.PRIVATE
        )


async def _hear(ctx: Context, flow: Flow | None, text: str) -> None:
    """Let the dialogue that goes on take words; nothing is understood where none does."""
    if flow is None or flow.read is None:
        system.say_not_understood(ctx, menu=ctx.dialog.menu, form=flow is not None)
        return
    check_role(ctx, flow)
    await flow.read(ctx, ctx.dialog.data, text)


def _refuse(ctx: Context, command: Command) -> Answer | None:
    """Make the answer to who may not use a command, or not here."""
    if not command.anyone and ctx.member.role not in command.roles:
        return refuse_role(command.roles, command=command.name)
    if ctx.incoming.chat_kind is ChatKind.GROUP and not command.in_groups:
        return Answer("refusal/private_only", command=command.name)
    return None
