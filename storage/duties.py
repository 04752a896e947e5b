"""What has a day beside the plans, read in three statements."""

from congress.directory import Directory
from congress.duties import Duty, find_duties_beside
from storage import bodies, issues, tasks
from storage.work import Work


async def load_duties_beside(work: Work, *, directory: Directory) -> list[Duty]:
    """Read the issues, conclusions and tasks of bodies that somebody is to deal with by a day."""
    return list(
        find_duties_beside(
            directory,
            issues=await issues.open_issues(work),
            tasks=await tasks.listed(work),
            bodies=await bodies.listed(work),
        )
    )
