"""The picture that queries and digests share, read in six statements."""

from collections.abc import Sequence
from datetime import datetime

from congress.digest import DIGEST, Previous
from congress.directory import Directory
from congress.facts import sort_facts
from congress.members import Member
from congress.office import Office
from congress.overview import Overview
from congress.picture import find_tasks
from congress.units import Unit
from storage import facts, issues, nudges, plans, reports, reviews, tasks
from storage.work import Work


async def load_overview(
    work: Work,
    *,
    directory: Directory,
    units: Sequence[Unit],
    office: Office,
    now: datetime,
) -> Overview:
    """Read how far some units are at `now`; what was collected in `work` before counts."""
    codes = {unit.code for unit in units}
    progress = await plans.progress_all(work, units=tuple(codes))
    signs = await reports.last_sign_of_life(work)
    raised = await issues.open_issues(work)
    told = sort_facts(await facts.newest(work))
    reviewed = await reviews.listed(work)
    return Overview(
        as_of=now,
        directory=directory,
        works=office.works,
        units=tuple(units),
        progress={(one.unit, one.item): one for one in progress},
        heard={
            unit: max(at for at in sign if at) for unit, sign in signs.items() if unit in codes
        },
        reported={
            unit: sign.reported_at
            for unit, sign in signs.items()
            if unit in codes and sign.reported_at
        },
        issues=tuple(issue for issue in raised if issue.unit in codes),
        facts={unit: known for unit, known in told.items() if unit in codes},
        tasks=find_tasks(await tasks.listed(work), units),
        reviews=tuple(review for review in reviewed if review.unit in codes),
    )


async def load_previous_digest(
    work: Work, *, reader: Member, overview: Overview
) -> Previous | None:
    """Find the digest a reader got on a day before the overview's; None before the first."""
    sent = await nudges.last_digest(work, kind=DIGEST, member=reader.id, before=overview.today)
    return Previous(as_of=sent.as_of, snapshot=sent.snapshot) if sent else None
