"""The one place that knows what a view returns: whatever it is becomes what Slack is given."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.views.reading import keep_home_limits, keep_view_limits
from tests.views.reading import rendered as held
from views import forms, parts

Said: TypeAlias = parts.Message | forms.Form | forms.Notice | forms.Home
"""What a view returns: a message, a form, or a Home."""

SAID = (parts.Message, forms.Form, forms.Notice, forms.Home)
"""The same, as the views' functions are annotated."""


@dataclass(frozen=True)
class Message:
    """A message as Slack is given it."""

    text: str
    blocks: list[dict[str, Any]]


@dataclass(frozen=True)
class Form:
    """A form or window as Slack is given it."""

    view: dict[str, Any]


def rendered(said: Said) -> Message | Form:
    """Turn what a view returned into what Slack is given, held against Slack's limits."""
    if isinstance(said, parts.Message):
        return Message(*held(said))
    return Form(keep_home_limits(said) if isinstance(said, forms.Home) else keep_view_limits(said))
