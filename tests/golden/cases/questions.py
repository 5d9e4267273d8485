"""Answers to questions in plain words, on the day of `tests/phrasings/scene.py` and on odder ones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rollouts.releases import Status
from rollouts.usecases.questions import AskInWords, answer_question
from tests.golden.golden import Golden
from tests.golden.views_in_use import questions
from tests.phrasings.scene import NOON, ask, window
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, CONTROLLED, POLICY, RELEASE, STANDARD, STANDARD_DAY, ZOE, at
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, with_stage
from views.parts import Message

ASKED: Mapping[str, tuple[str, ...]] = {
    "is-it-there": (
        "is 2026.11 on Enterprise yet?",
        "is 2026.11 on Standrad?",
        "is it live?",
        "where is 2026.10?",
    ),
    "when": ("when does it reach Controlled", "will 2026.11 reach Controlled next week?"),
    "next": ("what's next?", "what's next on Standard", "anything coming this week?", "is anything coming?"),
    "ready": ("are we ready for Monday?", "are we ready for 14 December?", "is 2026.12 ready for both?"),
    "tested": ("who hasn't tested 2026.11?", "has Globex tested 2026.11?", "is 2026.12 tested?"),
    "broken": (
        "is anything broken?",
        "is anything broken for Acme LMS?",
        "any problems with 2026.11 on Controlled?",
    ),
    "changed": ("what changed since October?", "has anything changed today?", "what's new in 2026.11?"),
    "live": ("what's live on Controlled?", "standart", "what is live for us?"),
    "about": ("acme", "is Northwind on Controlled?", "mine", "who is on Controlled?", "help"),
    "work": (
        "what do we have to do?",
        "what does Globex have to do?",
        "who is affected by 2026.11?",
        "does 2026.10 affect us?",
        "is 2026.11 late?",
        "is 2026.11 on time?",
        "how long is the window?",
        "any urgent cases?",
    ),
    "how-many": (
        "how many checks are open?",
        "how many cases are open on Standard?",
        "how many releases are planned this month?",
        "how many integrations are on Controlled?",
        "how many integrations do we have?",
    ),
    "is-any": (
        "is anything on hold?",
        "is anything left to test?",
        "has anybody tested 2026.11?",
        "is anything blocking 2026.11?",
        "what blocks Controlled?",
        "who accepted the risk?",
        "was 2026.11 moved?",
        "is the window still open?",
        "do we have to do anything?",
    ),
    "case": ("who reported case 1?", "is case 1 resolved?"),
    "not-understood": ("what's for lunch", "Standard is down", "is 2026.13 on Controlled?", "🎉"),
}


def of_questions() -> Iterator[Golden]:
    """Yield the golden files of each sort of question, and of how one release may stand."""
    ledger = window()
    for name, asked in ASKED.items():
        yield Golden(
            f"answers/questions/{name}", {typed: questions.answer(ask(ledger, typed)) for typed in asked}
        )
    yield Golden("answers/questions/of-nothing", dict(_of_nothing()))
    yield Golden("answers/questions/standings", dict(_standings()))


def _of_nothing() -> Iterator[tuple[str, Message]]:
    empty = MemoryLedger(POLICY)
    for typed in (
        "is it live?",
        "what's next?",
        "are we ready?",
        "is everybody ready?",
        "what changed?",
        "mine",
    ):
        yield typed, questions.answer(ask(empty, typed, asker=ZOE, channel=""))


def _standings() -> Iterator[tuple[str, Message]]:
    releases = {
        "due": (RELEASE, at(STANDARD_DAY, 12)),
        "live everywhere": (LIVE_ON_BOTH, NOON),
        **{
            status.value: (with_stage(LIVE_ON_STANDARD, CONTROLLED, status=status), NOON)
            for status in (Status.HELD, Status.WITHDRAWN)
        },
        **{
            status.value: (with_stage(LIVE_ON_STANDARD, STANDARD, status=status), NOON)
            for status in (Status.ROLLED_BACK, Status.HOTFIXED)
        },
        "left out": (replace(LIVE_ON_STANDARD, stages=LIVE_ON_STANDARD.stages[:1]), NOON),
    }
    of_any = {
        "held": ("is anything on hold?", "what is late?"),
        "rolled_back": ("what was rolled back?",),
        "hotfixed": ("any hotfixes on Standard?",),
        "withdrawn": ("which releases are withdrawn?",),
    }
    for name, (release, now) in releases.items():
        ledger = MemoryLedger(POLICY)
        ledger.save_release(release)
        for typed in (
            "is it on standard and controlled?",
            "is it coming to controlled?",
            "is it ready?",
            *of_any.get(name, ()),
        ):
            answered = answer_question(ledger.at(now), AskInWords(ANA, typed))
            yield f"{name}: {typed}", questions.answer(answered)
