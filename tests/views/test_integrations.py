"""Answers about integrations and their checks, and the forms that people fill in."""

from dataclasses import replace

from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.integrations import IntegrationForm, IntegrationList, IntegrationShown
from rollouts.usecases.releases import NewReleaseForm
from tests.support.story import ACME, GLOBEX, INTEGRATIONS, NORTHWIND, POLICY, RELEASE, STANDARD_DAY
from tests.views.reading import buttons, in_blocks, in_text, inputs
from views.actions import FormId
from views.answers import integrations
from views.answers.integration_form import integration_form
from views.answers.release_form import release_form

SHOWN = IntegrationShown(ACME, DEFAULT_SERVERS, (RELEASE,), POLICY, may_change=True)


def test_the_list_has_the_askers_own_first() -> None:
    content = integrations.listed(IntegrationList(INTEGRATIONS, DEFAULT_SERVERS, frozenset({"Globex"})))
    assert in_text(content) == (
        "Your integrations:\n"
        "• *Globex* in <#C0GLOBEX>: production on Controlled\n"
        "Other integrations:\n"
        "• *Acme LMS* in <#C0ACME>: test on Standard and production on Controlled\n"
        "• *Northwind* in <#C0NORTH>: production on Standard"
    )
    assert list(buttons(content)) == ["New integration"]


def test_a_list_without_any_of_the_asker_is_one_list() -> None:
    said = in_blocks(integrations.listed(IntegrationList((ACME,), DEFAULT_SERVERS, frozenset())))
    assert said.startswith("*Integrations*\n• *Acme LMS*")


def test_an_empty_list_says_what_to_do() -> None:
    content = integrations.listed(IntegrationList((), DEFAULT_SERVERS, frozenset()))
    assert in_text(content) == ("No integration is entered yet. Add yours with `/integration add`.")


def test_one_integration_shows_its_servers_owners_and_what_is_on_its_way() -> None:
    content = integrations.shown(SHOWN)
    assert in_text(content) == (
        "Acme LMS: test on Standard and production on Controlled. Channel <#C0ACME>, owners <@U0ANA>. "
        "On their way: *2026.11* (Course player refresh)."
    )
    assert "*Time zone*\nEurope/Berlin" in in_blocks(content)


def test_who_may_change_it_can_edit_it_and_remove_it_after_a_question() -> None:
    offered = buttons(integrations.shown(SHOWN))
    assert offered["Edit"]["value"] == '{"integration":"Acme LMS"}'
    assert offered["Remove"]["confirm"]["deny"]["text"] == "Keep"


def test_who_may_not_change_it_is_offered_nothing() -> None:
    assert not buttons(integrations.shown(replace(SHOWN, may_change=False)))


def test_an_integration_that_nobody_owns_and_nothing_reaches_says_so() -> None:
    bare = replace(SHOWN, integration=replace(NORTHWIND, timezone="Asia/Tokyo"), coming=())
    said = in_text(integrations.shown(bare))
    assert said.endswith("owners nobody. No release is on its way to it.")
    assert "Asia/Tokyo" in in_blocks(integrations.shown(bare))


def test_a_saved_integration_says_what_follows_from_it() -> None:
    content = integrations.saved(SHOWN)
    first = "Saved. <#C0ACME> hears from now on what each release means to it."
    assert in_text(content).startswith(first)
    assert first in in_blocks(content)


def test_a_removed_integration_says_what_follows_from_it() -> None:
    assert in_text(integrations.removed(GLOBEX)) == (
        "Globex is removed. What was planned for <#C0GLOBEX> on its behalf alone will not be posted."
    )


def test_the_form_for_a_release_has_a_block_for_each_field_of_the_rules() -> None:
    view = release_form(NewReleaseForm(DEFAULT_SERVERS, STANDARD_DAY), "C0ACME")
    fields = inputs(view)
    assert list(fields) == [
        "name",
        "title",
        "dates.standard",
        "dates.controlled",
        "affects_integrations",
        "summary",
        "ui_changes",
        "opt_ins",
        "docs",
        "owner",
    ]
    assert {field["element"]["action_id"] for field in fields.values()} == {"value"}
    assert [name for name, field in fields.items() if not field["optional"]] == [
        "name",
        "title",
        "dates.standard",
    ]
    assert (view.id, view.value) == (FormId.RELEASE, '{"channel":"C0ACME"}')


def test_the_form_for_a_release_says_what_today_is_and_when_a_later_server_follows() -> None:
    fields = inputs(release_form(NewReleaseForm(DEFAULT_SERVERS, STANDARD_DAY), None))
    assert fields["dates.standard"]["hint"]["text"] == "Today is Mon 30 November 2026."
    later = fields["dates.controlled"]["element"]["placeholder"]["text"]
    assert later == "Default: 14 days after Standard"
    assert fields["affects_integrations"]["element"]["initial_options"]


def test_the_form_for_a_new_integration_starts_in_the_channel_where_it_was_asked_for() -> None:
    view = integration_form(IntegrationForm(DEFAULT_SERVERS), "C0ACME")
    fields = inputs(view)
    assert list(fields) == [
        "name",
        "channel",
        "owners",
        "environments.standard",
        "environments.controlled",
        "timezone",
    ]
    assert fields["channel"]["element"]["initial_conversation"] == "C0ACME"
    assert view.value == '{"channel":"C0ACME"}'


def test_asked_for_in_a_direct_message_the_form_leaves_the_channel_to_slack() -> None:
    for asked_in in (None, "D0ANA"):
        fields = inputs(integration_form(IntegrationForm(DEFAULT_SERVERS), asked_in))
        assert fields["channel"]["element"]["default_to_current_conversation"]


def test_the_form_for_a_known_integration_holds_what_is_known() -> None:
    known = replace(ACME, owners=("U0ANA", "nobody's id"), timezone="Asia/Tokyo")
    view = integration_form(IntegrationForm(DEFAULT_SERVERS, known), None)
    fields = inputs(view)
    assert view.value == '{"replaces":"Acme LMS"}'
    assert fields["name"]["element"]["initial_value"] == "Acme LMS"
    assert fields["channel"]["element"]["initial_conversation"] == "C0ACME"
    assert fields["owners"]["element"]["initial_users"] == ["U0ANA"]
    assert fields["environments.controlled"]["element"]["initial_value"] == "production"
    assert fields["timezone"]["element"]["initial_value"] == "Asia/Tokyo"
    assert (
        "initial_value"
        not in inputs(
            integration_form(IntegrationForm(DEFAULT_SERVERS, replace(known, timezone=None)), None)
        )["timezone"]["element"]
    )
