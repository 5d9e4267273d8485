"""Answers about integrations and their checks."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts.integrations import Environment, Integration
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.integrations import IntegrationList, IntegrationShown
from tests.golden.cases.posts import FULL_OF_SIGNS
from tests.golden.golden import Golden, one
from tests.golden.views_in_use import integrations
from tests.support.story import ACME, GLOBEX, INTEGRATIONS, NORTHWIND, POLICY, RELEASE

MARKED = Integration(
    "<Acme> & *Co*",
    "#acme & <co>",
    ("U0ANA", "somebody <else>", "S0RELEASES"),
    (Environment("prod & <1>", "standard"), Environment("*test*", "standard"), Environment("old", "gone")),
    "Asia/Tokyo",
)
"""Its texts hold signs that mean something to Slack; its channel is given by name, and one server is gone."""


def of_integrations() -> Iterator[Golden]:
    """Yield the golden files of the answers about integrations."""
    for name, found, mine in (
        ("empty", (), frozenset[str]()),
        ("none-of-the-asker", INTEGRATIONS, frozenset[str]()),
        ("some-of-the-asker", (*INTEGRATIONS, MARKED), frozenset({"Globex", MARKED.name})),
        ("all-of-the-asker", (GLOBEX,), frozenset({"Globex"})),
    ):
        yield one(
            f"answers/integration/list-{name}",
            integrations.listed(IntegrationList(found, DEFAULT_SERVERS, mine)),
        )
    for name, integration, coming in (
        ("on-both", ACME, (RELEASE,)),
        ("nobody-owns-it", NORTHWIND, ()),
        ("text-from-people", MARKED, (RELEASE, FULL_OF_SIGNS)),
    ):
        answer = IntegrationShown(integration, DEFAULT_SERVERS, coming, POLICY, may_change=True)
        yield Golden(
            f"answers/integration/show-{name}",
            {
                "to who may change it": integrations.shown(answer),
                "to others": integrations.shown(replace(answer, may_change=False)),
            },
        )
        yield one(f"answers/integration/saved-{name}", integrations.saved(answer))
        yield one(f"answers/integration/removed-{name}", integrations.removed(integration))
        yield one(f"answers/integration/ask-to-remove-{name}", integrations.ask_to_remove(integration))
