"""What the local workspace's page says around the story; plain text, for the page draws it itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rollouts.announcing.told import told_in
from rollouts.case_tokens import case_in
from rollouts.deliveries import OPEN, Action, Delivery, Message, State
from rollouts.kinds import CORRECTION
from rollouts.ports import Ledger
from rollouts.usecases.upcoming import NextUp
from views.dates import in_days
from views.posts.deliveries import kind_words, subject

MOST = 1

GUIDE_ASK = "Ben's integration runs on both servers. He asks what is live on Controlled."
GUIDE_RELEASE_DAY = (
    "Time passes: preview, reminder, then the day on which Standard gets the release. "
    "The card says that it is due; Ana is asked whether it is live."
)
GUIDE_URGENT = (
    "One command, or one click on any announcement, opens an urgent thread in #vendor-support, "
    "and the vendor gets an e-mail."
)
GUIDE_ANSWER = (
    "Be the vendor: answer that e-mail with a workaround. A second later it stands in the thread of the case."
)
GUIDE_MOVE = (
    "Ana moves Controlled by two days. She sees first what each channel will read; "
    "two minutes after Post it they are corrected."
)
GUIDE_NEWS = (
    "Be the vendor again: write the mail that announces 2027.1. In her messages with Fortnight, Ana is asked "
    "what becomes of it, and presses Enter it."
)
ASK_AS, GO_THERE, REPORT_AS, MOVE_AS = "Ask as Ben", "Go there", "Report as Ben", "Move as Ana"
OPEN_MAIL, SEE_ANSWER = "Open the mail", "See the answer"
WRITE_NEWS, SEE_QUESTION = "Write as the vendor", "See what Ana is asked"
GO_TO_PREVIEW, TWO_MINUTES_LATER = "Go to the preview", "Two minutes later"

MOVED = "2026.11"
"""The release of the example that is moved."""
MOVE = f"/release move {MOVED} controlled 2026-12-18 The vendor needs two more days."

AFTER_GUIDE = (
    "That was the main part. To use Fortnight with your team, create a Slack app from manifest.yml, "
    "put its two tokens into .env, and run `make run` again. The README shows it step by step. "
    "What is in this local workspace is forgotten when it is stopped."
)


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the move is: whether channels were told of the release, and what becomes of its correction.

    `due_at` is when the next correction is due (UTC), None when none waits.
    """

    is_told: bool
    is_corrected: bool
    due_at: datetime | None


def moved(ledger: Ledger) -> Moved:
    """Look how far the move of the example's release is."""
    release = ledger.release(MOVED)
    posts = ledger.deliveries(release.topic) if release else ()
    corrections = [
        post for post in posts if post.key.announcement.kind == CORRECTION and post.action is Action.POST
    ]
    waiting = (post.due_at for post in corrections if post.state in OPEN)
    return Moved(
        is_told=bool(told_in(posts)),
        is_corrected=any(post.state is State.SENT for post in corrections),
        due_at=min(waiting, default=None),
    )


def threads(ledger: Ledger, tokens: tuple[str, ...]) -> Mapping[str, Message]:
    """Return where the threads of cases begin, by the tokens in their mails, as far as they do."""
    found = {}
    for token in tokens:
        case = ledger.case(case_in(token, secret=ledger.mail_secret()) or 0)
        first = ledger.card(case.topic, case.thread_channel) if case else None
        if first and first.message:
            found[token] = first.message
    return found


def label(coming: NextUp) -> str:
    """Say where in the vendor's cycle the simulated day lies."""
    parts = [
        f"{placed.release.name} on {server.short_name} "
        + ("is due, not confirmed" if placed.days <= 0 else in_days(placed.days))
        for server, placed in coming.dates[:MOST]
    ]
    return " · ".join(parts) or "No release is on its way"


def what(post: Delivery) -> str:
    """Name a planned post: "2026.11: preview"."""
    return f"{subject(post)}: {kind_words(post.key.announcement).removeprefix('case ')}"
