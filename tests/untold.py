"""The Kim Sơn sample before its units told anything beside their plans: conversations tell it."""

from storage.database import Database


async def leave_untold(database: Database) -> None:
    """Leave out the reviews and facts of the sample, save the result of the pilot."""
    async with database.work() as work:
        work.collect("delete from reviews", {})
        work.collect("delete from facts where kind <> 'result' or unit <> 'K01'", {})
        work.collect("delete from facts where subject <> ''", {})
