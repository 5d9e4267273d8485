"""Which mentions ask for words to be e-mailed to the vendor."""

import pytest

from rollouts.words_for_vendor import words_for_vendor


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("@U0BOT tell the vendor it works", "it works"),
        ("@U0BOT Please tell the vendor: it works\non Firefox", "it works\non Firefox"),
        ("@U0BOT, tell vendor, it works", "it works"),
        ("@U0BOT e-mail the vendor - it works", "it works"),
        ("tell the vendor that @U0ANA sees it", "that @U0ANA sees it"),
        ("@U0BOT tell the vendor", ""),
        ("@U0BOT what does the vendor tell us?", None),
        ("@U0BOT tell the vendors of Acme", None),
        ("", None),
    ],
)
def test_whoever_begins_by_asking_for_it_tells_the_vendor_the_rest(said: str, words: str | None) -> None:
    assert words_for_vendor(said) == words
