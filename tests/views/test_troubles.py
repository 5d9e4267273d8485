"""What managers and owners are told when something could not be delivered."""

from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import DowntimeBrief, PausedBrief, UnsureBrief
from rollouts.deliveries import Announcement, Delivery, Key, Pause, Reason, State
from rollouts.delivery.paused_channels import Moved, Resumed
from rollouts.delivery.resolving import Resolved
from rollouts.servers import DEFAULT_SERVERS
from rollouts.topics import Topic
from tests.support.story import POLICY, PREVIEW_DAY, RELEASE, at
from tests.views.reading import buttons, in_blocks, in_text, inputs, keep_view_limits
from views.posts import alerts
from views.posts.deliveries import reason_words
from views.posts.messages import content_of

NOW = at(PREVIEW_DAY)
PREVIEW = Delivery(
    12,
    Key(RELEASE.topic, Announcement(kinds.PREVIEW, "standard"), "C0ACME"),
    NOW,
    state=State.UNKNOWN,
    reason=Reason.NOT_FOUND.value,
)
UNSURE = UnsureBrief(31, PREVIEW, DEFAULT_SERVERS, is_resolved=False, policy=POLICY, now=NOW)
PAUSED = PausedBrief(32, "C0ACME", Pause("C0ACME", "is_archived", NOW, number=1), ("Acme LMS",), POLICY, NOW)


def downtime(*posts: Delivery) -> DowntimeBrief:
    return DowntimeBrief(33, posts, DEFAULT_SERVERS, POLICY, NOW)


def became(state: State, reason: str = "", number: int = 1) -> Delivery:
    return replace(PREVIEW, state=state, reason=reason, id=number)


# Not sure whether it was posted


def test_it_says_of_what_nobody_is_sure_and_what_to_do() -> None:
    assert in_text(content_of(UNSURE)) == (
        "Not sure whether this was posted: 2026.11: preview (Standard) in <#C0ACME>. "
        "Slack's answer was lost, and I cannot read the channel. Please look into it. "
        "Then press It was posted, or Post it now."
    )


def test_both_buttons_name_the_message_in_question_and_not_the_question() -> None:
    offered = buttons(content_of(UNSURE))
    assert {label: (found["action_id"], found["value"]) for label, found in offered.items()} == {
        "It was posted": ("was_posted", '{"delivery":12}'),
        "Post it now": ("post_now", '{"delivery":12}'),
    }


def test_of_one_that_was_refused_it_says_why_and_what_to_do() -> None:
    failed = replace(PREVIEW, state=State.FAILED, reason="invalid_blocks")

    content = content_of(replace(UNSURE, about=failed))

    assert in_text(content) == (
        "This could not be posted: 2026.11: preview (Standard) in <#C0ACME>. "
        "Slack answered invalid_blocks. It is kept. Once what is wrong was mended, press Try again."
    )
    offered = buttons(content)
    assert {label: found["action_id"] for label, found in offered.items()} == {"Try again": "post_now"}


def test_refused_in_many_channels_it_is_told_once_for_all() -> None:
    failed = replace(PREVIEW, state=State.FAILED, reason="invalid_blocks")

    assert (
        "preview (Standard) in <#C0ACME>, and 14 more of it elsewhere. Slack answered invalid_blocks. "
        "All are kept."
    ) in in_text(content_of(replace(UNSURE, about=failed, others=14)))


def test_of_a_case_it_names_the_case() -> None:
    opened = replace(PREVIEW, key=Key(Topic.parse("case:3"), Announcement(kinds.CASE_OPENED), "C0SUPPORT"))
    assert "case 3: case opened in <#C0SUPPORT>" in in_blocks(content_of(replace(UNSURE, about=opened)))


def test_once_it_is_resolved_it_says_so_and_asks_no_more() -> None:
    content = content_of(replace(UNSURE, is_resolved=True))
    assert in_text(content) == in_blocks(content) == "Settled. 2026.11: preview (Standard) in <#C0ACME>."
    assert not buttons(content)


@pytest.mark.parametrize(
    ("was_posted", "again", "said"),
    [
        (True, False, "Thank you. It counts as posted."),
        (False, False, "It is posted now, unless it is too late for it by now; then it is left out."),
        (True, True, "That was settled already; nothing was changed."),
        (False, True, "That was settled already; nothing was changed."),
    ],
)
def test_who_settles_it_is_told_what_became_of_it(
    was_posted: bool,  # noqa: FBT001 - a parameter of the table above
    again: bool,  # noqa: FBT001 - as above
    said: str,
) -> None:
    assert in_text(alerts.resolved(Resolved(PREVIEW, was_posted, again))) == said


# Closed channels


def test_it_says_which_channel_is_closed_why_for_whom_and_what_to_do() -> None:
    assert in_text(content_of(PAUSED)) == (
        "I cannot post into <#C0ACME>: it is archived. Acme LMS hears nothing meanwhile. "
        "What was to go there waits. Type `/invite @Fortnight` in that channel, or open it again, "
        "then press Try again."
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("not_in_channel", "the bot is not in it"),
        ("channel_not_found", "it is gone, or private and the bot is not in it"),
        ("restricted_action", "Slack answered restricted_action"),
        ("<!channel>", "Slack answered &lt;!channel&gt;"),
    ],
)
def test_it_says_why_in_words_or_as_slack_did(reason: str, said: str) -> None:
    brief = replace(PAUSED, pause=Pause("C0ACME", reason, NOW, number=1))
    assert f"I cannot post into <#C0ACME>: {said}. " in in_blocks(content_of(brief))


def test_several_integrations_hear_nothing() -> None:
    brief = replace(PAUSED, integrations=("Acme LMS", "Globex"))
    assert "Acme LMS and Globex hear nothing meanwhile." in in_blocks(content_of(brief))


def test_both_buttons_name_the_channel() -> None:
    offered = buttons(content_of(PAUSED))
    assert {label: (found["action_id"], found["value"]) for label, found in offered.items()} == {
        "Try again": ("try_again", '{"channel":"C0ACME"}'),
        "Choose another channel": ("move_channel", '{"channel":"C0ACME"}'),
    }


def test_where_no_integration_hears_there_is_none_to_move() -> None:
    content = content_of(replace(PAUSED, integrations=()))
    assert list(buttons(content)) == ["Try again"]
    assert "hear" not in in_blocks(content)


def test_once_the_channel_is_reached_again_it_says_so_and_asks_no_more() -> None:
    content = content_of(replace(PAUSED, pause=None))
    assert in_text(content) == in_blocks(content) == "Settled: nothing waits for <#C0ACME> any more."
    assert not buttons(content)


@pytest.mark.parametrize(
    ("again", "said"),
    [
        (False, "I am trying <#C0ACME> again. If it still takes no messages, I tell you."),
        (True, "<#C0ACME> was not paused any more; nothing was changed."),
    ],
)
def test_who_presses_try_again_is_told_what_follows(
    again: bool,  # noqa: FBT001 - a parameter of the table above
    said: str,
) -> None:
    assert in_text(alerts.resumed(Resumed("C0ACME", again))) == said


@pytest.mark.parametrize(
    ("integrations", "said"),
    [
        (("Acme LMS",), "Acme LMS hears in <#C0NEW> from now on."),
        (("Acme LMS", "Globex"), "Acme LMS and Globex hear in <#C0NEW> from now on."),
        ((), "No integration hears in that channel any more; nothing was changed."),
    ],
)
def test_who_chooses_another_channel_is_told_who_hears_there(
    integrations: tuple[str, ...], said: str
) -> None:
    assert in_text(alerts.moved(Moved(integrations, "C0NEW"))) == said


def test_the_form_asks_for_one_channel_and_knows_the_closed_one() -> None:
    form = alerts.move_form("C0ACME")
    assert inputs(form)["channel"]["element"]["type"] == "conversations_select"
    assert keep_view_limits(form)["private_metadata"] == '{"closed":"C0ACME"}'


# After downtime


def test_the_summary_counts_what_was_posted_late_what_was_left_out_and_what_is_open() -> None:
    posts = (became(State.SENT), became(State.SKIPPED), became(State.SKIPPED), became(State.UNKNOWN))
    assert in_text(content_of(downtime(*posts))) == (
        "I was away for a while. Overdue: 4 posts. Posted late: 1. Left out: 2. "
        "Still to come, or in need of a look: 1."
    )


def test_the_summary_says_of_each_what_became_of_it_and_why() -> None:
    said = in_blocks(
        content_of(
            downtime(
                became(State.SENT),
                became(State.SKIPPED, Reason.STAGE_DAY_BEGUN.value),
                became(State.FAILED, "msg_too_long"),
            )
        )
    )
    line = "• 2026.11: Mon 9 Nov 2026, 09:00 (Europe/Berlin): preview (Standard) in <#C0ACME>, "
    assert f"*Posted late*\n{line}posted\n" in said
    assert f"*Left out*\n{line}left out: its day had begun\n" in said
    assert said.endswith(f"*Still to come, or in need of a look*\n{line}failed: Slack answered msg_too_long")


def test_the_summary_leaves_out_what_there_is_none_of() -> None:
    said = in_blocks(content_of(downtime(became(State.SENT))))
    assert "Overdue: 1 post." in said
    assert "*Left out*" not in said


@pytest.mark.parametrize("brief", [UNSURE, replace(UNSURE, is_resolved=True), PAUSED, downtime()])
def test_each_message_carries_its_own_delivery(brief: UnsureBrief | PausedBrief | DowntimeBrief) -> None:
    assert content_of(brief).delivery == brief.delivery


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_words_of_its_own(reason: Reason) -> None:
    assert not reason_words(reason.value).startswith("Slack answered")
