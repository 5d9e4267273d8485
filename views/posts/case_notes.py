"""What happened to a case, said once in its thread."""

from collections.abc import Iterator, Mapping

from rollouts.announcing.briefs import CaseBrief
from rollouts.cases import Aspect, Changed, Note, NoteKind, Outcome
from rollouts.kinds import CASE_COPY, CASE_STEP, CASE_THERE
from views.inlines import Clip, Names, Person, Quote, Text, Words, lines, say, sentences
from views.parts import Message, Paragraph, said
from views.posts.stages import short

QUOTE_MOST = 2200
"""How much of a report stands in the text; the parts have room for all of it."""
CHANGED_MOST = 300

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.FIXED_BY_VENDOR: "fixed by the vendor",
    Outcome.WORKAROUND: "a workaround is in place",
    Outcome.ROLLED_BACK: "the release was rolled back",
    Outcome.HOTFIXED: "the release was hotfixed",
    Outcome.OURS: "it was ours to mend",
    Outcome.NOT_REPRODUCED: "it could not be reproduced",
    Outcome.OTHER: "another way",
}
"""How a case was resolved, behind a colon."""

ASPECTS = {
    Aspect.RELEASE: "Release",
    Aspect.SERVER: "Server",
    Aspect.INTEGRATIONS: "Integrations",
    Aspect.SUMMARY: "Summary",
}


def content_of_note(brief: CaseBrief, note: Note) -> Message:
    """Say in the thread what happened, with the words of whoever did it."""
    calls = call_for(brief) if note.kind in _CALLING else ""
    thanks = "Thank you, everybody." if note.kind is NoteKind.RESOLVED else ""
    sentence = sentences(calls, sentence_of(note, brief.case.number), thanks)
    changed = list(_changed(brief, note.changes))
    if changed:
        return said(lines(sentence, *changed))
    if not note.text:
        return said(sentence)
    text = lines(sentence, Quote(note.text, QUOTE_MOST))
    return Message(text, (Paragraph(sentence), Paragraph(Quote(note.text))))


def call_for(brief: CaseBrief) -> Words:
    """Call the support group, for an urgent case that nobody has taken up."""
    if brief.kind in {CASE_COPY, CASE_STEP, CASE_THERE}:
        return ""
    group = brief.policy.support_group
    return Person(group) if group and brief.case.is_to_be_raised else ""


def sentence_of(note: Note, number: int) -> Text:
    """Say what happened to the case of that number. That the vendor replied is said by the mail itself."""
    who = Person(note.by)
    if note.kind is NoteKind.RESOLVED:
        how = f": {OUTCOMES[note.outcome]}" if note.outcome else ""
        return say("{who} has resolved case {number}{how}.", who=who, number=number, how=how)
    return say(SAID[note.kind], who=who, number=number)


SAID = {
    NoteKind.REPORTED_AGAIN: "{who} reports the same problem: it joins case {number}.",
    NoteKind.DETAILS: "{who} adds details to case {number}.",
    NoteKind.TOLD_VENDOR: "{who} has told the vendor of case {number}:",
    NoteKind.CHANGED: "{who} has changed case {number}.",
    NoteKind.ASKED_MANAGER: "{who} asks the managers to roll back or hotfix the release of case {number}.",
    NoteKind.ACKNOWLEDGED: "{who} has acknowledged case {number} and takes care of it.",
    NoteKind.VENDOR_REPLIED: "{who} has replied to case {number}.",
    NoteKind.WORKAROUND: "{who} has a workaround for case {number}. It stays open.",
    NoteKind.ROLLED_BACK: "{who} has rolled the release of case {number} back. The case stays open.",
    NoteKind.HOTFIXED: "{who} has noted a hotfix of the release of case {number}. The case stays open.",
    NoteKind.NOT_URGENT: "{who} has marked case {number} as not urgent. It stays open.",
    NoteKind.URGENT: "{who} has made case {number} urgent.",
    NoteKind.FALSE_ALARM: "{who} has closed case {number} as a false alarm.",
    NoteKind.REOPENED: "{who} has reopened case {number}.",
}


_CALLING = frozenset({NoteKind.URGENT, NoteKind.REOPENED})


def _changed(brief: CaseBrief, changes: tuple[Changed, ...]) -> Iterator[Words]:
    """Say of each thing what it was, and what it is."""
    for each in changes:
        old, new = (_words(brief, each.aspect, words) for words in (each.old, each.new))
        yield say("{what}: {old} → {new}", what=ASPECTS[each.aspect], old=old, new=new)


def _words(brief: CaseBrief, aspect: Aspect, words: tuple[str, ...]) -> Words:
    if not words:
        return "none"
    if aspect is Aspect.SERVER:
        return short(words[0], brief.servers)
    return Names(words, CHANGED_MOST) if aspect is Aspect.INTEGRATIONS else Clip(words[0], CHANGED_MOST)
