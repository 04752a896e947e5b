"""The office's own roster as an Excel workbook: written empty, read filled in."""

from pathlib import Path

from congress.roster import Roster
from files.mistakes import Mistake, MistakesError, write_mistake
from files.opening import open_sheets
from files.reading import make_roster
from files.template import write_template

__all__ = ["Mistake", "read_workbook", "write_mistake", "write_template"]


def read_workbook(path: Path) -> Roster | list[Mistake]:
    """Read a filled-in workbook: the roster, or all mistakes at once and nothing else."""
    try:
        return make_roster(open_sheets(path))
    except MistakesError as exc:
        return exc.mistakes
