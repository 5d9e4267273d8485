"""The form for a new release. Its fields have the names of the fields in `rollouts/validation.py`."""

from rollouts.servers import Server
from rollouts.usecases.releases import NewReleaseForm
from rollouts.validation import NAME_MAX, SUMMARY_MAX, TITLE_MAX
from views.actions import FormId, pack
from views.dates import plain_day
from views.forms import Checkbox, DatePicker, Field, Form, PersonSelect, TextBox
from views.wording import count

AFFECTS = "yes"
"""The value of the ticked box "affects integrations"."""


def release_form(answer: NewReleaseForm, channel: str | None, *, name: str = "") -> Form:
    """Ask for a new release; `channel` is where it was asked for, `name` what was typed of it."""
    first, *later = answer.servers
    fields = (
        Field("name", "Name", TextBox(placeholder="2026.11", initial=name, most=NAME_MAX)),
        Field("title", "Title", TextBox(placeholder="Course player refresh", most=TITLE_MAX)),
        Field(
            f"dates.{first.key}",
            f"Date on {first.name}",
            DatePicker(placeholder="Choose a date"),
            hint=f"Today is {plain_day(answer.today)}.",
        ),
        *(_later_date(server, first) for server in later),
        Field(
            "affects_integrations",
            "Impact",
            Checkbox("It affects integrations", value=AFFECTS, checked=True),
            hint="Without impact the channels get one short FYI and nothing else.",
            optional=True,
        ),
        *_what_it_brings(),
        Field(
            "owner",
            "Owner",
            PersonSelect(placeholder="You, unless you choose somebody"),
            hint="The owner is asked on each date whether the release is live.",
            optional=True,
        ),
    )
    return Form(
        FormId.RELEASE,
        title="New release",
        submit="Enter release",
        fields=fields,
        value=pack(channel=channel),
    )


def _later_date(server: Server, first: Server) -> Field:
    usual = f"{count(server.lag_days, 'day')} after {first.short_name}"
    return Field(
        f"dates.{server.key}",
        f"Date on {server.name}",
        DatePicker(placeholder=f"Default: {usual}"),
        hint=f"Leave it empty for {usual}.",
        optional=True,
    )


def _what_it_brings() -> list[Field]:
    return [
        Field("summary", "Summary", TextBox(most=SUMMARY_MAX, multiline=True), optional=True),
        Field(
            "ui_changes",
            "UI changes",
            TextBox(placeholder="Navigation bar moves to the left", multiline=True),
            hint="One on each line.",
            optional=True,
        ),
        Field(
            "opt_ins",
            "Opt-in features",
            TextBox(placeholder="Offline mode | Settings > Player > Offline | off", multiline=True),
            hint="One on each line: name | how to enable it | on or off by default.",
            optional=True,
        ),
        Field(
            "docs",
            "Documentation",
            TextBox(placeholder="Release notes https://vendor.example/releases/2026.11", multiline=True),
            hint="One on each line: title, then its address.",
            optional=True,
        ),
    ]
