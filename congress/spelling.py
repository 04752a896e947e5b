"""Whether typed words are written ones: marks may be left out, yet a wrong one counts.

"dung" is "đúng", while "dừng" and "đừng" are other words. Case, spaces and punctuation mean
nothing, nor does where a tone stands ("huỷ", "hủy"); hỏi and ngã are one, as for many speakers.
"""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_TONES = {_GRAVE: _GRAVE, _ACUTE: _ACUTE, _TILDE: _HOOK, _HOOK: _HOOK, _DOT: _DOT}

#: The bare letters of a word; its tone, and then the mark of each letter ("" for none).
_Spelling = tuple[str, tuple[str, ...]]


def spells(said: str, written: str) -> bool:
    """Tell whether typed words are the written ones, though perhaps with fewer marks."""
    words, meant = _spell(said), _spell(written)
    return (
        bool(words)
        and len(words) == len(meant)
        and all(_fits(word, other) for word, other in zip(words, meant, strict=True))
    )


def _fits(said: _Spelling, written: _Spelling) -> bool:
    (letters, marks), (other_letters, other_marks) = said, written
    return letters == other_letters and all(
        mark in {"", other} for mark, other in zip(marks, other_marks, strict=True)
    )


@lru_cache(maxsize=2048)  # the same labels are compared with every message
def _spell(text: str) -> tuple[_Spelling, ...]:
    return tuple(map(_take_apart, _WORD.findall(unicodedata.normalize("NFC", text))))


def _take_apart(word: str) -> _Spelling:
    tone, letters = "", ""
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", word.casefold()):
        if char in _TONES:
            tone = _TONES[char]
        elif unicodedata.combining(char) and marks:
            marks[-1] = char
        else:
            letters += "d" if char == "đ" else char
            marks.append("đ" if char == "đ" else "")
    return letters, (tone, *marks)
