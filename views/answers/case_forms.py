"""The forms in which a case is changed, helped and resolved."""

from rollouts.cases import Case, Outcome
from rollouts.transitions import Verb
from rollouts.usecases.case_changes import CaseToChange
from rollouts.usecases.case_stages import ManagerAsked, RemedyWanted
from rollouts.validation import REPORT_MAX, WHY_MAX
from views.actions import FormId, pack
from views.answers.cases import CAN_WAIT, URGENCIES, URGENT
from views.forms import Choice, Choices, Field, Form, TextBox, has_room
from views.inlines import Person, enumeration, say, sentences
from views.parts import Message, said
from views.posts.case_notes import OUTCOMES
from views.posts.stages import named, named_server

NOTHING = "-"
"""Stands for no release, or no server: a choice has no empty value."""

_REMEDIES = {Verb.ROLLBACK: "It is rolled back", Verb.HOTFIX: "It is hotfixed"}


def change_form(asked: CaseToChange) -> Form:
    """Ask what a case is about; a summary that has no room in a form stays as it is."""
    case = asked.case
    releases = ((NOTHING, "Not about a release"), *((each.name, each.name) for each in asked.releases))
    servers = ((NOTHING, "Not known"), *((each.key, each.name) for each in asked.servers))
    names = tuple((each.name, each.name) for each in asked.integrations)
    summary = TextBox("For example: the course player stays empty", case.summary, REPORT_MAX, multiline=True)
    integrations = Field("integrations", "Integrations", Choices(names, case.integrations), optional=True)
    return Form(
        FormId.CASE_CHANGE,
        title=f"Change case {case.number}",
        submit="Change",
        fields=(
            Field("release", "Release", Choice(releases, case.release or NOTHING)),
            Field("server", "Server", Choice(servers, case.server or NOTHING)),
            *([integrations] if names else []),
            Field("urgency", "How urgent is it?", Choice(URGENCIES, URGENT if case.urgent else CAN_WAIT)),
            *([Field("summary", "What is wrong?", summary, optional=True)] if has_room(summary) else []),
        ),
        value=pack(case=case.number),
    )


def workaround_form(case: Case) -> Form:
    """Ask what helps for now."""
    box = TextBox("For example: open the course in a new tab", most=REPORT_MAX, multiline=True)
    return Form(
        FormId.CASE_WORKAROUND,
        title=f"Workaround, case {case.number}",
        submit="Save",
        fields=(Field("text", "What helps for now?", box, hint="Everybody who reported it is told."),),
        value=pack(case=case.number),
    )


def resolve_form(case: Case) -> Form:
    """Ask how it was resolved, and for a line about it."""
    how = tuple((each.value, words.capitalize()) for each, words in OUTCOMES.items())
    box = TextBox("For example: version 4.2.1 shows the player again", most=WHY_MAX)
    hint = "Everybody who reported it is told, and the vendor where it was e-mailed."
    return Form(
        FormId.CASE_RESOLVE,
        title=f"Resolve case {case.number}",
        submit="Resolve",
        fields=(
            Field("outcome", "How was it resolved?", Choice(how, Outcome.FIXED_BY_VENDOR.value)),
            Field("text", "In one line", box, hint=hint),
        ),
        value=pack(case=case.number),
    )


def remedy_form(wanted: RemedyWanted) -> Form:
    """Ask a manager what became of the release; what goes out is shown before it does."""
    verbs = tuple((verb.value, _REMEDIES[verb]) for verb in wanted.verbs)
    about = say(
        "{release} on {server}. What this says to the channels is shown first.",
        release=named(wanted.release),
        server=named_server(wanted.server),
    )
    why = TextBox("The player stays blank on Safari.", wanted.case.summary[:WHY_MAX], WHY_MAX, multiline=True)
    return Form(
        FormId.CASE_STAGE,
        title=f"Release of case {wanted.case.number}",
        submit="Continue",
        fields=(
            Field("verb", "What became of it?", Choice(verbs, wanted.verbs[0].value)),
            Field("why", "Why", why, hint="The channels are told so.", optional=True),
        ),
        value=pack(case=wanted.case.number),
        over=said(about),
    )


def manager_asked(answer: ManagerAsked) -> Message:
    """Tell somebody who is no manager who was asked."""
    number = answer.case.number
    if not answer.managers:
        return said(
            f"Only managers change releases, and none is known to me. Please ask one about case {number}."
        )
    who = enumeration([Person(each) for each in answer.managers])
    only = "Only managers change releases."
    if answer.again:
        return said(
            sentences(only, say("{who} were asked about case {number} already.", who=who, number=number))
        )
    return said(sentences(only, say("I have asked {who} about case {number}.", who=who, number=number)))
