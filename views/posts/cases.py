"""The posts of a case in its thread: opened, what happened since, and raised again."""

from rollouts.announcing.briefs import CaseBrief
from rollouts.cases import RAISE_AFTER, Case, CaseState, Note, NoteKind
from rollouts.deliveries import Content, Kind
from views.actions import Press, pack
from views.dates import moment, span
from views.kit import Block, actions, button, content, context, fields, header, said, section
from views.posts.stages import named, named_server
from views.text import SECTION_MOST, cut, line, mention, names, place, quoted

QUOTE_MOST = 2200
"""How much of a report stands in the text; the blocks have room for all of it."""


def content_of_case(brief: CaseBrief) -> Content:
    """Say a post of a case, or bring it up to date."""
    if brief.announcement.kind is Kind.CASE_RAISED:
        return _raised(brief)
    if brief.note is not None:
        return _note(brief.case, brief.note)
    return _opened(brief)


def case_name(case: Case) -> str:
    """Name a case: "Urgent case 3", "Case 3"."""
    return f"{'Urgent case' if case.urgent else 'Case'} {case.number}"


def state_words(case: Case) -> str:
    """Say where a case stands, in a word or two."""
    return {
        CaseState.OPEN: "open",
        CaseState.ACKNOWLEDGED: "acknowledged",
        CaseState.RESOLVED: "resolved",
        CaseState.FALSE_ALARM: "a false alarm",
    }[case.state]


def _opened(brief: CaseBrief) -> Content:
    case = brief.case
    sentence = f"{_call(brief)}{mention(case.opened_by)} reports a problem{_subject(brief)}."
    state = _state(brief)
    blocks = [
        header(f"{case_name(case)}: {state_words(case)}") | {"block_id": f"delivery:{brief.delivery}"},
        section(sentence),
        *([section(cut(quoted(case.summary), SECTION_MOST))] if case.summary else []),
        fields(_facts(brief)),
        context(state),
        *actions(*_buttons(case)),
    ]
    words = f"{case_name(case)}: {sentence}"
    quote = f"\n{cut(quoted(case.summary), QUOTE_MOST)}" if case.summary else ""
    return content(f"{words}{quote}\n{state}", blocks)


def _call(brief: CaseBrief) -> str:
    """Call the support group, for an urgent case that nobody has taken up."""
    is_waiting = brief.case.urgent and brief.case.state is CaseState.OPEN
    return f"{mention(brief.policy.support_group)} " if is_waiting and brief.policy.support_group else ""


def _subject(brief: CaseBrief) -> str:
    """Say what the case is about, as far as it is known."""
    what = f" with release {named(brief.release)}" if brief.release else ""
    where = f" on {named_server(brief.server)}" if brief.server else ""
    whose = f" ({names(brief.case.integrations)})" if brief.case.integrations else ""
    origin = f" in {place(brief.case.channel)}" if brief.case.channel else ""
    return f"{origin}{what}{where}{whose}"


def _facts(brief: CaseBrief) -> list[tuple[str, str]]:
    case = brief.case
    return [
        ("Release", named(brief.release) if brief.release else "not known"),
        ("Server", line(brief.server.name) if brief.server else "not known"),
        ("Integrations", names(case.integrations) if case.integrations else "not known"),
        ("Reported in", place(case.channel) or "a direct message"),
        ("Reported by", mention(case.opened_by)),
    ]


def _state(brief: CaseBrief) -> str:
    """Say where the case stands: who did what, and when."""
    case, timezone = brief.case, brief.policy.timezone
    opened = f"Opened {moment(case.opened_at, timezone)} by {mention(case.opened_by)}"
    steps = [
        f"{said_as} {moment(note.at, timezone)} by {mention(note.by)}"
        for kind, said_as in _STEPS.items()
        if (note := case.note(kind))
    ]
    waiting = [] if case.note(NoteKind.ACKNOWLEDGED) or case.is_closed else ["Nobody has acknowledged it yet"]
    return f"{'. '.join([opened, *steps, *waiting])}."


_STEPS = {
    NoteKind.ACKNOWLEDGED: "Acknowledged",
    NoteKind.NOT_URGENT: "Marked as not urgent",
    NoteKind.RESOLVED: "Resolved",
    NoteKind.FALSE_ALARM: "Closed as a false alarm",
}


def _buttons(case: Case) -> list[Block]:
    """Offer what still makes sense as the case stands."""
    if case.is_closed:
        return []
    value = pack(case=case.number)
    acknowledge = button("Acknowledge", Press.CASE_ACKNOWLEDGE, value, style="primary")
    not_urgent = button("Not urgent", Press.CASE_NOT_URGENT, value)
    return [
        *([acknowledge] if case.state is CaseState.OPEN else []),
        button("Add details", Press.CASE_ADD_DETAILS, value),
        *([not_urgent] if case.urgent else []),
        button("Resolve", Press.CASE_RESOLVE, value),
        button("False alarm", Press.CASE_FALSE_ALARM, value),
    ]


def _note(case: Case, note: Note) -> Content:
    who, number = mention(note.by), case.number
    sentence = {
        NoteKind.REPORTED_AGAIN: f"{who} reports the same problem: it joins case {number}.",
        NoteKind.DETAILS: f"{who} adds details to case {number}.",
        NoteKind.ACKNOWLEDGED: f"{who} has acknowledged case {number} and takes care of it.",
        NoteKind.NOT_URGENT: f"{who} has marked case {number} as not urgent. It stays open.",
        NoteKind.RESOLVED: f"{who} has resolved case {number}. Thank you, everybody.",
        NoteKind.FALSE_ALARM: f"{who} has closed case {number} as a false alarm.",
    }[note.kind]
    if not note.text:
        return said(sentence)
    words = f"{sentence}\n{cut(quoted(note.text), QUOTE_MOST)}"
    return content(words, [section(sentence), section(cut(quoted(note.text), SECTION_MOST))])


def _raised(brief: CaseBrief) -> Content:
    """Raise a case again; when it has been taken up meanwhile, say that instead."""
    case = brief.case
    if not case.urgent or case.state is not CaseState.OPEN:
        return said(f"{case_name(case)}: {_state(brief)}")
    opened = f"opened {span(brief.now - case.opened_at)} ago by {mention(case.opened_by)}"
    is_last = brief.announcement.part == str(len(RAISE_AFTER))
    last = " I will not raise it again." if is_last else ""
    sentence = (
        f"{_call(brief)}Nobody has acknowledged case {case.number} yet, {opened}: "
        f"a problem{_subject(brief)}. Please look at it and press Acknowledge.{last}"
    )
    acknowledge = button("Acknowledge", Press.CASE_ACKNOWLEDGE, pack(case=case.number), style="primary")
    return said(sentence, *actions(acknowledge))
