"""The list of deliveries: each with its time, its state, its attempts and its reason."""

from dataclasses import replace

from rollouts import kinds
from rollouts.deliveries import Action, Announcement, Delivery, Key, State
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.upcoming import DeliveryList
from tests.support.story import POLICY, PREVIEW_DAY, RELEASE, at
from tests.views.reading import in_blocks, in_text
from views.answers.deliveries import deliveries

PREVIEW = Delivery(1, Key(RELEASE.topic, Announcement(kinds.PREVIEW, "standard"), "C0ACME"), at(PREVIEW_DAY))
LINE = "• Mon 9 Nov 2026, 09:00 (Europe/Berlin): preview (Standard) in <#C0ACME>, planned"


def of_release(*found: Delivery) -> DeliveryList:
    return DeliveryList(RELEASE, found, DEFAULT_SERVERS, POLICY)


def of_all(*found: Delivery) -> DeliveryList:
    return replace(of_release(*found), release=None)


def test_of_a_release_each_delivery_has_its_line() -> None:
    assert in_blocks(deliveries(of_release(PREVIEW))) == f"Deliveries of 2026.11\n{LINE}"


def test_the_text_says_the_same() -> None:
    assert in_text(deliveries(of_release(PREVIEW))) == (f"Deliveries of 2026.11: 1 post and updates.\n{LINE}")


def test_of_all_each_line_says_what_it_is_about() -> None:
    said = in_blocks(deliveries(of_all(PREVIEW)))
    assert said.startswith("The latest deliveries\n• 2026.11: Mon 9 Nov 2026")


def test_a_delivery_that_took_several_attempts_says_how_many() -> None:
    tried = replace(PREVIEW, state=State.SENT, attempts=3)
    assert in_blocks(deliveries(of_release(tried))).endswith("in <#C0ACME>, posted (3 attempts)")


def test_one_attempt_is_not_worth_a_word() -> None:
    tried = replace(PREVIEW, state=State.SENT, attempts=1)
    assert in_blocks(deliveries(of_release(tried))).endswith("in <#C0ACME>, posted")


def test_an_update_says_that_it_is_one() -> None:
    update = replace(PREVIEW, action=Action.UPDATE)
    assert "update of the preview (Standard) in <#C0ACME>" in in_blocks(deliveries(of_release(update)))


def test_what_somebody_has_to_help_with_comes_first() -> None:
    failed = replace(PREVIEW, state=State.FAILED, reason="invalid_blocks", id=2)
    found = replace(of_release(PREVIEW, failed), stuck=(failed,))

    said = in_blocks(deliveries(found))

    assert said == (
        "Deliveries of 2026.11\n*Somebody has to help*\n"
        f"{LINE.replace('planned', 'failed: Slack answered invalid_blocks')}\n{LINE}"
    )
    assert in_text(deliveries(found)).count("preview (Standard)") == 2


def test_what_waits_for_a_closed_channel_says_so() -> None:
    waits = replace(PREVIEW, state=State.WAITING, reason="is_archived", attempts=1)
    found = replace(of_release(waits), stuck=(waits,))

    assert in_blocks(deliveries(found)).endswith(
        "in <#C0ACME>, waits until the channel can be reached: it is archived"
    )


def test_without_any_it_says_so() -> None:
    assert in_text(deliveries(of_release())) == "Deliveries of 2026.11: none yet."
    assert in_text(deliveries(of_all())) == "The latest deliveries: none yet."


def test_a_name_from_people_is_escaped() -> None:
    named = replace(RELEASE, name="<!here>")
    assert (
        in_text(deliveries(replace(of_release(), release=named))) == "Deliveries of &lt;!here&gt;: none yet."
    )


def test_what_does_not_fit_is_counted_and_can_be_had_elsewhere() -> None:
    content = deliveries(of_release(*(PREVIEW,) * 200))
    said = in_blocks(content)
    shown = said.count("preview (Standard)")
    assert 0 < shown < 200
    assert said.endswith(f"… and {200 - shown} more. `fortnight deliveries` lists them all.")


def test_as_many_as_fit_are_shown_whole() -> None:
    said = in_blocks(deliveries(of_release(*(PREVIEW,) * 30)))
    assert said.count(LINE) == 30
    assert "more" not in said


def test_more_than_a_message_takes_are_counted() -> None:
    many = replace(of_release(PREVIEW), others=4999)
    assert in_text(deliveries(many)).startswith("Deliveries of 2026.11: 5000 posts and updates.")
    assert in_blocks(deliveries(many)).endswith("… and 4999 more. `fortnight deliveries` lists them all.")
