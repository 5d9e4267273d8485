"""Measurements for Prometheus: deliveries and their lag, calls to Slack, time to an answer, open cases."""

import time
from collections.abc import Callable, Coroutine

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from bot.http.health import Pulse
from rollouts.deliveries import State
from rollouts.ports import Clock, Transactions
from rollouts.usecases.measuring import measure

Spawn = Callable[[Coroutine[object, object, None]], object]

KEEP_SECONDS = 10
"""How long a reading of the ledger counts: whoever asks more often costs no more."""


class Metrics:
    """Counts what happens, reads the rest in the ledger, and answers `/metrics`."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()

        def gauge(name: str, about: str, *labels: str) -> Gauge:
            return Gauge(f"fortnight_{name}", about, labels, registry=self._registry)

        self._deliveries = gauge("deliveries", "Deliveries in the ledger", "state")
        self._overdue = gauge("overdue_posts", "Posts that are due and not posted")
        self._lag = gauge("lag_seconds", "By how much the oldest of them is overdue")
        self._cases = gauge("open_cases", "Cases that are not closed")
        self._pulse = gauge("heartbeat_age_seconds", "Since the last beat of the heart")
        self._calls = Counter(
            "fortnight_slack_calls",
            "Calls to Slack, by their outcome",
            ["method", "outcome"],
            registry=self._registry,
        )
        self._answers = Histogram(
            "fortnight_answer_seconds", "From an acknowledgement to the answer", registry=self._registry
        )
        self._read_at = -float(KEEP_SECONDS)

    def called(self, method: str, outcome: str) -> None:
        """Count a call to Slack: `ok`, Slack's error code, or the name of what kept it from answering."""
        self._calls.labels(method, outcome).inc()

    def timing(self, spawn: Spawn) -> Spawn:
        """Return what spawns work, and measures how long it takes."""

        async def timed(work: Coroutine[object, object, None]) -> None:
            began = time.monotonic()
            try:
                await work
            finally:
                self._answers.observe(time.monotonic() - began)

        return lambda work: spawn(timed(work))

    def handler(
        self, workspace: Transactions, clock: Clock, pulse: Pulse
    ) -> Callable[[web.Request], Coroutine[object, object, web.Response]]:
        """Return what answers `/metrics`."""

        async def metrics(_: web.Request) -> web.Response:
            if time.monotonic() - self._read_at >= KEEP_SECONDS:
                await self._read(workspace, clock)
            self._pulse.set(pulse.age)
            return web.Response(
                body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
            )

        return metrics

    async def _read(self, workspace: Transactions, clock: Clock) -> None:
        found = await workspace.run(measure, now=clock.now())
        self._read_at = time.monotonic()
        for state in State:
            self._deliveries.labels(state.value).set(found.deliveries.get(state, 0))
        self._overdue.set(found.overdue)
        self._lag.set(found.lag.total_seconds())
        self._cases.set(found.open_cases)
