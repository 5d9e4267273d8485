"""What is e-mailed to the vendor about a case: plain text, for people who know nothing of our channels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from urllib.parse import quote

from rollouts.announcing.mail_briefs import MailBrief
from rollouts.case_files import CaseFile, Fetched, NotFetched
from rollouts.case_mails import in_the_reporters_words, without_urgent, without_urgent_first
from rollouts.cases import Aspect, Note, NoteKind
from rollouts.texts import one_line, readable
from views.dates import short_moment
from views.posts.case_notes import ASPECTS, OUTCOMES
from views.posts.stages import named_server, short
from views.wording import and_more, enumerated, file_size, shortened

SUMMARY_MOST = 100
NAME_MOST = 60
NAMES_MOST = 2
"""How much of each stands in a subject."""
SOMEBODY = "a colleague"
MAILTO_MOST = 1500
"""How long a link may be that opens a mail program; the text it fills in is cut for that."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that goes along with a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail. Nothing in it is made safe yet: whoever sends it does that, for all fields.

    `token` is how an answer is known; `at` is when it was written (aware). `left_out` names the files that it
    should bring and does not; `lighter` is the same mail without files, for servers that take none so large.
    """

    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    message_id: str
    references: tuple[str, ...]
    token: str
    at: datetime
    files: tuple[MailFile, ...] = ()
    left_out: str = ""
    lighter: "Mail | None" = None


def people_in(brief: MailBrief) -> frozenset[str]:
    """Return the ids of the people whom the mail names."""
    return frozenset((brief.case.opened_by, *(note.by for note in brief.notes)))


def mail_of(
    brief: MailBrief, names: Mapping[str, str], fetched: Mapping[str, Fetched] = MappingProxyType({})
) -> Mail:
    """Write the mail; people go by their `names`, as far as these are known by id.

    `fetched` has what is in its files, by id.
    """
    mail = _mail(brief, names, fetched)
    too_large = {
        key: NotFetched.TOO_LARGE if isinstance(each, bytes) else each for key, each in fetched.items()
    }
    return replace(mail, lighter=_mail(brief, names, too_large)) if mail.files else mail


def _mail(brief: MailBrief, names: Mapping[str, str], fetched: Mapping[str, Fetched]) -> Mail:
    missing = [file for file in brief.files if not isinstance(fetched.get(file.id), bytes)]
    return Mail(
        sender=brief.policy.mail_from or "",
        to=brief.policy.support_emails,
        subject=subject_of(brief),
        text=text_of(brief, names, fetched),
        message_id=brief.message_id,
        references=brief.references,
        token=brief.token,
        at=brief.now,
        files=tuple(
            MailFile(file.name, content)
            for file in brief.files
            if isinstance(content := fetched.get(file.id), bytes)
        ),
        left_out=", ".join(map(_with_size, missing)),
    )


def subject_of(brief: MailBrief) -> str:
    """Say "URGENT: Acme LMS on Standard: 2026.11: player is blank"; a normal one never says urgent.

    Vendor: "Put "urgent" in the subject for urgent issues, or use a normal subject otherwise."
    """
    release = brief.release.name if brief.release else ""
    parts = [_where(brief), release, _in_short(brief, in_the_reporters_words(brief.case))]
    subject = ": ".join(one_line(readable(part)) for part in parts if part)
    if not brief.is_urgent:
        subject = without_urgent(subject) or "A problem"
    urgency = "URGENT: " if brief.is_urgent else ""
    return f"{'' if brief.is_first else 'Re: '}{urgency}{subject}"


def _where(brief: MailBrief) -> str:
    """Say "Acme LMS on Standard", as far as it is known."""
    names = [shortened(one_line(readable(name)), NAME_MOST) for name in brief.case.integrations]
    left = len(names) - NAMES_MOST
    who = enumerated([*names[:NAMES_MOST], and_more(left)] if left > 0 else names)
    server = brief.server.short_name if brief.server else ""
    return f"{who} on {server}" if who and server else who or server


def _in_short(brief: MailBrief, summary: str) -> str:
    """Return the first line of a report; that it is urgent is said in front, or not at all."""
    cleaned = without_urgent_first if brief.is_urgent else without_urgent
    first = next((row for line in summary.splitlines() if (row := cleaned(one_line(line)))), "")
    return shortened(first, SUMMARY_MOST) or "a problem"


def text_of(
    brief: MailBrief,
    names: Mapping[str, str],
    fetched: Mapping[str, Fetched] = MappingProxyType({}),
    *,
    is_by_hand: bool = False,
) -> str:
    """Write the text; sent by hand it comes from a person, who says by themselves who they are."""
    first = _opening(brief, names) if brief.is_first else _following(brief, names)
    files = _by_hand(brief) if is_by_hand else _files(brief, fetched)
    paragraphs = [*first, *files, *_closing(brief, names, is_by_hand=is_by_hand)]
    return readable("\n\n".join(filter(None, paragraphs))) + "\n"


def _opening(brief: MailBrief, names: Mapping[str, str]) -> Iterator[str]:
    words, notes = _in_words(brief)
    urgently = ", and it is urgent" if brief.is_urgent else ""
    yield f"Hello,\n\nwe have a problem with your product{urgently}:"
    yield words or "(Nobody has put it into words yet; details follow.)"
    yield _facts(brief, names)
    yield from _told(notes, brief, names)
    if brief.may_be_rolled_back and brief.server:
        where = named_server(brief.server)
        yield f"Please tell us of a workaround, or whether a rollback or hotfix is possible on {where}."
    else:
        yield "Please tell us of a fix or a workaround."


def _facts(brief: MailBrief, names: Mapping[str, str]) -> str:
    case, zone = brief.case, brief.policy.timezone
    rows = [
        ("Server", f"{_guess(brief)}{brief.server.name}" if brief.server else "not known"),
        ("Release", _release(brief)),
        ("Integration", _integrations(brief) or "not known"),
        ("Reported", f"{short_moment(case.opened_at, zone)}{_by(case.opened_by, names)}"),
    ]
    return "\n".join(f"{title}: {one_line(words)}" for title, words in rows)


def _release(brief: MailBrief) -> str:
    """Name the release, a guess as a guess, and since when it is live there."""
    guess = _guess(brief)
    if brief.release is None:
        return "not known, perhaps none" if guess else "none"
    name = f"{guess}{brief.release.name} ({brief.release.title})"
    stage = brief.release.stage(brief.server.key) if brief.server else None
    if stage is None or stage.live_at is None:
        return name
    return f"{name}, live there since {short_moment(stage.live_at, brief.policy.timezone)}"


def _guess(brief: MailBrief) -> str:
    return "probably " if brief.case.is_guess else ""


def _integrations(brief: MailBrief) -> str:
    """Name the integrations, each with its environments on that server."""
    server = brief.server.key if brief.server else ""
    placed = {each.name: [placed.name for placed in each.on(server)] for each in brief.integrations}
    return ", ".join(
        f"{name} ({', '.join(placed[name])})" if placed.get(name) else name
        for name in brief.case.integrations
    )


def _by(who: str, names: Mapping[str, str]) -> str:
    return f" by {names[who]}" if who in names else ""


def _following(brief: MailBrief, names: Mapping[str, str]) -> Iterator[str]:
    about = _in_short(brief, brief.case.summary)
    where = _where(brief)
    yield f"This is about case {brief.case.number}{f' ({where})' if where else ''}: {about}"
    yield from _told(brief.notes, brief, names)


def _in_words(brief: MailBrief) -> tuple[str, tuple[Note, ...]]:
    """Return what is wrong and the notes beside it: after a click the reporter's details are the words."""
    case, notes = brief.case, brief.notes
    if not case.summary and notes and (notes[0].kind, notes[0].by) == (NoteKind.DETAILS, case.opened_by):
        return notes[0].text, notes[1:]
    return case.summary, notes


def _told(notes: tuple[Note, ...], brief: MailBrief, names: Mapping[str, str]) -> Iterator[str]:
    for note in notes:
        when = short_moment(note.at, brief.policy.timezone)
        yield "\n".join(filter(None, (f"{when}: {_what(note, names)}", note.text, *_changed(note, brief))))


def _what(note: Note, names: Mapping[str, str]) -> str:
    who = names.get(note.by, SOMEBODY)
    how = f": {OUTCOMES[note.outcome]}" if note.outcome else ""
    return {
        NoteKind.DETAILS: f"{who} adds:",
        NoteKind.REPORTED_AGAIN: f"{who} reports the same:",
        NoteKind.TOLD_VENDOR: f"{who} writes:",
        NoteKind.CHANGED: "what we told you of it has changed.",
        NoteKind.URGENT: "it is urgent now.",
        NoteKind.NOT_URGENT: "it is not urgent any more. It stays open.",
        NoteKind.RESOLVED: f"it is resolved for us{how}. Thank you.",
        NoteKind.FALSE_ALARM: "it was a false alarm. Nothing is left to do; we are sorry for the trouble.",
        NoteKind.REOPENED: "it is open again: the problem is still there.",
    }[note.kind]


def _changed(note: Note, brief: MailBrief) -> Iterator[str]:
    """Say of each thing that was changed what it was, and what it is."""
    for each in note.changes:
        is_server = each.aspect is Aspect.SERVER
        old, new = (
            one_line(enumerated([short(word, brief.servers) if is_server else word for word in words]))
            or "none"
            for words in (each.old, each.new)
        )
        yield f"{ASPECTS[each.aspect]}: {old} → {new}"


def _files(brief: MailBrief, fetched: Mapping[str, Fetched]) -> Iterator[str]:
    """Say which files go along, and which do not and why."""
    found = {file: fetched.get(file.id, NotFetched.NOT_THERE) for file in brief.files}
    attached = [_with_size(file) for file, it in found.items() if isinstance(it, bytes)]
    if attached:
        yield f"Attached: {', '.join(attached)}."
    for why, words in _NOT_ATTACHED.items():
        if missing := [_with_size(file) for file, it in found.items() if it is why]:
            yield f"{words}: {', '.join(missing)}. We have them; ask us if you need them."


_NOT_ATTACHED = {
    NotFetched.TOO_LARGE: "Too large to be attached",
    NotFetched.NO_SCOPE: "Not attached, for they are in our chat, which this program may not read",
    NotFetched.NOT_THERE: "Not attached, for they could not be read just now",
}


def _by_hand(brief: MailBrief) -> Iterator[str]:
    if brief.files:
        yield f"Files: {', '.join(map(_with_size, brief.files))}."


def _with_size(file: CaseFile) -> str:
    name = shortened(one_line(readable(file.name)), NAME_MOST) or "a file"
    return f"{name} ({file_size(file.size)})" if file.size else name


def _closing(brief: MailBrief, names: Mapping[str, str], *, is_by_hand: bool) -> Iterator[str]:
    who = brief.case.opened_by
    if brief.is_first and not is_by_hand:
        reach = f", or write to {names[who]}, who reported it" if who in names else ""
        yield f"To reach us, answer this e-mail{reach}."
    elif brief.is_first:
        yield "To reach us, answer this e-mail."
    if not is_by_hand:
        yield f"-- \nOur case {brief.case.number} [{brief.token}]. Please keep this line in your answer."


def mailto(brief: MailBrief) -> str:
    """Return a link that opens a mail program with the mail filled in, cut where links end."""
    to = ",".join(quote(each, safe="@") for each in brief.policy.support_emails)
    begins = f"mailto:{to}?subject={quote(subject_of(brief), safe='')}&body="
    body = ""
    for sign in text_of(brief, {}, is_by_hand=True).replace("\n", "\r\n"):
        if len(begins) + len(body) > MAILTO_MOST:
            return f"{begins}{body}{quote('…')}"
        body += quote(sign, safe="")
    return begins + body
