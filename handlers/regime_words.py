"""Find an epidemic regime in what people write: "CT16", "chỉ thị 16", "cấp độ 3"."""

from dataclasses import dataclass

from congress.epidemic import Regime
from congress.folding import fold
from texts.render import Texts


@dataclass(frozen=True)
class RegimeInWords:
    """A regime found in a text, and the words before and after it."""

    regime: Regime
    before: str
    after: str


def find_regime_words(text: str, *, texts: Texts) -> RegimeInWords | None:
    """Find the first regime that a text names, in its longest spelling; None for none."""
    words = text.split()
    spelled = {
        fold(way): Regime(code)
        for code, ways in texts.words("regime").items()
        for way in (code, code.replace("_", ""), *ways)
    }
    longest = max(len(way.split()) for way in spelled)
    for start in range(len(words)):
        for end in range(min(start + longest, len(words)), start, -1):
            if regime := spelled.get(fold(" ".join(words[start:end])).strip(".,;:?")):
                return RegimeInWords(
                    regime, before=" ".join(words[:start]), after=" ".join(words[end:])
                )
    return None
