"""views.*: triggers, hashes, stacked forms, the App Home."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from kit import Stopwatch, modal, plain, refusal
from slack_simulator import Workspace
from slack_simulator.manifest import read_manifest
from slack_simulator.records import JSON
from slack_simulator.view_stack import pop_view

HOME = {"type": "home", "blocks": [{"type": "divider"}]}


Trigger: TypeAlias = Callable[[], str]


@pytest.fixture
def trigger(workspace: Workspace) -> Trigger:
    """Return new triggers of Ana's, as each of her gestures brings one."""
    return lambda: workspace.gesture("U0ANA", "tests", "C0ACME").trigger_id


async def test_a_trigger_opens_one_form(client: AsyncWebClient, trigger: Trigger) -> None:
    once = trigger()
    view = (await client.views_open(trigger_id=once, view=modal(private_metadata="p")))["view"]
    assert (view["type"], view["private_metadata"], view["root_view_id"]) == ("modal", "p", view["id"])
    again = await refusal(client.views_open(trigger_id=once, view=modal()))
    assert again["error"] == "exchanged_trigger_id"


async def test_a_trigger_lives_three_seconds(
    client: AsyncWebClient, trigger: Trigger, stopwatch: Stopwatch
) -> None:
    late = trigger()
    stopwatch.seconds += 3.1
    answer = await refusal(client.views_open(trigger_id=late, view=modal()))
    assert answer["error"] == "expired_trigger_id"


async def test_a_made_up_trigger_is_refused(client: AsyncWebClient) -> None:
    answer = await refusal(client.views_open(trigger_id="1.2.3", view=modal()))
    assert answer["error"] == "invalid_trigger_id"


async def test_a_form_that_slack_refuses_comes_back_with_reasons(
    client: AsyncWebClient, trigger: Trigger
) -> None:
    answer = await refusal(client.views_open(trigger_id=trigger(), view=modal(title=plain("x" * 25))))
    assert answer["error"] == "invalid_arguments"
    messages = answer["response_metadata"]["messages"]
    assert messages == ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"]


@pytest.mark.parametrize("view", [None, HOME, "no json"])
async def test_only_a_modal_can_be_opened(client: AsyncWebClient, trigger: Trigger, view: JSON) -> None:
    arguments = {"trigger_id": trigger(), "view": view}
    assert (await refusal(client.api_call("views.open", json=arguments)))["error"] == "invalid_arguments"


async def test_a_form_over_250_kilobytes_is_too_large(client: AsyncWebClient, trigger: Trigger) -> None:
    section = {"type": "section", "text": plain("x" * 3000)}
    answer = await refusal(client.views_open(trigger_id=trigger(), view=modal(*[section] * 90)))
    assert answer["error"] == "view_too_large"


async def test_three_forms_lie_on_top_of_each_other_at_most(client: AsyncWebClient, trigger: Trigger) -> None:
    first = (await client.views_open(trigger_id=trigger(), view=modal()))["view"]
    second = (await client.views_push(trigger_id=trigger(), view=modal()))["view"]
    await client.views_push(trigger_id=trigger(), view=modal())
    assert (second["previous_view_id"], second["root_view_id"]) == (first["id"], first["id"])
    answer = await refusal(client.views_push(trigger_id=trigger(), view=modal()))
    assert answer["error"] == "push_limit_reached"


async def test_an_external_id_names_one_open_form(client: AsyncWebClient, trigger: Trigger) -> None:
    await client.views_open(trigger_id=trigger(), view=modal(external_id="mine"))
    twice = await refusal(client.views_push(trigger_id=trigger(), view=modal(external_id="mine")))
    assert twice["error"] == "duplicate_external_id"
    changed = await client.views_update(external_id="mine", view=modal(external_id="mine", callback_id="new"))
    assert changed["view"]["callback_id"] == "new"


async def test_an_update_with_an_old_hash_is_a_conflict(client: AsyncWebClient, trigger: Trigger) -> None:
    view = (await client.views_open(trigger_id=trigger(), view=modal()))["view"]
    await client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    answer = await refusal(client.views_update(view_id=view["id"], hash=view["hash"], view=modal()))
    assert answer["error"] == "hash_conflict"


async def test_a_form_that_was_closed_cannot_be_updated(
    client: AsyncWebClient, workspace: Workspace, trigger: Trigger
) -> None:
    view = (await client.views_open(trigger_id=trigger(), view=modal()))["view"]
    pop_view(workspace, workspace.modals["U0ANA"][0])
    assert (await refusal(client.views_update(view_id=view["id"], view=modal())))["error"] == "not_found"


async def test_what_was_put_in_stays_where_the_ids_stay(
    client: AsyncWebClient, workspace: Workspace, trigger: Trigger
) -> None:
    def asks(*names: str) -> JSON:
        element = {"type": "plain_text_input", "action_id": "text"}
        blocks = [{"type": "input", "block_id": n, "label": plain(n), "element": element} for n in names]
        return modal(*blocks, submit=plain("Send"))

    view_id = (await client.views_open(trigger_id=trigger(), view=asks("kept", "gone")))["view"]["id"]
    view = workspace.modals["U0ANA"][0]
    held = {"type": "plain_text_input", "value": "mine"}
    view.state = {"kept": {"text": held}, "gone": {"text": held}}
    updated = (await client.views_update(view_id=view_id, view=asks("kept", "new")))["view"]
    empty = {"type": "plain_text_input", "value": None}
    assert updated["state"]["values"] == {"kept": {"text": held}, "new": {"text": empty}}


async def test_a_menu_can_begin_with_the_channel_that_the_person_came_from(
    client: AsyncWebClient, trigger: Trigger
) -> None:
    menu = {"type": "conversations_select", "action_id": "where", "default_to_current_conversation": True}
    many = menu | {"type": "multi_conversations_select", "action_id": "all"}
    blocks = [
        {"type": "section", "block_id": "one", "text": plain("Where?"), "accessory": menu},
        {"type": "section", "block_id": "two", "text": plain("Where else?"), "accessory": many},
    ]
    view = (await client.views_open(trigger_id=trigger(), view=modal(*blocks)))["view"]
    values = view["state"]["values"]
    assert values["one"]["where"]["selected_conversation"] == "C0ACME"
    assert values["two"]["all"]["selected_conversations"] == ["C0ACME"]


async def test_the_app_home_is_published_and_published_again(client: AsyncWebClient) -> None:
    first = (await client.views_publish(user_id="U0ANA", view=HOME))["view"]
    second = (await client.views_publish(user_id="U0ANA", hash=first["hash"], view=HOME))["view"]
    assert (second["id"], second["type"]) == (first["id"], "home")
    late = await refusal(client.views_publish(user_id="U0ANA", hash=first["hash"], view=HOME))
    assert late["error"] == "hash_conflict"
    nobody = await refusal(client.views_publish(user_id="U0", view=HOME))
    assert nobody["error"] == "invalid_arguments"


async def test_an_app_without_home_cannot_publish_one(
    client: AsyncWebClient, workspace: Workspace, manifest: JSON
) -> None:
    del manifest["features"]["app_home"]
    workspace.app = read_manifest(manifest)
    assert (await refusal(client.views_publish(user_id="U0ANA", view=HOME)))["error"] == "not_enabled"
