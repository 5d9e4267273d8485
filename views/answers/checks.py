"""Answers about checks."""

from rollouts.deliveries import Content
from rollouts.usecases.checks import ChecksRecorded
from views.kit import said
from views.posts.stages import named, named_server
from views.text import names


def recorded(answer: ChecksRecorded) -> Content:
    """Say that the smoke tests are recorded as passed."""
    what = f"{names(answer.integrations)}: smoke tests passed for {named(answer.release)}"
    where = f"on {named_server(answer.server)}"
    if answer.again:
        return said(f"{what} {where}. That was recorded already, nothing was changed.")
    return said(f"Thank you. {what} {where}. Everybody in the channel can see it.")
