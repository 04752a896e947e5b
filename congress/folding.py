"""Vietnamese words compared as people type them: with or without marks, any case, NFC or NFD."""

import unicodedata
from functools import lru_cache

_D = str.maketrans({"đ": "d", "Đ": "d"})


@lru_cache(maxsize=2048)  # the same names and words are compared with every message
def fold(text: str) -> str:
    """Strip marks and case and squeeze spaces: "Đảng bộ xã  Ân Hoà" -> "dang bo xa an hoa"."""
    plain = unicodedata.normalize("NFD", text.translate(_D))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(bare.translate(_D).casefold().split())
