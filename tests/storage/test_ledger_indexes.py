"""No question about deliveries reads them all: each kind of database answers from the index made for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from rollouts import kinds
from rollouts.deliveries import Action, Alike, Announcement, Key, NewDelivery, State
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TOPIC = Topic(TopicKind.RELEASE, "2026.11")
PREVIEW = Announcement(kinds.PREVIEW, "standard")
ALIKE = Alike(TOPIC, PREVIEW, 0, NINE, State.PLANNED, 1, 9)
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    name: str
    ask: Callable[[Ledger], object]
    index: str

    def is_answered_from(self, step: str, database: str) -> bool:
        """Say whether its index is taken in that step, or by PostgreSQL any that serves for one thing."""
        if database == "postgresql" and self.index in OF_TOPIC:
            return "Index Cond" in step
        return self.index in step


UNIQUE_KEY = "uq_deliveries_key"
PRIMARY_KEY = "pk_deliveries"
OF_TOPIC = (UNIQUE_KEY, "ix_deliveries_alike")
"""Each finds what is about one thing; PostgreSQL takes one or another, by what is in the table."""

MANY_SENT = """
INSERT INTO deliveries
    (workspace, topic, channel, kind, server, number, revision, action, state, due_at, attempts, searches,
     reason)
SELECT
    'T0ACME', 'release:' || mod(number, 100), 'C' || number / 100, 'preview', 'standard', -1, 0,
    'post', 'sent', now() - number * interval '1 hour', 1, 0, ''
FROM generate_series(1, 5000) AS number
"""


MANY_OPENED = """
INSERT INTO cases
    (workspace, number, opened_by, opened_at, channel, thread_channel, urgent, state, integrations, summary,
     files, notes, is_guess)
SELECT
    'T0ACME', number, 'U0ANA', now() - number * interval '1 hour', 'C1', 'C2', true, 'open', '[]', '', '[]',
    '[]', false
FROM generate_series(1, 5000) AS number
"""


def _claim_one(ledger: Ledger, *, busy: frozenset[str] = NOBODY) -> object:
    ledger.plan([NewDelivery(Key(TOPIC, PREVIEW, "C2"), NINE)])
    return ledger.claim(Action.POST, now=NINE, limit=9, busy=busy)


QUESTIONS = [
    Question(
        "any due", lambda it: it.claim(Action.POST, now=NINE, limit=9, busy=NOBODY), "ix_deliveries_open"
    ),
    Question("due", lambda it: _claim_one(it, busy=frozenset({"C1"})), "ix_deliveries_open"),
    Question("held", _claim_one, "ix_deliveries_held"),
    Question("resting", _claim_one, "ix_deliveries_searched_for"),
    Question(
        "looks", lambda it: it.claim_searches(now=NINE, limit=9, hold=MINUTE), "ix_deliveries_searched_for"
    ),
    Question("attempts", lambda it: it.attempts_of([1, 2, 3]), PRIMARY_KEY),
    Question("removed", lambda it: it.remove_deliveries([1, 2, 3]), PRIMARY_KEY),
    Question("topics held", lambda it: it.topics_held(), "ix_deliveries_held"),
    Question("counted", lambda it: it.count_about(TOPIC), UNIQUE_KEY),
    Question("first", lambda it: it.first_deliveries(TOPIC, limit=9), "ix_deliveries_alike"),
    Question("alike", lambda it: it.alike(TOPIC), "ix_deliveries_alike"),
    Question("channels of those alike", lambda it: it.channels_of(ALIKE), "ix_deliveries_alike"),
    Question("told", lambda it: it.told(TOPIC), "ix_deliveries_told"),
    Question("said alike", lambda it: it.said_alike(TOPIC, limit=9), "ix_deliveries_told"),
    Question("how much was said", lambda it: it.count_said_alike(TOPIC), "ix_deliveries_told"),
    Question("channels told", lambda it: it.channels_told(TOPIC, "1", limit=9), "ix_deliveries_told"),
    Question("cards", lambda it: it.channels_with_card(TOPIC), "ix_deliveries_cards"),
    Question("hearing", lambda it: it.channels_about(TOPIC, kinds=frozenset({kinds.PREVIEW})), UNIQUE_KEY),
    Question("still to post", lambda it: it.still_to_post(), "ix_deliveries_open"),
    Question(
        "abandoned",
        lambda it: it.abandoned(started_before=NINE, started_after=NINE, but=frozenset()),
        "ix_deliveries_held",
    ),
    Question("overdue", lambda it: it.overdue(before=NINE), "ix_deliveries_open"),
    Question("recent", lambda it: it.recent(limit=9), "ix_deliveries_workspace_due_at"),
    Question("undecided", lambda it: it.undecided(limit=9), "ix_deliveries_undecided"),
    Question("upcoming", lambda it: it.upcoming(limit=9), "ix_deliveries_open"),
    Question("card", lambda it: it.card(TOPIC, "C1"), "ix_deliveries_cards"),
    Question("said before", lambda it: it.said_before(Key(TOPIC, PREVIEW, "C1", 2)), UNIQUE_KEY),
    Question("deliveries", lambda it: it.deliveries(TOPIC), UNIQUE_KEY),
    Question(
        "cases alike",
        lambda it: it.cases_alike(since=datetime.now(UTC) - MINUTE, release=None, channel="C1"),
        "ix_cases_workspace_opened_at",
    ),
    Question("deliveries of one kind", lambda it: it.deliveries(TOPIC, of=PREVIEW), UNIQUE_KEY),
]


@pytest.fixture
def explained(any_connection: Connection, sql_ledger: Ledger) -> Callable[[Question], list[str]]:
    """Ask, and return the steps by which the database finds the answer."""

    def explain(question: Question) -> list[str]:
        asked: list[tuple[str, tuple[object, ...]]] = []
        event.listen(
            any_connection,
            "before_cursor_execute",
            lambda _1, _2, text, values, *_: asked.append((text, values)),
        )
        question.ask(sql_ledger)
        text, values = asked[-1]
        if any_connection.dialect.name == "sqlite":
            plan = any_connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
            steps = [row.detail.replace("sqlite_autoindex_deliveries_1", UNIQUE_KEY) for row in plan]
            return [step.replace("INTEGER PRIMARY KEY", PRIMARY_KEY) for step in steps]
        # PostgreSQL goes by what is in the table: a few rows it would rightly read all.
        any_connection.exec_driver_sql(MANY_SENT)
        any_connection.exec_driver_sql(MANY_OPENED)
        any_connection.exec_driver_sql("ANALYZE deliveries, cases")
        return list(any_connection.exec_driver_sql(f"EXPLAIN {text}", values).scalars())

    return explain


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_no_question_reads_all_deliveries(
    question: Question, explained: Callable[[Question], list[str]], any_connection: Connection
) -> None:
    steps = explained(question)
    assert any(question.is_answered_from(step, any_connection.dialect.name) for step in steps), steps
    assert not [step for step in steps if "SCAN deliveries" in step or "Seq Scan on deliveries" in step]
