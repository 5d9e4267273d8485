"""Whether the channels and people that somebody chose in a form can be spoken to: looked up at once."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping

from handlers.services import References
from rollouts.deliveries import Reason
from rollouts.references import is_id
from rollouts.refusals import Fault, Problem

_OF_PEOPLE: Mapping[str, Fault] = {
    Reason.IS_DEACTIVATED: Fault.IS_DEACTIVATED,
    Reason.IS_GUEST: Fault.IS_GUEST,
    Reason.IS_OUTSIDER: Fault.IS_OUTSIDER,
}
_OF_CHANNELS: Mapping[str, Fault] = {
    "is_archived": Fault.IS_ARCHIVED,
    "channel_not_found": Fault.NOT_IN_CHANNEL,
}


async def problems_of_people(
    references: References, field: str, people: Iterable[str]
) -> tuple[Problem, ...]:
    """Return a problem for each who could answer nothing. Whom Slack does not tell of now is let be."""
    asked = [each for each in people if is_id(each)]
    reasons = await asyncio.gather(*(references.why_not(each) for each in asked))
    return tuple(_problems(field, zip(asked, reasons, strict=True), _OF_PEOPLE))


async def problems_of_channel(references: References, field: str, channel: str) -> tuple[Problem, ...]:
    """Return a problem if nothing could be said in that channel. What Slack does not tell now is let be."""
    if not is_id(channel):
        return ()
    return tuple(_problems(field, [(channel, await references.why_closed(channel))], _OF_CHANNELS))


async def is_absent(references: References, user: str, channel: str) -> bool:
    """Return whether that user is known not to be in the channel. What Slack does not tell now is let be."""
    return is_id(channel) and await references.is_in(user, channel) is False


def _problems(
    field: str, found: Iterable[tuple[str, str | None]], faults: Mapping[str, Fault]
) -> Iterator[Problem]:
    for reference, reason in found:
        if fault := faults.get(reason or ""):
            yield Problem(field, fault, reference)
