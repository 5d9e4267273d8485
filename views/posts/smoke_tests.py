"""The smoke tests of a channel's environments on the announced server: recorded, or still waited for."""

from rollouts.announcing.briefs import Party, ReleaseBrief
from rollouts.checks import Check
from rollouts.integrations import Environment
from views.inlines import Moment, Person, say
from views.parts import Part, listing
from views.posts.advice import Phase, phase_of

LIST_MOST = 1500


def is_waited_for(brief: ReleaseBrief) -> bool:
    """Whether some environment of the channel on the announced server has not passed yet."""
    if phase_of(brief) is Phase.OFF:
        return False
    recorded = {(check.integration, check.environment) for check in _recorded(brief)}
    return any(environment not in recorded for environment in _environments(brief))


def have_passed(brief: ReleaseBrief, party: Party, environments: tuple[Environment, ...]) -> bool:
    """Whether smoke tests passed in all these environments of an integration."""
    recorded = {check.environment for check in brief.checks if check.integration == party.integration.name}
    return all(environment.name in recorded for environment in environments)


def passed(brief: ReleaseBrief) -> list[Part]:
    """List the environments whose smoke tests passed, by whom and when."""
    rows = [
        say(
            "{integration}, {environment}: smoke tests passed, {who}, {when}",
            integration=check.integration,
            environment=check.environment,
            who=Person(check.by),
            when=Moment(check.at, brief.policy.timezone),
        )
        for check in _recorded(brief)
    ]
    return listing("Checked", rows, most=LIST_MOST)


def _recorded(brief: ReleaseBrief) -> list[Check]:
    environments = _environments(brief)
    return [check for check in brief.checks if (check.integration, check.environment) in environments]


def _environments(brief: ReleaseBrief) -> set[tuple[str, str]]:
    return {
        (party.integration.name, environment.name) for party in brief.parties for environment in party.here
    }
