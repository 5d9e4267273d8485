"""The command line's `fortnight doctor`."""

import asyncio
import json
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.errors import StartFailed
from bot.settings import Settings
from bot.terminal import show, write
from rollouts.findings import Finding, Health, error
from rollouts.references import channel_reference, is_id
from views.wording import count

_STYLES = {Health.GOOD: "green", Health.WARNING: "yellow", Health.ERROR: "red"}
_WORDS = {Health.GOOD: "ok", Health.WARNING: "warning", Health.ERROR: "ERROR"}


def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write the findings as JSON.")] = False,
    probe: Annotated[
        str | None,
        typer.Option(
            "--probe",
            metavar="CHANNEL",
            help="Post one message into this channel, find it again, and delete it.",
        ),
    ] = None,
) -> None:
    """Look at tokens, channels, people, the database and the mail server; exit code 1 if something fails."""
    findings = _examine(probe)
    errors = sum(each.health is Health.ERROR for each in findings)
    warnings = sum(each.health is Health.WARNING for each in findings)
    if as_json:
        rows = [
            {"about": each.about, "health": each.health.value, "said": each.said, "todo": each.todo}
            for each in findings
        ]
        write(json.dumps({"errors": errors, "warnings": warnings, "findings": rows}, indent=2) + "\n")
    else:
        for each in findings:
            show(_line(each), style=_STYLES[each.health])
        show(f"{count(errors, 'error')}, {count(warnings, 'warning')}.")
    raise typer.Exit(1 if errors else 0)


def _examine(probe: str | None) -> tuple[Finding, ...]:
    channel = channel_reference(probe) if probe else None
    if channel and not is_id(channel):
        raise StartFailed("--probe takes a channel's id, such as C0123ABCD; Slack shows it in its details.")
    try:
        settings = Settings.load()
    except StartFailed as wrong:
        return tuple(error("settings", line, "Put it right in .env.") for line in str(wrong).splitlines())
    from bot.doctor.examination import examine  # noqa: PLC0415 - slow to load, and needed here alone

    return asyncio.run(examine(settings, clock=SystemClock(), probe_in=channel))


def _line(finding: Finding) -> str:
    said = f"{_WORDS[finding.health]:<8} {finding.about}: {finding.said}"
    return f"{said} {finding.todo}" if finding.todo else said
