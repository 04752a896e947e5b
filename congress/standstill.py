"""Which items of a plan go on while its congress is postponed, and which stand still.

DOMAIN 2.2 has documents, opinions and personnel keep running and logistics freeze; DH-5 that
preparation continues, MX-4 that reminders stop for what belongs to the sitting (guidance G04, G06
say the same). Propaganda is dressing for the day. Of what belongs to all streams neither speaks:
that goes on which prepares the contents and is done without a day (the plan, its conference, the
climate of opinion, the review from its papers to its conclusions); that stands still which is a
congress, or hangs on its day. The day is among it: it is only proposed after a resumption (2.2).
"""

from congress.plans import PlanItem, Stream

_GOES_ON = frozenset({Stream.DOCUMENTS, Stream.PERSONNEL})
#: Of the common stream, what prepares.
_PREPARES = frozenset({"X01", "X02", "X17", "X18", "X19", "X33", "C01", "C06"})
#: Personnel that there is only once a congress has elected: the first meeting, ratification.
_FOLLOWS = frozenset({"X36", "X37", "X38", "C15", "C16"})


def goes_on_meanwhile(item: PlanItem) -> bool:
    """Tell whether an item is worked on while its congress is postponed."""
    if item.stream in _GOES_ON:
        return item.code not in _FOLLOWS
    return item.stream is Stream.COMMON and item.code in _PREPARES
