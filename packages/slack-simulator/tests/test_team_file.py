"""A file of people, channels and user groups fills a workspace, or says where it is wrong."""

import pytest

from kit import Clock
from slack_simulator import Workspace
from slack_simulator.records import JSON
from slack_simulator.team_file import EXAMPLE, fill


@pytest.fixture
def empty(manifest: JSON, clock: Clock) -> Workspace:
    return Workspace(manifest=manifest, now=clock)


ANA: JSON = {"name": "ana"}


def test_people_channels_and_groups_come_in(empty: Workspace) -> None:
    fill(
        empty,
        {
            "people": [
                {"name": "ana", "real_name": "Ana Lima", "tz": "Europe/Berlin", "is_admin": True},
                {"name": "sam", "id": "U0OTHER", "is_stranger": True},
            ],
            "channels": [
                {"name": "#general"},
                {"name": "secret", "private": True, "members": ["@ana"], "bot_is_member": False},
            ],
            "groups": [{"handle": "oncall", "users": ["ana"]}],
        },
    )

    ana = empty.users["U0ANA"]
    assert (ana.real_name, ana.tz, ana.is_admin) == ("Ana Lima", "Europe/Berlin", True)
    assert empty.users["U0OTHER"].is_stranger
    assert empty.channels["C0GENERAL"].members == ["U0ANA", "U0OTHER", "U0APP"]
    secret = empty.channels["C0SECRET"]
    assert (secret.kind, secret.members) == ("private", ["U0ANA"])
    assert empty.groups["S0ONCALL"].users == ["U0ANA"]


def test_without_a_file_there_is_somebody_of_each_sort_to_try_an_app_with(empty: Workspace) -> None:
    fill(empty, EXAMPLE)

    people = [user for user in empty.users.values() if not user.is_bot]
    assert [(user.is_admin, user.is_guest) for user in people] == [
        (True, False),
        (False, False),
        (False, True),
    ]


MISTAKES: dict[str, tuple[JSON, str]] = {
    "an unknown word": ({"persons": []}, "persons is not known. There is: people, channels, groups."),
    "an unknown right": (
        {"people": [ANA | {"admin": True}]},
        r"people\[0\].admin is not known. There is: name, real_name,",
    ),
    "nobody": ({}, "people is missing"),
    "no name": ({"people": [{"real_name": "Ana"}]}, r"people\[0\].name is missing"),
    "no zone": ({"people": [ANA | {"tz": "Mars/Olympus"}]}, r"people\[0\].tz is not a time zone such as"),
    "no zone at all": ({"people": [ANA | {"tz": "../etc"}]}, r"people\[0\].tz is not a time zone such as"),
    "twice": ({"people": [ANA, ANA]}, r"people\[1\].id U0ANA is there twice"),
    "a stranger to the file": (
        {"people": [ANA], "channels": [{"name": "general", "members": ["ben"]}]},
        r"channels\[0\].members names ben, who is not among the people: ana.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_place(empty: Workspace, mistake: str) -> None:
    content, sentence = MISTAKES[mistake]
    with pytest.raises(ValueError, match=sentence):
        fill(empty, content)
