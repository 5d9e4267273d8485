"""A companion for the browser tests: a day that moves on, mail that can be answered, and a guided minute."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from slack_simulator import CompanionState, Jump, Letter, Mail, Refusal, Step, Upcoming

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

ORDER = Mail(
    id="M1",
    at=NOON,
    sender="kitchen@office.example",
    to="grocer@town.example",
    subject="Ten kilos of peas",
    body="Please bring them by Friday.",
    direction="out",
)

STEPS = [
    Step(
        id="ask",
        title="Ask what there is",
        text="As Ben, who is hungry.",
        label="Ask /menu",
        done=False,
        person="U0BEN",
        channel="C0LUNCH",
        command="/menu",
    ),
    Step(
        id="wait",
        title="Wait for a day",
        text="It passes in a moment.",
        label="Let a day pass",
        done=False,
        person="U0ANA",
        channel="C0OFFICE",
        jump="day",
    ),
]


@dataclass
class Story:
    """See the module. ``changed`` is the workspace's own."""

    day: datetime = NOON
    paused: bool = False
    mail: list[Mail] = field(default_factory=lambda: [ORDER])
    changed: Callable[[], None] = field(default=lambda: None)

    def now(self) -> datetime:
        """Return the simulated time."""
        return self.day

    async def state(self) -> CompanionState:
        """Return what the page shows; the guide is done when a day went by."""
        done = self.day > NOON
        return CompanionState(
            now=self.day,
            label=f"Day {(self.day - NOON).days + 1} of the soup",
            paused=self.paused,
            jumps=[Jump("day", "+1 day"), Jump("never", "To the year's end")],
            upcoming=[Upcoming(NOON + timedelta(days=2), "#lunch", "Menu of the week")],
            mail=self.mail,
            can_reply=True,
            letter=Letter(sender="farm@example.com", subject="Leeks", body="The leeks are ripe."),
            guide=[replace(step, done=done) for step in STEPS],
            after_guide="Now install it: run `make kitchen`." if done else None,
        )

    async def jump(self, jump_id: str) -> None:
        """Let a day pass; any other jump is refused."""
        if jump_id != "day":
            raise Refusal("The year has no end yet.")
        self.day += timedelta(days=1)
        self.changed()

    async def pause(self, *, paused: bool) -> None:
        """Stop the clock or let it run."""
        self.paused = paused
        self.changed()

    async def reply(self, mail_id: str, body: str) -> None:
        """Answer as the grocer."""
        answered = next(mail for mail in self.mail if mail.id == mail_id)
        subject = f"Re: {answered.subject}"
        answer = replace(
            answered, id="M2", sender=answered.to, to=answered.sender, subject=subject, body=body
        )
        self.mail = [*self.mail, replace(answer, direction="in")]
        self.changed()

    async def write(self, subject: str, body: str) -> None:
        """Write as the farm."""
        first = self.mail[0]
        came = replace(first, id="M3", sender="farm@example.com", to=first.sender, subject=subject, body=body)
        self.mail = [*self.mail, replace(came, direction="in", place=None)]
        self.changed()

    async def start_over(self) -> None:
        """Go back to the first day."""
        self.day = NOON
        self.changed()
