"""The last day of a thing, as people write it behind the words: "…, hạn 20/5"."""

import re
from datetime import date

from congress.dates import DateError, parse_date
from congress.notes import as_phrase, mirror, squeeze

_LAST_DAY = re.compile(
    r"(?:^|[\s,;.(–-])(?:(?:thoi )?han|xong truoc)(?: (?:chot|ngay|den|truoc))*:?\s+"
    r"([0-9]{1,4}\s?[/.-]\s?[0-9]{1,2}(?:\s?[/.-]\s?[0-9]{2,4})?)\s*\)?[.;]?$"
)
_EDGE = " ,;:.-–("


class LastDayError(ValueError):
    """A last day cannot be: `key` is "no_such_day" or "past", `text` the day as written."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(key)
        self.key = key
        self.text = text


def split_last_day(text: str, *, today: date) -> tuple[str, date | None]:
    """Take "hạn 20/5" off the end of a text, which comes back as a phrase.

    Also "thời hạn", "hạn chót", "hạn ngày", "xong trước". Raises LastDayError.
    """
    words = squeeze(text)
    match = _LAST_DAY.search(mirror(words))
    if match is None:
        return as_phrase(words), None
    said = match[1].replace(" ", "")
    try:
        day = parse_date(said, today=today)
    except DateError as error:
        raise LastDayError("no_such_day", said) from error
    if day < today:
        raise LastDayError("past", said)
    return words[: match.start()].strip(_EDGE), day
