"""The record of one unit, read in five statements."""

from datetime import datetime

from congress.directory import Directory
from congress.dossier import Dossier
from congress.facts import Facts
from congress.units import Unit
from storage import facts, issues, plans, reviews, tasks
from storage.work import Work


async def load_dossier(work: Work, *, directory: Directory, unit: Unit, now: datetime) -> Dossier:
    """Read all that is on record about a unit; what was collected in `work` before counts."""
    return Dossier(
        as_of=now,
        directory=directory,
        unit=unit,
        progress=await plans.progress_of(work, unit=unit.code),
        facts=Facts(await facts.newest(work, unit=unit.code)),
        issues=tuple(await issues.of_unit(work, unit=unit.code)),
        tasks=tuple(await tasks.listed(work, unit=unit.code)),
        reviews=tuple(await reviews.listed(work, unit=unit.code)),
    )
