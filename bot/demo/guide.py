"""What the local workspace's page says around the story; plain text, for the page draws it itself."""

from rollouts.deliveries import Delivery
from rollouts.usecases.upcoming import NextUp
from views.dates import in_days
from views.posts.deliveries import kind_words, subject

MOST = 1

GUIDE_ASK = "Ben's integration runs on both servers. He asks what is live on Controlled."
GUIDE_RELEASE_DAY = "Time passes: preview, reminder, then the day on which Standard gets the release."
GUIDE_URGENT = "One command, or one click on any announcement, opens an urgent thread in #vendor-support."
AFTER_GUIDE = (
    "That was the main part. To use Fortnight with your team, create a Slack app from manifest.yml, "
    "put its two tokens into .env, and run `make run` again. The README shows it step by step. "
    "What is in this local workspace is forgotten when it is stopped."
)


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
