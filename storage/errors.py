"""What can go wrong with the database, free of any driver; `key` names the text that says so."""

from typing import ClassVar


class StorageError(Exception):
    """Something failed in the database; its cause is the driver's own error."""

    key: ClassVar[str] = "storage/failed"

    def __init__(self) -> None:
        super().__init__(self.key)


class BusyError(StorageError):
    """Somebody else kept the database locked for longer than we wait."""

    key = "storage/busy"


class DiskFullError(StorageError):
    """There is no room left; nothing of the transaction was kept."""

    key = "storage/disk_full"


class UnreachableError(StorageError):
    """The file cannot be opened or written, or the server does not answer."""

    key = "storage/unreachable"


class BrokenError(StorageError):
    """The file is no database, or a damaged one."""

    key = "storage/broken"


class NotPreparedError(StorageError):
    """A table is missing: the database was never migrated."""

    key = "storage/not_prepared"


class NewerSchemaError(StorageError):
    """A newer program has migrated this database."""

    key = "storage/newer_schema"


class AlreadyRunningError(StorageError):
    """Another `daihoi run` works on this database."""

    key = "storage/already_running"


class UnknownUrlError(StorageError):
    """The address is neither sqlite:///… nor postgresql://…."""

    key = "storage/unknown_url"
