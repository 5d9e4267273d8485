"""What was found in a channel's environments: on a confirmation check by check, on the card in short."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.checks import Item
from views.inlines import Moment, Person, say
from views.parts import Part, listing
from views.posts.advice import Phase
from views.posts.check_words import outcome

LIST_MOST = 1500


def can_be_answered(phase: Phase, items: tuple[Item, ...]) -> bool:
    """Whether there is something to check on a server that the release has come to so far."""
    return phase in {Phase.DUE, Phase.LIVE} and bool(items)


def is_waited_for(phase: Phase, items: tuple[Item, ...]) -> bool:
    """Whether tests are still to be run there."""
    return phase is not Phase.OFF and any(item.is_left and item.name.is_test for item in items)


def found_so_far(brief: ReleaseBrief) -> list[Part]:
    """List what was set, by whom and when."""
    rows = [
        say(
            "{integration}, {environment}: {outcome}, {who}, {when}",
            integration=check.integration,
            environment=check.environment,
            outcome=outcome(check, brief.release),
            who=Person(check.by),
            when=Moment(check.at, brief.policy.timezone),
        )
        for item in (brief.items if brief.checks else ())
        if (check := item.found) and not item.is_left
    ]
    return listing("Checked", rows, most=LIST_MOST)
