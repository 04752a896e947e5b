"""Notice old names of units in words that are kept; a warning only, the words stay (CL-6).

Use: pass `old=old_names_in(ctx, words)` to a template that includes documents/old_names.j2.
"""

from congress.old_names import OldName
from handlers.context import Context


def old_names_in(ctx: Context, *texts: str) -> tuple[OldName, ...]:
    """List the old names in what was said, to be warned of in the answer."""
    return ctx.directory.old_names.find("\n".join(texts))
