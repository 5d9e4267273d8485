"""Whatever comes over the socket: no fault, no effect, and the socket stays up."""

import json
import logging
import os
import random

import pytest

from rollouts.ports import Ledger
from slack_simulator import Message
from slack_simulator.testing import Person
from tests.support.world import World

KINDS: tuple[object, ...] = (
    "events_api",
    "interactive",
    "slash_commands",
    "hello",
    "warning",
    "nonsense",
    "",
    7,
    None,
    [],
    {},
)
PAYLOADS: tuple[object, ...] = (
    None,
    7,
    "text",
    [],
    [1],
    {},
    {"type": None},
    {"type": "block_actions"},
    {"type": "block_actions", "actions": [{"action_id": "case_resolve", "value": "7"}]},
    {"type": "view_submission", "view": None},
    {"type": "event_callback", "event": {"type": "app_mention", "text": 7}},
    {"type": "event_callback", "event": []},
    {"command": "/release", "text": "withdraw 2026.11 standard"},
    {"command": "/urgent", "text": "It is grey", "user_id": None, "team_id": "T0OTHER"},
    {"command": "/urgent", "text": "It is grey", "user_id": "U0EVE", "team_id": "T0OTHER"},
    {"user": {"id": "U0EVE", "team_id": "T0OTHER"}, "type": "shortcut", "callback_id": "report_urgent"},
)
"""Forged or malformed: nobody in them may do what they ask for."""


def frame(rng: random.Random) -> str:
    """Make something that Slack would never send over a socket."""
    envelope = {
        "envelope_id": rng.choice(["", "a", 7, None, str(rng.random())]),
        "type": rng.choice(KINDS),
        "payload": rng.choice(PAYLOADS),
        "accepts_response_payload": rng.choice([True, False, None, "yes"]),
        "retry_attempt": rng.choice([0, -1, "x", None]),
    }
    for name in rng.sample(sorted(envelope), rng.randrange(3)):
        del envelope[name]
    whole = json.dumps(envelope)
    return rng.choice(
        [whole, whole, whole, whole[: rng.randrange(len(whole))], "{" * 3000, "[]", "", "\x00", '"']
    )


def everything(ledger: Ledger) -> str:
    """Return all that an envelope could have changed."""
    return str(
        (ledger.releases(), ledger.integrations(), ledger.cases(), ledger.drafts(), ledger.recent(limit=500))
    )


async def send(world: World, zoe: Person, caplog: pytest.LogCaptureFixture, count: int) -> None:
    seed = int(os.environ.get("ENVELOPE_SEED", random.SystemRandom().randrange(10**6)))
    print(f"ENVELOPE_SEED={seed}")  # noqa: T201 - pytest shows it when the test fails
    rng, socket = random.Random(seed), world.server.socket_mode  # noqa: S311 - no secrets
    before = await world.bot.workspace.run(everything, now=world.clock.now())

    for _ in range(count):
        await socket.send_text(frame(rng))
    answer = await zoe.runs("/live standard", in_="#acme")

    assert isinstance(answer, Message), "the socket is up, and answers what comes behind all that"
    assert await world.bot.workspace.run(everything, now=world.clock.now()) == before
    assert socket.connections == 1
    faults = [each for each in caplog.records if each.exc_info or each.levelno >= logging.ERROR]
    assert not faults, (seed, faults[0].getMessage(), faults[0].exc_info)


async def test_forty_odd_envelopes_do_nothing(
    world: World, zoe: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await send(world, zoe, caplog, 40)


@pytest.mark.deep
async def test_two_thousand_odd_envelopes_do_nothing(
    world: World, zoe: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await send(world, zoe, caplog, 2000)
