"""Invitations from the command line: one, or one for each unit as a list to hand out."""

import csv
import io
from datetime import datetime

from congress.directory import Directory
from congress.invitations import make_invitation
from congress.roles import Role
from storage import members
from storage.work import Work


def invite(
    work: Work,
    *,
    role: Role,
    unit: str | None = None,
    group: str | None = None,
    now: datetime,
) -> str:
    """Store a new invitation and give its code, which is kept nowhere else."""
    invitation, code = make_invitation(
        id=work.new_id(), role=role, unit=unit, group=group, now=now
    )
    members.add_invitation(work, invitation)
    return code


def invite_all(
    work: Work,
    directory: Directory,
    *,
    role: Role,
    header: str,
    bot_link: str | None,
    now: datetime,
) -> str:
    """Invite one person of a role for each unit; give CSV lines: unit, name, code, link."""
    sheet = io.StringIO()
    sheet.write(header + "\n")
    writer = csv.writer(sheet, lineterminator="\n")
    for unit in directory.reporting_units:
        code = invite(work, role=role, unit=unit.code, now=now)
        writer.writerow([unit.code, unit.name, code, f"{bot_link}{code}" if bot_link else ""])
    return sheet.getvalue()
