"""Which server is meant, by any of its names; and did you mean."""

import pytest

from rollouts.refusals import Thing, Unknown, unknown
from rollouts.servers import (
    DEFAULT_SERVERS,
    Server,
    match_server,
    resolve_server,
)

STAGES = (Server("beta", "Beta"), Server("production", "Production"), Server("prototype", "Prototype"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("standard", "standard"),
        ("Standard", "standard"),
        ("Standard Release server", "standard"),
        ("  standard   RELEASE server ", "standard"),
        ("Production", "standard"),
        ("prod", "standard"),
        ("sta", "standard"),
        ("controlled", "controlled"),
        ("Controlled Release server", "controlled"),
        ("enterprise", "controlled"),
        ("ent", "controlled"),
    ],
)
def test_a_server_is_found_by_key_name_former_name_and_short_forms(text: str, key: str) -> None:
    assert resolve_server(text=text, servers=DEFAULT_SERVERS).key == key


@pytest.mark.parametrize("text", ["", "st", "staging", "servers"])
def test_a_word_that_fits_no_server_finds_none(text: str) -> None:
    assert match_server(text=text, servers=DEFAULT_SERVERS) is None


def test_a_short_form_of_two_servers_finds_neither() -> None:
    assert match_server(text="pro", servers=STAGES) is None


def test_an_unknown_server_is_answered_with_those_that_exist_and_the_nearest() -> None:
    with pytest.raises(Unknown) as refused:
        resolve_server(text="contrlled", servers=DEFAULT_SERVERS)

    assert (refused.value.thing, refused.value.known, refused.value.nearest) == (
        Thing.SERVER,
        ("Standard Release server", "Controlled Release server"),
        ("Controlled",),
    )


def test_an_unknown_server_that_is_near_to_none_is_answered_without_a_guess() -> None:
    with pytest.raises(Unknown) as refused:
        resolve_server(text="moon", servers=DEFAULT_SERVERS)

    assert refused.value.nearest == ()


def test_a_name_that_is_only_the_word_server_stays_as_it_is() -> None:
    assert Server("x", " server").short_name == " server"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("2026.1l", ("2026.11",)), (" 2026.11 ", ("2026.11",)), ("ACME LSM", ("Acme LMS",)), ("?", ())],
)
def test_a_typing_error_gets_did_you_mean(text: str, nearest: tuple[str, ...]) -> None:
    refusal = unknown(Thing.RELEASE, text, ("2026.11", "Acme LMS"))

    assert (refusal.text, refusal.nearest) == (text.strip(), nearest)
