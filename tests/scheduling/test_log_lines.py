"""What the log says of deliveries: a plain sentence, and the facts as fields."""

import logging
from datetime import timedelta
from typing import Any

import pytest

from rollouts.deliveries import Concern, Lost, NotPosted, Outcome, Refused
from tests.support.dispatching import Rig


def lines(caplog: pytest.LogCaptureFixture, channel: str) -> list[dict[str, Any]]:
    """Return the fields of each line about a delivery to the channel."""
    return [
        vars(record)
        for record in caplog.records
        if record.levelno >= logging.INFO and vars(record).get("channel") == channel
    ]


async def test_what_nobody_can_be_asked_about_is_a_warning(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    """Everybody and every place in the line refuses; the ledger keeps it for `/release deliveries`."""
    gone = Refused("is_archived", concern=Concern.CHANNEL)
    for channel in ("C0ACME", "C0GLOBEX", "C0NORTH", "C0SUPPORT", "U0ANA", "U0BEN"):
        rig.poster.then(channel, *[gone] * 5)

    await rig.dispatcher.drain()

    warned = [record for record in caplog.records if "Nobody can be asked" in record.getMessage()]
    assert {record.levelname for record in warned} == {"WARNING"}
    assert {vars(record)["reason"] for record in warned} == {"is_archived"}


async def test_the_line_of_a_posted_delivery_carries_its_id(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    await rig.dispatcher.drain()

    (line,) = lines(caplog, "C0ACME")
    assert line["delivery"] == (await rig.deliveries())["C0ACME"].id
    assert (line["message"], line["topic"], line["announcement"], line["attempt"], line["outcome"]) == (
        "A message was posted.",
        "release:2026.11",
        "preview:standard",
        1,
        "sent",
    )


@pytest.mark.parametrize(
    ("outcome", "sentence", "reason"),
    [
        (
            NotPosted("ratelimited", timedelta(seconds=5)),
            "A message could not be posted; it is tried again.",
            "ratelimited",
        ),
        (Lost("TimeoutError"), "The answer to a message was lost; it is looked for.", "TimeoutError"),
        (Refused("msg_too_long"), "A message was refused.", "msg_too_long"),
    ],
)
async def test_each_outcome_has_its_sentence_and_its_reason(
    rig: Rig, caplog: pytest.LogCaptureFixture, outcome: Outcome, sentence: str, reason: str
) -> None:
    caplog.set_level("INFO")
    rig.poster.then("C0ACME", outcome)
    await rig.dispatcher.drain()

    (line,) = lines(caplog, "C0ACME")
    assert (line["message"], line["reason"]) == (sentence, reason)


async def test_that_a_message_could_not_be_posted_is_said_once_however_often_it_is_tried(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for _ in range(2):
        rig.poster.then("C0ACME", NotPosted("ratelimited", timedelta(seconds=5)))
        await rig.dispatcher.drain()
        rig.passes(timedelta(minutes=1))

    assert len(lines(caplog, "C0ACME")) == 1
