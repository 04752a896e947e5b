"""What is known beforehand of a congress's documents: defects, links to the plan, term items.

The contents are data (profiles/documents.toml).
"""

from collections.abc import Iterable, Mapping

from chat.message import Value
from congress.drafts import Defect, DraftKind
from congress.opinions import UpperDraft
from congress.plans import ItemStatus, PlanItem, Progress


class Link(Value):
    """The plan items that ask for one version of a document."""

    kind: DraftKind
    version: int
    items: tuple[str, ...]


class TermItem(Value):
    """Something that is new in this term and asked of every unit (DH-14)."""

    text: str
    items: tuple[str, ...]


class Documents(Value):
    """All of it."""

    defect: tuple[Defect, ...]
    link: tuple[Link, ...]
    term_item: tuple[TermItem, ...]
    upper_draft: tuple[UpperDraft, ...]

    @property
    def defects(self) -> dict[str, str]:
        """Map the codes of the defects to their words."""
        return {one.code: one.text for one in self.defect}


def find_linked(
    documents: Documents, plan: Iterable[PlanItem], kind: DraftKind, version: int
) -> PlanItem | None:
    """Find the item of a plan that asks for a version."""
    asked = {
        item
        for link in documents.link
        if (link.kind, link.version) == (kind, version)
        for item in link.items
    }
    return next((item for item in plan if item.code in asked), None)


def count_finished(documents: Documents, progress: Mapping[str, Progress], kind: DraftKind) -> int:
    """Give the last version that the plan says is done; 0 where it says so of none.

    It lets a unit that had a first draft before it came here begin with the second.
    """
    return max(
        (
            link.version
            for link in documents.link
            if link.kind is kind
            and any(
                item in progress and progress[item].status is ItemStatus.DONE
                for item in link.items
            )
        ),
        default=0,
    )
