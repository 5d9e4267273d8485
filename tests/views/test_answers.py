"""Sharing an answer, and saying that something went wrong; and the words around the local workspace."""

import datetime as dt
from dataclasses import replace

from bot.demo import guide
from rollouts import kinds
from rollouts.deliveries import Announcement, Delivery, Key
from rollouts.live import Placed
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.integrations import IntegrationList, IntegrationShown
from rollouts.usecases.upcoming import NextUp
from tests.support.story import ACME, GLOBEX, POLICY, PREVIEW_DAY, RELEASE, STANDARD, STANDARD_DAY, at
from tests.views.reading import buttons, in_blocks, in_text
from views.actions import unpack
from views.answers import integrations, sharing
from views.parts import said

ANSWER = integrations.listed(IntegrationList((ACME, GLOBEX), DEFAULT_SERVERS, frozenset({"Acme LMS"})))


def test_a_private_answer_can_be_shared() -> None:
    share = buttons(sharing.private(ANSWER, share=("/live", "controlled")))["Share in channel"]
    assert unpack(share["value"]) == {"command": "/live", "text": "controlled"}


def test_an_answer_that_is_not_to_be_shared_stays_as_it_is() -> None:
    assert sharing.private(ANSWER, share=None) == ANSWER


def test_a_question_too_long_for_a_button_cannot_be_shared() -> None:
    assert sharing.private(ANSWER, share=("/live", "why? " * 500)) == ANSWER


def test_a_shared_answer_names_who_shared_it_and_whose_it_is() -> None:
    content = sharing.shared(sharing.private(ANSWER, share=("/integration", "list")), "U0ANA")
    assert in_text(content).startswith("Integrations of <@U0ANA>:\n• *Acme LMS*")
    assert in_blocks(content).startswith("*Integrations of <@U0ANA>*\n• *Acme LMS*")
    assert in_text(content).endswith("\nShared by <@U0ANA>.")
    assert not buttons(content)


def test_a_table_is_shared_as_it_is() -> None:
    one = integrations.shown(IntegrationShown(ACME, DEFAULT_SERVERS, (), POLICY, may_change=True))
    assert "*Channel*\n<#C0ACME>" in in_blocks(sharing.shared(one, "U0ANA"))


def test_a_fault_of_ours_is_told_with_a_reference() -> None:
    assert in_text(sharing.failed("4f2a91")) == (
        "Something went wrong on our side, and nothing was changed. Please try again. "
        "If it happens again, tell a manager and mention the reference 4f2a91."
    )


def test_the_time_bar_says_where_in_the_cycle_the_day_lies() -> None:
    coming = Placed(RELEASE, RELEASE.stages[0], 21)
    due = replace(coming, days=0)

    def label(date: Placed) -> str:
        return guide.label(NextUp(((STANDARD, date),), (), POLICY, PREVIEW_DAY))

    assert label(coming) == "2026.11 on Standard in 21 days"
    assert label(due) == "2026.11 on Standard is due, not confirmed"
    assert guide.label(NextUp((), (), POLICY, PREVIEW_DAY)) == "No release is on its way"


def test_the_time_bar_names_the_next_posts() -> None:
    key = Key(RELEASE.topic, Announcement(kinds.PREVIEW, "standard"), "C0ACME")
    assert guide.what(Delivery(1, key, at(STANDARD_DAY) - dt.timedelta(days=1))) == "2026.11: preview"


def test_a_message_of_one_paragraph_is_the_same_in_text_and_blocks() -> None:
    assert in_text(said("All is well.")) == in_blocks(said("All is well.")) == "All is well."
