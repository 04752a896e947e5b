"""Make the files that go out with messages, from the recipe that was queued with each.

A file is made just before it is sent, and tells how things were when it was asked for only in
what is derived from that instant; reports that came since are in it.
"""

from collections.abc import Callable
from datetime import datetime

from chat.message import Attachment
from congress.dates import local_date
from congress.directory import Directory
from congress.office import Office
from congress.summary import read_rows
from handlers.summary import SUMMARY_CSV
from storage.database import Database
from storage.overview import load_overview
from texts.render import Texts
from texts.summary import encode_csv, write_csv


class FileMaker:
    """Makes the files of recipes; `directory` gives the picture of the moment."""

    def __init__(
        self,
        database: Database,
        *,
        directory: Callable[[], Directory],
        office: Office,
        texts: Texts,
    ) -> None:
        self._database = database
        self._directory = directory
        self._office = office
        self._texts = texts

    async def make(self, attachment: Attachment) -> tuple[str, bytes]:
        """Give a file's name and content; raise LookupError for what cannot be made."""
        if attachment.recipe != SUMMARY_CSV:
            raise LookupError(attachment.recipe)
        at = datetime.fromisoformat(attachment.arguments["at"])
        directory = self._directory()
        reader = directory.members[int(attachment.arguments["member"])]
        async with self._database.work() as work:
            picture = await load_overview(
                work,
                directory=directory,
                units=directory.units_of(reader),
                office=self._office,
                now=at,
            )
        name = self._texts.label("summary.file_name", day=f"{local_date(at):%Y-%m-%d}")
        return name, encode_csv(write_csv(self._texts, read_rows(picture)))
