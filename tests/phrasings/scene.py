"""The day on which the phrasings are asked: Thursday 3 December 2026, in the window of 2026.11.

2026.11 is live on Standard since Monday and comes to Controlled on 14 December; 2026.12 follows in January.
Acme LMS has run its smoke tests, Northwind has found a problem, which is case 1. Ana asks, in #acme.
"""

import datetime as dt
import re

from bot.slack.rendering import render_message
from rollouts.announcing.planning import replan
from rollouts.cases import Case
from rollouts.checks import SMOKE_TESTS, Check, CheckState
from rollouts.drafts import Draft, release_from
from rollouts.people import Person
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.questions import Answered, AskInWords, answer_question
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, ANA, NORTHWIND, POLICY, RELEASE, STANDARD_DAY, START, at, told_in
from views.answers import questions

TODAY = dt.date(2026, 12, 3)
NOON = at(TODAY, 12)
COMING = release_from(
    draft=Draft("2026.12", "Quiz editor", {"standard": dt.date(2027, 1, 11)}),
    servers=DEFAULT_SERVERS,
    policy=POLICY,
)

_MARKS = re.compile(r"[*`]")
_CALLED = {
    "<@U0ANA>": "@Ana",
    "<@U0NIA>": "@Nia",
    "<@U0BEN>": "@Ben",
    "<#C0ACME>": "#acme",
    "<#C0NORTH>": "#northwind",
} | {"<#C0GLOBEX>": "#globex"}


def window() -> MemoryLedger:
    """Return the ledger of that day."""
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START))
    assert COMING
    ledger.save_release(COMING)
    replan(ledger=ledger.at(START), release=COMING)
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, RELEASE.name, "standard"))
    tuesday = at(dt.date(2026, 12, 1), 10)
    case = ledger.save_case(
        Case(
            opened_by="U0NIA",
            opened_at=tuesday,
            channel=NORTHWIND.channel,
            thread_channel="C0SUPPORT",
            urgent=False,
            release=RELEASE.name,
            server="standard",
            integrations=(NORTHWIND.name,),
            summary="The player stays grey",
        )
    )
    for integration, environment, state, number in (
        (ACME, "test", CheckState.PASSED, None),
        (NORTHWIND, "production", CheckState.PROBLEM, case.number),
    ):
        ledger.save_check(
            Check(
                RELEASE.name, integration.name, environment, "standard", SMOKE_TESTS, state, ANA.id, tuesday,
                case=number,
            )
        )  # fmt: skip
    return ledger


def ask(ledger: MemoryLedger, typed: str, *, asker: Person = ANA, channel: str = "C0ACME") -> Answered:
    """Ask it at noon of that day."""
    return answer_question(ledger.at(NOON), AskInWords(asker, typed, channel))


def read_aloud(answered: Answered) -> list[str]:
    """Return the lines of the answer's text as they are read, without what only lays them out."""
    text = _MARKS.sub("", render_message(questions.answer(answered)).text)
    for written, said in _CALLED.items():
        text = text.replace(written, said)
    return text.splitlines()
