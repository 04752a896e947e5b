"""The bytes of documents and pictures, kept in memory while the sandbox runs."""

import struct
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import PurePosixPath

#: Bot API: what a bot may upload as a file and as a photo, and what it may download.
MAX_DOCUMENT_BYTES = 50 * 1024 * 1024
MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Kind(StrEnum):
    """How a file is shown."""

    DOCUMENT = "document"
    PHOTO = "photo"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file by the id that both sides call it; pictures know their size in pixels."""

    id: str
    kind: Kind
    name: str
    mime: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Return the path getFile names and the download address ends with."""
        return f"{self.kind}s/file_{self.id.rsplit('-', 1)[-1]}{PurePosixPath(self.name).suffix}"


class FileStore:
    """Give files their ids and find them again."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: Kind, *, name: str, mime: str, content: bytes) -> StoredFile:
        """Keep a file; a photo that is neither PNG nor JPEG has no size (width 0)."""
        width, height = measure_picture(content) if kind is not Kind.DOCUMENT else (0, 0)
        file_id = f"sandbox-{kind}-{next(self._numbers)}"
        stored = StoredFile(file_id, kind, name, mime, content, width, height)
        self._by_id[stored.id] = stored
        self._by_path[stored.path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file of an id."""
        return self._by_id.get(file_id)

    def find_path(self, path: str) -> StoredFile | None:
        """Return the file a download address means."""
        return self._by_path.get(path)


def measure_picture(content: bytes) -> tuple[int, int]:
    """Read width and height in pixels from a PNG or JPEG header; (0, 0) for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:  # noqa: PLR2004 -- PNG: signature and IHDR
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return _measure_jpeg(content) if content[:2] == b"\xff\xd8" else (0, 0)


def _measure_jpeg(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:  # noqa: PLR2004 -- JPEG: marker
        length, height, width = struct.unpack(">HxHH", content[place + 2 : place + 9])
        if content[place + 1] in _JPEG_FRAMES:
            return width, height
        place += 2 + length
    return 0, 0
