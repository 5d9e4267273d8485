"""Tokens: an answer to a mail is known by one, and nobody can make one up."""

import pytest

from rollouts.case_tokens import case_in, message_id_of, token_of

SECRET, OTHER = "of this workspace", "of another one"
TOKEN = token_of(case=12, secret=SECRET)


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"Re: [Ticket 7] player is blank [{TOKEN}]",
        f'"Fortnight [{TOKEN}]" <releases@acme.example>',
        f"releases+{TOKEN}@acme.example",
        f"<1@vendor.example>\r\n {message_id_of(case=12, mail=3, secret=SECRET, domain='acme.example')}",
        TOKEN.upper(),
        TOKEN.lower(),
        f"FN-12-aaaaaaaaaa, no, {TOKEN}.",
    ],
)
def test_a_case_is_known_by_its_token_wherever_it_stands(text: str) -> None:
    assert case_in(text, secret=SECRET) == 12


@pytest.mark.parametrize(
    "text",
    [
        "",
        "player is blank",
        "FN-12",
        "FN-12-aaaaaaaaaa",
        TOKEN.replace("FN-12-", "FN-13-"),
        TOKEN.replace("FN-12-", "FN-012-"),
        TOKEN[:-1],
        f"{TOKEN}a",
        f"X{TOKEN}",
        "FN-99999999999999999999-aaaaaaaaaa",
        "FN-12-aaaaaaaaa\N{KELVIN SIGN}",
        "FN-\N{ARABIC-INDIC DIGIT ONE}-aaaaaaaaaa",
        token_of(case=12, secret=OTHER),
    ],
)
def test_what_is_no_token_or_a_false_one_names_no_case(text: str) -> None:
    assert case_in(text, secret=SECRET) is None


def test_each_mail_of_a_case_has_an_id_of_its_own_that_is_always_the_same() -> None:
    ids = [message_id_of(case=12, mail=mail, secret=SECRET, domain="acme.example") for mail in (0, 1, 0)]

    assert ids[0] == ids[2] == f"<{TOKEN}.0@acme.example>"
    assert ids[1] == f"<{TOKEN}.1@acme.example>"
