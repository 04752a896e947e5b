import pytest

from sandbox.files import FileStore, Kind, measure_picture
from sandbox.phones import TINY_PNG

#: A JPEG's beginning: an APP0 segment, then a frame header of 3 lines of 2 pixels.
JPEG = bytes.fromhex("ffd8 ffe0 0004 0000 ffc0 000b 08 0003 0002 01 012200")


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (TINY_PNG, (1, 1)),
        (JPEG, (2, 3)),
        (JPEG[:8], (0, 0)),
        (TINY_PNG[:20], (0, 0)),
        (b"GIF89a", (0, 0)),
        (b"", (0, 0)),
    ],
    ids=["png", "jpeg", "cut jpeg", "cut png", "gif", "nothing"],
)
def test_measure_picture_reads_the_header(content: bytes, size: tuple[int, int]) -> None:
    assert measure_picture(content) == size


def test_file_is_found_by_id_and_by_path() -> None:
    store = FileStore()
    file = store.add(Kind.DOCUMENT, name="biểu.xlsx", mime="text/plain", content=b"x")
    assert (file.path, store.find(file.id), store.find_path(file.path)) == (
        "documents/file_1.xlsx",
        file,
        file,
    )
    assert (store.find("khác"), store.find_path("khác")) == (None, None)
