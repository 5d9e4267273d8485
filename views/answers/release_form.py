"""The form for a new release. Block ids are the names of the fields in `rollouts/validation.py`."""

from rollouts.servers import Server
from rollouts.usecases.releases import NewReleaseForm
from rollouts.validation import NAME_MAX, SUMMARY_MAX, TITLE_MAX
from views.actions import Form, pack
from views.dates import plain_day
from views.forms import checkbox, date_picker, field, modal, text_input, user_select
from views.kit import Block
from views.text import count

AFFECTS = "yes"
"""The value of the ticked box "affects integrations"."""


def release_form(answer: NewReleaseForm, channel: str | None) -> dict[str, object]:
    """Ask for a new release; `channel` is where it was asked for."""
    first, *later = answer.servers
    blocks = [
        field("name", "Name", text_input(placeholder="2026.11", most=NAME_MAX)),
        field("title", "Title", text_input(placeholder="Course player refresh", most=TITLE_MAX)),
        field(
            f"dates.{first.key}",
            f"Date on {first.name}",
            date_picker(placeholder="Choose a date"),
            hint=f"Today is {plain_day(answer.today)}.",
        ),
        *(_later_date(server, first) for server in later),
        field(
            "affects_integrations",
            "Impact",
            checkbox("It affects integrations", value=AFFECTS, checked=True),
            hint="Without impact the channels get one short FYI and nothing else.",
            optional=True,
        ),
        *_what_it_brings(),
        field(
            "owner",
            "Owner",
            user_select(placeholder="You, unless you choose somebody"),
            hint="The owner is asked on each date whether the release is live.",
            optional=True,
        ),
    ]
    return modal(
        Form.RELEASE,
        title="New release",
        submit="Enter release",
        blocks=blocks,
        private_metadata=pack(channel=channel),
    )


def _later_date(server: Server, first: Server) -> Block:
    usual = f"{count(server.lag_days, 'day')} after {first.short_name}"
    return field(
        f"dates.{server.key}",
        f"Date on {server.name}",
        date_picker(placeholder=f"Default: {usual}"),
        hint=f"Leave it empty for {usual}.",
        optional=True,
    )


def _what_it_brings() -> list[Block]:
    return [
        field("summary", "Summary", text_input(most=SUMMARY_MAX, multiline=True), optional=True),
        field(
            "ui_changes",
            "UI changes",
            text_input(placeholder="Navigation bar moves to the left", multiline=True),
            hint="One on each line.",
            optional=True,
        ),
        field(
            "opt_ins",
            "Opt-in features",
            text_input(placeholder="Offline mode | Settings > Player > Offline | off", multiline=True),
            hint="One on each line: name | how to enable it | on or off by default.",
            optional=True,
        ),
        field(
            "docs",
            "Documentation",
            text_input(placeholder="Release notes https://vendor.example/releases/2026.11", multiline=True),
            hint="One on each line: title, then its address.",
            optional=True,
        ),
    ]
