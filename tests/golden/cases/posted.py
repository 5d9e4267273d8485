"""What goes out by itself: one golden file for each kind of post and each thing in which it may differ."""

from collections.abc import Mapping

from rollouts import kinds
from rollouts.announcing.briefs import (
    AnswerBrief,
    Brief,
    CaseBrief,
    CorrectionBrief,
    DowntimeBrief,
    MailboxBrief,
    NamesBrief,
    PausedBrief,
    ReleaseBrief,
    ReportBrief,
    UnsureBrief,
)
from rollouts.announcing.draft_briefs import DraftBrief
from rollouts.kinds import Kind
from tests.golden.golden import Golden
from tests.golden.views_in_use import content_of

_OF_TROUBLE: dict[type[Brief], Kind] = {
    UnsureBrief: kinds.UNSURE,
    PausedBrief: kinds.CHANNEL_PAUSED,
    DowntimeBrief: kinds.DOWNTIME,
    NamesBrief: kinds.NAMES_UNKNOWN,
    MailboxBrief: kinds.MAILBOX_CLOSED,
    DraftBrief: kinds.DRAFT,
    AnswerBrief: kinds.SHARED_ANSWER,
}


def folder_of(kind: Kind) -> str:
    """Return the folder of the golden files of that kind."""
    return f"posts/{kind.key.replace('_', '-')}"


def posted(name: str, briefs: Mapping[str, Brief] | Brief) -> Golden:
    """Say the brief, or several of one kind by the name of each variant."""
    variants = briefs if isinstance(briefs, Mapping) else {"": briefs}
    (kind,) = {_kind_of(brief) for brief in variants.values()}
    return Golden(f"{folder_of(kind)}/{name}", {of: content_of(brief) for of, brief in variants.items()})


def _kind_of(brief: Brief) -> Kind:
    if isinstance(brief, ReleaseBrief | CorrectionBrief | ReportBrief | CaseBrief):
        return brief.announcement.kind
    return _OF_TROUBLE[type(brief)]
