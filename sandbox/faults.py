"""What can go wrong between the bot and the messenger, switched on by a test or on the page."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """One way for a call to fail."""

    #: Answer late, by `value` milliseconds.
    DELAY = "delay"
    #: Close the connection before anything happened.
    DROP_BEFORE = "drop_before"
    #: Do what was asked, then close the connection instead of answering.
    DROP_AFTER = "drop_after"
    #: Break the connection off (TCP reset) before anything happened.
    RESET = "reset"
    #: Answer `value` (an HTTP status, 502 unless told) and do nothing.
    SERVER_ERROR = "server_error"
    #: Answer 429 with retry_after = `value` seconds and do nothing.
    TOO_MANY = "too_many"
    #: Deliver updates once more although they were confirmed.
    DUPLICATE = "duplicate"


DEFAULT_VALUES = {
    FaultKind.DELAY: 2000,
    FaultKind.SERVER_ERROR: 502,
    FaultKind.TOO_MANY: 3,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in force: for one method or all, `count` more times or until switched off."""

    kind: FaultKind
    method: str | None
    count: int | None
    value: int


class Faults:
    """The faults in force; each that strikes uses up one of its count."""

    def __init__(self) -> None:
        self.active: tuple[Fault, ...] = ()

    def add(
        self,
        kind: FaultKind | str,
        *,
        method: str | None = None,
        count: int | None = None,
        value: int | None = None,
    ) -> None:
        """Switch a fault on; `value` is what its kind says, `method` a Bot API name or all."""
        kind = FaultKind(kind)
        meaning = DEFAULT_VALUES.get(kind, 0) if value is None else value
        self.active += (Fault(kind, method and method.lower(), count, meaning),)

    def clear(self, kind: FaultKind | str | None = None) -> None:
        """Switch off all faults, or those of one kind."""
        self.active = tuple(fault for fault in self.active if kind and fault.kind != kind)

    def strike(self, method: str, *kinds: FaultKind) -> Fault | None:
        """Return the first fault of these kinds that meets a call, having counted it."""
        for place, fault in enumerate(self.active):
            if fault.kind in kinds and fault.method in {None, method.lower()}:
                self._use_up(place, fault)
                return fault
        return None

    def _use_up(self, place: int, fault: Fault) -> None:
        if fault.count is None:
            return
        left = Fault(fault.kind, fault.method, fault.count - 1, fault.value)
        rest = (left,) if left.count else ()
        self.active = (*self.active[:place], *rest, *self.active[place + 1 :])
