"""Cases: opened, each thing that happens to one, raised again; and what those who press are told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief, Hearing
from rollouts.case_transitions import noted
from rollouts.cases import RAISE_AFTER, VENDOR, Aspect, Case, Changed, Note, NoteKind, Outcome
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, CheckState
from rollouts.deliveries import Announcement
from rollouts.transitions import Verb
from rollouts.usecases.case_changes import CaseToChange
from rollouts.usecases.case_stages import ManagerAsked, RemedyWanted
from rollouts.usecases.cases import Noted, Reported
from tests.golden.cases.posted import posted
from tests.golden.golden import Golden
from tests.golden.views_in_use import case_answers, case_forms
from tests.support.story import (
    ACME,
    ANA,
    CONTROLLED,
    MANAGER,
    MINUTE,
    POLICY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.telling import LIVE_ON_STANDARD, checked

HOUR = 60 * MINUTE
OPENED = at(STANDARD_DAY, 11)
CASE = Case(
    opened_by=ANA.id,
    opened_at=OPENED,
    channel="C0ACME",
    thread_channel="C0SUPPORT",
    number=3,
    release=RELEASE.name,
    server=STANDARD.key,
    integrations=("Acme LMS",),
    summary="The player stays empty.",
)
POSTED = CaseBrief(
    delivery=9,
    announcement=Announcement(kinds.CASE_OPENED),
    case=CASE,
    release=RELEASE,
    server=STANDARD,
    policy=replace(POLICY, support_group="S0SUPPORT"),
    now=OPENED,
)
MARKED = "Since noon: *all* & <b>none</b> work.\n<!here> see https://x.example/log?a=1&b=2, `x`\n\n> really"
"""A report in which every sign means something to Slack."""

_BY_MAIL = {NoteKind.VENDOR_REPLIED, NoteKind.TOLD_VENDOR}
PRESSED = tuple(kind for kind in NoteKind if kind not in _BY_MAIL)
"""What is said of what people do. The vendor's reply is shown as the mail that it came with; what the vendor
is told stands in the thread already."""
LATER = {NoteKind.URGENT, NoteKind.REOPENED}
"""These are of a case with which something was done before."""

CHANGED = Note(
    NoteKind.CHANGED,
    MANAGER.id,
    OPENED,
    changes=(
        Changed(Aspect.RELEASE, ("2026.11",), ()),
        Changed(Aspect.SERVER, ("standard",), ("controlled",)),
        Changed(Aspect.INTEGRATIONS, (), ("Acme LMS", "Globex & <Co>")),
        Changed(Aspect.SUMMARY, ("The player stays empty.",), (MARKED,)),
    ),
)

HISTORIES: Mapping[str, tuple[NoteKind, ...]] = {
    "open": (),
    **{kind.value.replace("_", "-"): (kind,) for kind in PRESSED if kind not in LATER},
    "urgent": (NoteKind.NOT_URGENT, NoteKind.URGENT),
    "acknowledged-not-urgent": (NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT),
    "not-urgent-acknowledged": (NoteKind.NOT_URGENT, NoteKind.ACKNOWLEDGED),
    "acknowledged-resolved": (NoteKind.ACKNOWLEDGED, NoteKind.RESOLVED),
    "not-urgent-resolved": (NoteKind.NOT_URGENT, NoteKind.RESOLVED),
    "acknowledged-false-alarm": (NoteKind.ACKNOWLEDGED, NoteKind.FALSE_ALARM),
    "vendor-replied-acknowledged": (NoteKind.VENDOR_REPLIED, NoteKind.ACKNOWLEDGED),
    "workaround-resolved": (NoteKind.WORKAROUND, NoteKind.RESOLVED),
    "reopened": (NoteKind.ACKNOWLEDGED, NoteKind.RESOLVED, NoteKind.REOPENED),
}
"""What may have happened to a case so far."""


def after(*kinds: NoteKind, case: Case = CASE) -> Case:
    """Return the case after somebody did those things with it, five minutes apart."""
    for number, kind in enumerate(kinds, start=1):
        by = VENDOR if kind is NoteKind.VENDOR_REPLIED else MANAGER.id
        case = noted(case=case, note=Note(kind, by, OPENED + number * 5 * MINUTE)) or case
    return case


def of_cases() -> Iterator[Golden]:
    """Yield the golden files of all posts of cases, and of the private answers about them."""
    for name, history in HISTORIES.items():
        case = after(*history)
        no_group = replace(POSTED, case=case, policy=POLICY)
        yield posted(name, {"": replace(POSTED, case=case), "no support group": no_group})
        yield posted(name, _raised(case))
    yield from _opened_otherwise()
    yield from _opened_elsewhere()
    yield from _notes()
    yield from _answers()


def _opened_elsewhere() -> Iterator[Golden]:
    policy = replace(POLICY, alerts_to=(MANAGER.id,))
    unset = replace(POLICY, support_channel=None, alerts_to=(MANAGER.id,))
    nobody = replace(POLICY, support_channel=None)
    direct = replace(CASE, channel="")
    here = replace(POSTED, case=replace(CASE, thread_channel="C0ACME"), managers=Hearing.TOLD)
    with_ana = replace(POSTED, case=replace(direct, thread_channel=ANA.id))
    places = {
        "in the support channel": replace(POSTED, policy=policy),
        "support channel closed": replace(here, policy=policy, is_support_closed=True),
        "support channel closed, managers being told": replace(
            here, policy=policy, is_support_closed=True, managers=Hearing.BEING_TOLD
        ),
        "support channel closed, its thread not there yet": replace(
            here, policy=policy, is_support_closed=True, is_there=False
        ),
        "support channel open again": replace(here, policy=policy),
        "none is set": replace(here, policy=unset),
        "none is set, no manager": replace(
            POSTED, case=replace(CASE, thread_channel="C0ACME"), policy=nobody
        ),
        "with a manager": replace(POSTED, case=replace(direct, thread_channel=MANAGER.id), policy=unset),
        "with a manager, others have it": replace(
            here, case=replace(direct, thread_channel=MANAGER.id), policy=unset
        ),
        "with the managers and the reporter": replace(
            POSTED, case=replace(direct, thread_channel=f"{MANAGER.id},{ANA.id}"), policy=unset
        ),
        "with the reporter": replace(with_ana, policy=unset, managers=Hearing.TOLD),
        "with the reporter alone": replace(
            POSTED, case=replace(direct, thread_channel=ANA.id), policy=nobody
        ),
    }
    for kind in (kinds.CASE_OPENED, kinds.CASE_COPY, kinds.CASE_IS_OPEN):
        said = Announcement(kind)
        yield posted("elsewhere", {where: replace(each, announcement=said) for where, each in places.items()})
    told = replace(POSTED, announcement=Announcement(kinds.CASE_IS_OPEN))
    closed = {name: replace(told, case=after(*history)) for name, history in HISTORIES.items()}
    yield posted("as-it-stands", closed)


def _opened_otherwise() -> Iterator[Golden]:
    bare = replace(CASE, channel="", integrations=(), summary="", release=None, server=None)
    unknown = replace(POSTED, case=bare, release=None, server=None)
    yield posted("nothing-known", unknown)
    several = replace(CASE, integrations=("Acme LMS", "Globex & <Co>", "*Northwind*"), summary=MARKED)
    yield posted("text-from-people", replace(POSTED, case=several))
    normal = replace(POSTED, case=replace(CASE, urgent=False))
    found = tuple(
        checked(ACME, "test", name, CheckState.PROBLEM, case=3) for name in (SMOKE_TESTS, VISUAL_CHANGES)
    )
    yield posted("normal", {"": normal, "found by checks": replace(normal, checks=found)})


def _raised(case: Case) -> Mapping[str, CaseBrief]:
    briefs = {
        f"time {times}": replace(
            POSTED, announcement=Announcement(kinds.CASE_RAISED, number=times), case=case, now=OPENED + waited
        )
        for times, waited in enumerate(RAISE_AFTER, start=1)
    }
    first = briefs["time 1"]
    briefs["hours later, no support group"] = replace(first, policy=POLICY, now=OPENED + 3 * HOUR)
    briefs["days later, nothing known"] = replace(first, release=None, server=None, now=OPENED + 60 * HOUR)
    return briefs


def _notes() -> Iterator[Golden]:
    brief = replace(POSTED, announcement=Announcement(kinds.CASE_NOTE, number=0))
    for kind in PRESSED:
        briefs = {
            name: replace(brief, note=Note(kind, MANAGER.id, OPENED, text))
            for name, text in (("without words", ""), ("with words", MARKED))
        }
        yield posted(kind.value.replace("_", "-"), briefs)
    resolved = (
        Note(NoteKind.RESOLVED, MANAGER.id, OPENED, "The cache was full", outcome=each) for each in Outcome
    )
    yield posted("outcomes", {str(note.outcome): replace(brief, note=note) for note in resolved})
    yield posted("changes", replace(brief, note=CHANGED, servers=(STANDARD, CONTROLLED)))
    yield from _beside(replace(POSTED, release=LIVE_ON_STANDARD, servers=(STANDARD, CONTROLLED)))


def _beside(live: CaseBrief) -> Iterator[Golden]:
    """Yield what is said beside the thread, and the forms of a case whose release is live."""
    resolved = after(NoteKind.ACKNOWLEDGED, NoteKind.RESOLVED)
    yield posted(
        "step", replace(live, announcement=Announcement(kinds.CASE_STEP, number=1), note=resolved.step)
    )
    there = replace(live, announcement=Announcement(kinds.CASE_THERE, number=0))
    with_ana = replace(CASE, thread_channel=ANA.id, summary="")
    ended = replace(live, announcement=Announcement(kinds.CASE_THERE, number=2), case=resolved)
    variants = {"open": there, "with the reporter": replace(there, case=with_ana)}
    yield posted("there", variants | {"ended": replace(ended, note=resolved.step)})
    asked = after(NoteKind.ASKED_MANAGER)
    question = replace(live, announcement=Announcement(kinds.CASE_ASKED, number=0), note=asked.notes[0])
    done = replace(question, case=after(NoteKind.ASKED_MANAGER, NoteKind.ROLLED_BACK))
    yield posted("asked", {"open": replace(question, case=asked), "done": done})
    yield posted("remedies", live)
    yield posted("guess", replace(live, case=replace(CASE, is_guess=True)))
    to_change = CaseToChange(CASE, (RELEASE,), (STANDARD, CONTROLLED), (ACME,))
    bare = replace(CASE, release=None, server=None, integrations=(), urgent=False, summary="x" * 4000)
    verbs = (Verb.ROLLBACK, Verb.HOTFIX)
    forms = {
        "change": case_forms.change_form(to_change),
        "change, nothing known": case_forms.change_form(CaseToChange(bare, (), (), ())),
        "workaround": case_forms.workaround_form(CASE),
        "resolve": case_forms.resolve_form(CASE),
        "remedy": case_forms.remedy_form(RemedyWanted(CASE, LIVE_ON_STANDARD, STANDARD, verbs, may_do=True)),
    }
    yield Golden("forms/case-steps", forms)
    answers = {
        "asked": case_forms.manager_asked(ManagerAsked(CASE, (MANAGER.id,))),
        "again": case_forms.manager_asked(ManagerAsked(CASE, (MANAGER.id,), again=True)),
        "nobody": case_forms.manager_asked(ManagerAsked(CASE, ())),
    }
    yield Golden("answers/case/manager-asked", answers)


def _answers() -> Iterator[Golden]:
    bare = replace(CASE, integrations=())
    calm = replace(CASE, urgent=False)
    again = (Note(NoteKind.REPORTED_AGAIN, MANAGER.id, OPENED),)
    reported = {
        "opened": Reported(CASE, joined=False),
        "opened, nothing known": Reported(bare, joined=False),
        "joined": Reported(replace(CASE, notes=again), joined=True, is_there=True),
        "joined one's own": Reported(CASE, joined=True, is_there=True),
        "joined, nothing known": Reported(replace(bare, notes=again), joined=True, is_there=True),
        "joined before its thread is there": Reported(replace(CASE, notes=again), joined=True),
        "urgent now": Reported(replace(CASE, notes=again), joined=True, made_urgent=True, is_there=True),
        "reported before": Reported(CASE, joined=True, again=True, is_there=True),
        "in a direct message": Reported(replace(calm, thread_channel="U0ANA"), joined=False),
    }
    yield Golden("answers/case/reported", {name: case_answers.reported(it) for name, it in reported.items()})
    kept = {
        "yet": case_answers.not_kept_yet(),
        "in the end": case_answers.not_kept(MARKED),
        "in the end, without words": case_answers.not_kept(""),
    }
    yield Golden("answers/case/not-kept", kept)
    for name, history in HISTORIES.items():
        wish = history[-1] if history else NoteKind.ACKNOWLEDGED
        said = {"again": case_answers.noted(Noted(after(*history), wish, changed=False))}
        if history:
            said["at first"] = case_answers.noted(Noted(after(*history), wish, changed=True))
        yield Golden(f"answers/case/noted-{name}", said)
