"""Keys of UI changes and opt-in features: rewording keeps them, and what is new gets one of its own."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given

from rollouts.drafts import Draft, draft_of, release_from
from rollouts.item_keys import keys_for
from rollouts.releases import Feature, Release
from rollouts.servers import DEFAULT_SERVERS
from tests.support.story import DRAFT, POLICY

BEFORE = {"k1": "Navigation bar moves left", "k2": "Offline mode", "k3": "Icons are larger"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Navigation bar moves left", "k1"),
        ("  navigation  bar moves LEFT ", "k1"),
        ("Navigation bar moves to the left", "k1"),
        ("Naviagtion bar moves left", "k1"),
        ("The icons are larger", "k3"),
    ],
)
def test_a_text_that_is_the_same_or_reworded_keeps_its_key(text: str, key: str) -> None:
    assert keys_for(texts=[text], known=BEFORE) == (key,)


@pytest.mark.parametrize("text", ["Dark mode", "The menu opens to the right", "Icons"])
def test_another_text_gets_a_key_of_its_own(text: str) -> None:
    (key,) = keys_for(texts=[text], known=BEFORE)

    assert key not in BEFORE


def test_the_order_of_the_list_says_nothing_about_what_was_reworded() -> None:
    texts = ["Icons are larger", "Dark mode", "Navigation bar moves to the left", "Offline mode"]

    first, second, *others = keys_for(texts=texts, known=BEFORE)

    assert (first, *others) == ("k3", "k1", "k2")
    assert second not in BEFORE


def test_the_same_text_goes_before_one_that_is_only_alike() -> None:
    alike, same = keys_for(texts=["Bar moves left now", "Bar moves left"], known={"k1": "Bar moves left"})

    assert (alike != "k1", same) == (True, "k1")


def test_of_two_that_are_alike_the_nearer_one_has_the_key() -> None:
    texts = ["Bar moves to the far left", "Bar moves to left"]

    near, nearer = keys_for(texts=texts, known={"k1": "Bar moves left"})

    assert (near != "k1", nearer) == (True, "k1")


def test_what_comes_back_in_its_first_words_is_known_again() -> None:
    (key,) = keys_for(texts=["Dark mode"], known={})
    (other,) = keys_for(texts=["Larger icons"], known={key: "Dark mode"})

    again, _ = keys_for(texts=["Dark mode", "Larger icons"], known={other: "Larger icons"})

    assert (again, other != key) == (key, True)


def test_a_new_item_in_the_first_words_of_one_that_was_reworded_is_another_one() -> None:
    (key,) = keys_for(texts=["Bar moves left"], known={})
    reworded = "Bar moves to left"

    again, other = keys_for(texts=[reworded, "Bar moves left"], known={key: reworded})

    assert (again, other != key) == (key, True)


WORDS = st.sampled_from(["a", "b", "A b", "a b c", "a b c again", ""])


@given(st.lists(WORDS, max_size=6), st.lists(WORDS | st.text(max_size=4), max_size=6))
def test_no_two_items_have_the_same_key_and_none_loses_its_own(before: list[str], after: list[str]) -> None:
    known = dict(zip(keys_for(texts=before, known={}), before, strict=True))

    keys = keys_for(texts=[*before, *after], known=known)

    assert len(known) == len(before)
    assert len(set(keys)) == len(keys)
    assert set(known) <= set(keys)


def made(draft: Draft, known: Release | None = None) -> Release:
    release = release_from(draft=draft, servers=DEFAULT_SERVERS, policy=POLICY, known=known)
    assert release
    return release


def test_a_changed_release_keeps_the_keys_of_what_was_only_reworded() -> None:
    before = made(DRAFT)
    changes = ("The navigation bar moves to the left", "New icons")
    features = (Feature("Offline modus", "Settings"),)

    after = made(replace(DRAFT, ui_changes=changes, opt_ins=features), before)

    assert after.ui_changes[0].key == before.ui_changes[0].key
    assert after.ui_changes[1].key not in {"", before.ui_changes[0].key}
    assert after.opt_ins[0].key == before.opt_ins[0].key


def test_a_release_written_as_a_draft_and_made_again_is_the_same() -> None:
    release = made(DRAFT)

    assert draft_of(release=release, servers=DEFAULT_SERVERS, policy=POLICY) == DRAFT
    assert made(draft_of(release=release, servers=DEFAULT_SERVERS, policy=POLICY), release) == release
