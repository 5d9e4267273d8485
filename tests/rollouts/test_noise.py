"""How many messages a channel gets of one undisturbed release, and which are also sent to the channel."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import pytest

from rollouts.deliveries import Action
from rollouts.delivery.claiming import Job
from rollouts.drafts import Draft, release_from
from rollouts.integrations import Environment, Integration
from rollouts.releases import Release
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    DAY,
    GLOBEX,
    NORTHWIND,
    POLICY,
    RELEASE,
    STANDARD_DAY,
    START,
    at,
    told_in,
)

CARD, LOUD, QUIET = "card", "loud", "quiet"
END: Final = START.date() + 90 * DAY

THREE = (Server("alpha", "Alpha"), Server("beta", "Beta", None, 7), Server("gamma", "Gamma", None, 21))


def on(*servers: str) -> Integration:
    placed = tuple(Environment(f"on {server}", server) for server in servers)
    return Integration("-".join(servers), "C0THREE", environments=placed)


def of_three_servers() -> Release:
    draft = Draft("7", "Seven", {"alpha": STANDARD_DAY}, owner=ANA.id)
    release = release_from(draft=draft, servers=THREE, policy=POLICY)
    assert release
    return release


def heard(integration: Integration, release: Release, servers: tuple[Server, ...]) -> Mapping[str, str]:
    """Live through the release day by day, confirming each stage at 10:12, and note how each message came."""
    ledger = MemoryLedger(POLICY).at(START)
    ledger.save_servers(servers)
    told_in(ledger, releases=(release,), integrations=(integration,))
    jobs: list[Job] = []
    day = START.date()
    while day < END:
        jobs += deliver(ledger, at(day))
        for stage in release.stages:
            if stage.date == day:
                confirm(ledger.at(at(day, 10, 12)), Confirm(ANA, release.name, stage.server))
                jobs += deliver(ledger, at(day, 10, 12))
        day += dt.timedelta(days=1)
    return {
        str(job.delivery.key.announcement): CARD if job.thread is None else LOUD if job.broadcast else QUIET
        for job in jobs
        if job.delivery.action is Action.POST and job.delivery.key.channel == integration.channel
    }


@pytest.mark.parametrize(
    ("integration", "messages", "loud"),
    [
        (
            NORTHWIND,
            {"preview:standard": CARD, "reminder:standard": LOUD, "confirmation:standard": LOUD},
            3,
        ),
        (
            GLOBEX,
            {
                "preview:standard": CARD,
                "reminder:standard": QUIET,
                "confirmation:standard": QUIET,
                "window_closing:controlled": LOUD,
                "confirmation:controlled": LOUD,
            },
            3,
        ),
        (
            ACME,
            {
                "preview:standard": CARD,
                "reminder:standard": LOUD,
                "confirmation:standard": LOUD,
                "window_closing:controlled": LOUD,
                "confirmation:controlled": LOUD,
            },
            5,
        ),
    ],
    ids=["Standard only", "Controlled only", "both"],
)
def test_what_is_loud_depends_on_the_servers_of_the_channel(
    integration: Integration, messages: Mapping[str, str], loud: int
) -> None:
    found = heard(integration, RELEASE, DEFAULT_SERVERS)
    assert found == messages
    assert sum(how in {CARD, LOUD} for how in found.values()) == loud


@pytest.mark.parametrize(
    ("integration", "messages"),
    [
        (on("alpha"), {"preview:alpha": CARD, "reminder:alpha": LOUD, "confirmation:alpha": LOUD}),
        (
            on("beta"),
            {
                "preview:alpha": CARD,
                "reminder:alpha": QUIET,
                "confirmation:alpha": QUIET,
                "window_closing:beta": LOUD,
                "confirmation:beta": LOUD,
            },
        ),
        (
            on("alpha", "gamma"),
            {
                "preview:alpha": CARD,
                "reminder:alpha": LOUD,
                "confirmation:alpha": LOUD,
                "window_closing:gamma": LOUD,
                "confirmation:gamma": LOUD,
            },
        ),
        (
            on("beta", "gamma"),
            {
                "preview:alpha": CARD,
                "reminder:alpha": QUIET,
                "confirmation:alpha": QUIET,
                "window_closing:beta": LOUD,
                "confirmation:beta": LOUD,
                "window_closing:gamma": LOUD,
                "confirmation:gamma": LOUD,
            },
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Integration) else "",
)
def test_so_it_does_with_three_servers(integration: Integration, messages: Mapping[str, str]) -> None:
    assert heard(integration, of_three_servers(), THREE) == messages
