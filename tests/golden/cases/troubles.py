"""What managers and owners are told when something could not be delivered, and what they answer."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts import kinds
from rollouts.announcing.briefs import DowntimeBrief, MailboxBrief, NamesBrief, PausedBrief, UnsureBrief
from rollouts.deliveries import Action, Announcement, Delivery, Key, Pause, Reason, State
from rollouts.delivery.mailbox_troubles import FOR_PEOPLE
from rollouts.delivery.paused_channels import Moved, Resumed
from rollouts.delivery.resolving import Resolved
from rollouts.kinds import KINDS, Kind, Placement
from rollouts.servers import DEFAULT_SERVERS
from rollouts.topics import Topic, TopicKind
from tests.golden.cases.posted import posted
from tests.golden.golden import Golden
from tests.golden.views_in_use import asked_in_public, content_of, names, troubles
from tests.support.story import ANA, MINUTE, POLICY, PREVIEW_DAY, RELEASE, STANDARD, announcement_of, at

NOW = at(PREVIEW_DAY)
PREVIEW = Delivery(12, Key(RELEASE.topic, Announcement(kinds.PREVIEW, STANDARD.key), "C0ACME"), NOW)
NAMES = ("Acme LMS", "Globex & <Co>")
SLACKS_CODES = (
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "no_answers",
    "unreachable",
    "invalid_blocks",
    "<!channel>",
)
"""Codes for which we have words, one for which we have none, and one that would ping."""


def about(kind: Kind) -> Delivery:
    """Return a planned post of that kind, where such a post goes."""
    announcement = announcement_of(kind, number=12)
    match kind.topic:
        case TopicKind.RELEASE:
            channel = ANA.id if kind.placement is Placement.ALONE else "C0ACME"
            return replace(PREVIEW, key=Key(RELEASE.topic, announcement, channel))
        case TopicKind.CASE:
            return replace(PREVIEW, key=Key(Topic.parse("case:3"), announcement, "C0SUPPORT"))
        case _:
            return replace(PREVIEW, key=Key(Topic.parse("delivery:12"), announcement, ANA.id))


def of_every_fate() -> tuple[Delivery, ...]:
    """Return posts of every kind, in every state, and for every reason."""
    found = [
        *map(about, KINDS.values()),
        *(replace(PREVIEW, state=state) for state in State),
        replace(PREVIEW, state=State.SENT, finished_at=NOW + MINUTE, attempts=3),
        replace(PREVIEW, action=Action.UPDATE, attempts=1),
        *(replace(PREVIEW, state=State.SKIPPED, reason=reason.value) for reason in Reason),
        *(replace(PREVIEW, state=State.FAILED, reason=code) for code in SLACKS_CODES),
    ]
    return tuple(replace(each, id=number) for number, each in enumerate(found, start=1))


def of_troubles() -> Iterator[Golden]:
    """Yield the golden files of what is told of trouble, and of the answers to it."""
    yield from _unsure()
    yield from _paused()
    yield from _downtime()
    yield from _names()
    yield from _mailbox()
    yield from _answers()


def _unsure() -> Iterator[Golden]:
    lost = replace(PREVIEW, state=State.UNKNOWN, reason=Reason.NOT_READABLE.value)
    brief = UnsureBrief(31, lost, DEFAULT_SERVERS, is_resolved=False, policy=POLICY, now=NOW)
    for kind in KINDS.values():
        unknown = replace(about(kind), state=State.UNKNOWN, reason=Reason.NOT_READABLE.value)
        failed = replace(unknown, state=State.FAILED, reason="invalid_blocks")
        briefs = {
            "not known": replace(brief, about=unknown),
            "refused": replace(brief, about=failed),
            "refused elsewhere too": replace(brief, about=failed, others=14),
            "answered": replace(brief, about=unknown, is_resolved=True),
        }
        yield posted(f"about-{kind.key.replace('_', '-')}", briefs)
    refused = {
        reason: replace(brief, about=replace(lost, state=State.FAILED, reason=reason))
        for reason in (*SLACKS_CODES, *(reason.value for reason in Reason))
    }
    yield posted("refused-for-each-reason", refused)
    there = "https://acme.slack.com/archives/C0ACME/p1794902400000100"
    yield Golden("posts/unsure/there-twice", {"the copy not kept": troubles.goes_on_elsewhere(there)})
    in_public = {
        "not known": brief,
        "refused": refused["invalid_blocks"],
        "answered": replace(brief, is_resolved=True),
    }
    yield Golden(
        "posts/unsure/asked-in-a-channel",
        {name: asked_in_public(content_of(each)) for name, each in in_public.items()},
    )


def _paused() -> Iterator[Golden]:
    brief = PausedBrief(32, "C0ACME", Pause("C0ACME", "is_archived", NOW, number=1), NAMES[:1], POLICY, NOW)
    for name, affected in (
        ("no-integration", ()),
        ("one-integration", NAMES[:1]),
        ("two-integrations", NAMES),
    ):
        concerned = replace(brief, integrations=affected)
        yield posted(name, {"paused": concerned, "reached again": replace(concerned, pause=None)})
    for code in SLACKS_CODES:
        why = replace(brief, pause=Pause("C0ACME", code, NOW, number=1))
        yield posted(f"because-{code.strip('<!>').replace('_', '-')}", why)


def _downtime() -> Iterator[Golden]:
    brief = DowntimeBrief(33, (), DEFAULT_SERVERS, POLICY, NOW)
    states = {state: replace(PREVIEW, state=state, id=number) for number, state in enumerate(State)}
    for name, posts in (
        ("nothing", ()),
        ("one-late", (states[State.SENT],)),
        ("one-left-out", (replace(states[State.SKIPPED], reason=Reason.STAGE_DAY_BEGUN.value),)),
        ("one-to-come", (states[State.PLANNED],)),
        ("each-state", tuple(states.values())),
        ("every-fate", of_every_fate()),
    ):
        yield posted(name, replace(brief, posts=posts))


def _mailbox() -> Iterator[Golden]:
    name = "releases@acme.example@mail.acme.example/INBOX"
    login = MailboxBrief(35, name, "mail_login", is_over=False, policy=POLICY, now=NOW)
    briefs = {each.replace("_", " "): replace(login, trouble=each) for each in FOR_PEOPLE}
    yield posted("as-it-stands", briefs | {"over": replace(login, is_over=True)})


def _names() -> Iterator[Golden]:
    brief = NamesBrief(34, (("#acme", ("integration Acme & <Co>",)),), POLICY, NOW)
    many = tuple((f"@person-{number}", ("integration Acme", "release 2026.11")) for number in range(200))
    both = (*brief.names, ("@ben", ("integration Acme & <Co>", "release 2026.11")))
    yield posted("one", {"not found": brief, "all known": replace(brief, names=())})
    yield posted("several", replace(brief, names=both))
    yield posted("many", replace(brief, names=many))
    looked = {"all known": 0, "one left": 1, "some left": 3}
    yield Golden("answers/looked-again", {of: names.looked_again(left) for of, left in looked.items()})


def _answers() -> Iterator[Golden]:
    settled = {
        f"{'was posted' if was_posted else 'post it now'}{', again' if again else ''}": troubles.resolved(
            Resolved(PREVIEW, was_posted, again)
        )
        for was_posted in (True, False)
        for again in (False, True)
    }
    yield Golden("answers/troubles/settled", settled)
    yield Golden(
        "answers/troubles/resumed",
        {
            "": troubles.resumed(Resumed("C0ACME", again=False)),
            "again": troubles.resumed(Resumed("C0ACME", again=True)),
        },
    )
    moved = {
        ", ".join(names) or "nobody": troubles.moved(Moved(names, "C0NEW"))
        for names in ((), NAMES[:1], NAMES)
    }
    yield Golden("answers/troubles/moved", moved)
