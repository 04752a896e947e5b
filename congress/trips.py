"""Field trips to units: what was found, and what is proposed to the standing board (NS-3)."""

from datetime import date

from pydantic import AwareDatetime

from chat.message import Value


class Trip(Value):
    """One trip; `team` is a group's or a body's name. Its proposals are tasks with its number."""

    number: int
    unit: str
    team: str
    on_day: date
    findings: str
    member: int | None = None
    at: AwareDatetime

    @property
    def code(self) -> str:
        """Give the number as people say it: CX03."""
        return f"CX{self.number:02}"
