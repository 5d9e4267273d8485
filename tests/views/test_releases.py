"""Answers about releases: lists, one in full, what comes next, and what was done."""

from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.deliveries import Action, Delivery, Key, State
from rollouts.kinds import Kind
from rollouts.live import Placed
from rollouts.servers import DEFAULT_SERVERS
from rollouts.topics import Topic
from rollouts.usecases.confirming import AskedLater, Confirmed
from rollouts.usecases.releases import ReleaseList, ReleaseShown
from rollouts.usecases.upcoming import NextUp
from tests.support.story import (
    HISTORY,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    announcement_of,
    at,
)
from tests.views.reading import as_text, buttons, in_blocks, in_text
from tests.views.telling import LIVE_ON_STANDARD
from views.answers import help as helping
from views.answers import release_actions, releases
from views.posts.deliveries import kind_words, post_line, subject


def post(
    kind: Kind, *, server: str = "standard", channel: str = "C0ACME", topic: Topic = RELEASE.topic
) -> Delivery:
    """Return a planned post."""
    return Delivery(1, Key(topic, announcement_of(kind, server=server), channel), at(PREVIEW_DAY))


PREVIEW, QUESTION = post(kinds.PREVIEW), post(kinds.OWNER_QUESTION, channel="U0ANA")


def listing(*coming: object, past: bool = False) -> ReleaseList:
    """Return the list with those releases."""
    named = tuple(release for release in (RELEASE, LIVE_ON_STANDARD) if release in coming)
    return ReleaseList(named, (HISTORY,) if past else (), DEFAULT_SERVERS, POLICY, STANDARD_DAY)


def shown(*posts: Delivery) -> ReleaseShown:
    """Return the release with those posts."""
    return ReleaseShown(RELEASE, DEFAULT_SERVERS, posts, POLICY, PREVIEW_DAY)


def test_the_list_says_where_each_release_stands_and_lets_one_open_it() -> None:
    content = releases.listed(listing(LIVE_ON_STANDARD, past=True))
    said = in_blocks(content)
    assert "*2026.11* (Course player refresh): Standard live since Mon 30 Nov 2026, 10:12" in said
    assert "; Controlled planned for Mon 14 December" in said
    assert "*Past releases*\n• *2026.10* (Faster reports): Standard live since" in said
    assert buttons(content)["Show"]["value"] == '{"release":"2026.11"}'
    assert "Past releases" in in_text(content)


def test_on_its_day_the_list_says_due_and_not_confirmed() -> None:
    assert "Standard due Mon 30 November, not confirmed yet" in in_text(releases.listed(listing(RELEASE)))


def test_a_list_of_past_releases_alone_says_that_none_is_coming() -> None:
    assert in_text(releases.listed(listing(past=True))).startswith("No release is coming.")


def test_an_empty_list_says_what_to_do() -> None:
    content = releases.listed(listing())
    assert in_text(content) == (
        "No release is entered yet. A manager enters the first one with `/release new`."
    )
    assert list(buttons(content)) == ["New release"]


def test_a_long_list_is_counted_at_its_end() -> None:
    many = tuple(replace(RELEASE, name=f"2027.{number}") for number in range(23))
    content = releases.listed(replace(listing(), coming=many))
    assert "… and 3 more. See one with `/release show` and its name." in in_blocks(content)


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        (State.SENT, "", "posted"),
        (State.SKIPPED, "stage_day_begun", "left out: its day had begun"),
        (State.FAILED, "channel_not_found", "failed: it is gone, or private and the bot is not in it"),
        (State.FAILED, "invalid_blocks", "failed: Slack answered invalid_blocks"),
        (State.CLAIMED, "", "being posted"),
        (State.SENT, "somebody_saw_it", "posted: somebody saw it"),
        (State.UNKNOWN, "not_found", "not known whether it was posted: it was not found in Slack"),
        (State.UNKNOWN, "answer_lost", "not known whether it was posted: Slack's answer was lost"),
        (State.WAITING, "ratelimited", "will be tried again: Slack answered ratelimited"),
    ],
)
def test_a_post_says_what_became_of_it_and_why(state: State, reason: str, said: str) -> None:
    found = as_text(post_line(replace(PREVIEW, state=state, reason=reason), DEFAULT_SERVERS, POLICY.timezone))
    assert found.endswith(f"in <#C0ACME>, {said}")


def test_a_post_that_went_out_names_the_moment_it_did() -> None:
    sent = replace(PREVIEW, state=State.SENT, finished_at=at(PREVIEW_DAY, 9, 1))
    assert "Mon 9 Nov 2026, 09:01" in as_text(post_line(sent, DEFAULT_SERVERS, POLICY.timezone))


def test_an_update_is_not_taken_for_a_second_post() -> None:
    update = replace(PREVIEW, state=State.SENT, action=Action.UPDATE)
    found = as_text(post_line(update, DEFAULT_SERVERS, POLICY.timezone))
    assert found.endswith(": update of the preview (Standard) in <#C0ACME>, posted")


@pytest.mark.parametrize(
    ("kind", "topic", "said"),
    [
        (kinds.UNSURE, Topic.parse("delivery:12"), "question about a post"),
        (kinds.CHANNEL_PAUSED, Topic.parse("channel:C0ACME"), "channel cannot be reached"),
        (kinds.DOWNTIME, Topic.parse("downtime"), "summary after downtime"),
    ],
)
def test_what_is_told_of_posts_themselves_is_named_trouble(kind: Kind, topic: Topic, said: str) -> None:
    told = post(kind, topic=topic)
    assert (subject(told), kind_words(told.key.announcement, DEFAULT_SERVERS)) == ("trouble", said)


def test_the_posts_of_a_case_are_named_by_the_case() -> None:
    raised = post(kinds.CASE_RAISED, topic=Topic.parse("case:3"))
    assert (subject(raised), kind_words(raised.key.announcement, DEFAULT_SERVERS)) == (
        "case 3",
        "case raised again",
    )


def test_a_shared_answer_is_named_as_one() -> None:
    shared = post(kinds.SHARED_ANSWER, topic=Topic.parse("answer:7"))
    assert (subject(shared), kind_words(shared.key.announcement, DEFAULT_SERVERS)) == (
        "an answer",
        "shared answer",
    )


def test_a_question_about_the_vendors_news_is_named_as_one() -> None:
    assert subject(post(kinds.DRAFT, topic=Topic.parse("draft:3"))) == "the vendor's news"


def test_an_entered_release_says_what_is_posted_first() -> None:
    content = releases.created(shown(QUESTION, PREVIEW, post(kinds.REMINDER)))
    assert in_text(content).startswith(
        "Release *2026.11* (Course player refresh) is entered. 2 posts are planned: "
        "first the preview (Standard) in <#C0ACME>, due Mon 9 Nov 2026, 09:00 (Europe/Berlin)."
    )
    assert list(buttons(content)) == ["Show"]
    assert "1 post is planned" in in_text(releases.created(shown(PREVIEW)))


def test_an_entered_release_that_concerns_nobody_yet_says_what_to_do() -> None:
    assert "Teams add theirs with `/integration add`." in in_text(releases.created(shown(QUESTION)))


def test_what_comes_next_are_dates_and_posts() -> None:
    stage = RELEASE.stages[0]
    coming = NextUp(((STANDARD, Placed(RELEASE, stage, 21)),), (PREVIEW,), POLICY, PREVIEW_DAY)
    said = in_text(releases.next_up(coming))
    assert "on Standard: planned for Mon 30 November, in 21 days" in said
    assert "Mon 9 Nov 2026, 09:00 (Europe/Berlin): 2026.11, preview in <#C0ACME>" in said


def test_a_date_that_came_unconfirmed_stands_first_among_them() -> None:
    due = Placed(RELEASE, RELEASE.stages[0], 0)
    said = in_text(releases.next_up(NextUp(((STANDARD, due),), (), POLICY, STANDARD_DAY)))
    assert "on Standard: due Mon 30 November, not confirmed yet" in said
    assert "Next posts" not in said


def test_posts_alone_come_next_too() -> None:
    assert in_text(releases.next_up(NextUp((), (PREVIEW,), POLICY, PREVIEW_DAY))).startswith("Next posts:")


def test_when_nothing_comes_next_it_says_what_to_do() -> None:
    assert "/release new" in in_text(releases.next_up(NextUp((), (), POLICY, PREVIEW_DAY)))


def confirmed(**changes: object) -> Confirmed:
    """Return the answer to a press on Confirm live."""
    answer = Confirmed(
        LIVE_ON_STANDARD, STANDARD, LIVE_ON_STANDARD.stages[0], POLICY, STANDARD_DAY, again=False
    )
    return replace(answer, **changes)  # type: ignore[arg-type] # a test names the fields itself


def test_who_confirms_is_thanked_and_told_what_happens_now() -> None:
    assert in_text(release_actions.confirmed(confirmed())) == (
        "Thank you. *2026.11* (Course player refresh) is live on the Standard Release server, "
        "since Mon 30 Nov 2026, 10:12 (Europe/Berlin), confirmed by <@U0ANA>. "
        "The channels are told now."
    )


def test_a_release_without_impact_promises_no_message() -> None:
    quiet = replace(LIVE_ON_STANDARD, affects_integrations=False)
    assert in_text(release_actions.confirmed(confirmed(release=quiet))).endswith("confirmed by <@U0ANA>.")


def test_confirmed_twice_says_that_it_was_known() -> None:
    said = in_text(release_actions.confirmed(confirmed(again=True)))
    assert said.endswith("confirmed by <@U0ANA>. That was known already, nothing was changed.")


def test_who_asks_for_later_is_told_when() -> None:
    answer = AskedLater(RELEASE, STANDARD, at(STANDARD_DAY, 11), POLICY)
    assert in_text(release_actions.asked_later(answer)) == (
        "I will ask you about *2026.11* (Course player refresh) on the Standard Release server again, "
        "Mon 30 Nov 2026, 11:00 (Europe/Berlin)."
    )


def test_help_names_every_command() -> None:
    content = helping.show_help()
    for command in ("/live", "/release new", "/release confirm", "/integration add", "/urgent"):
        assert f"`{command}" in in_text(content)
    assert list(buttons(content)) == ["New release", "New integration", "Report a problem"]
