"""The longest of everything that the rules let in."""

import datetime as dt
from dataclasses import replace

from rollouts.case_transitions import noted
from rollouts.cases import Case, Note, NoteKind
from rollouts.checks import Check
from rollouts.deliveries import Announcement, Delivery, Key, State
from rollouts.history import Change, Kept
from rollouts.integrations import Environment, Integration
from rollouts.kinds import CONFIRMATION
from rollouts.releases import DocLink, OptIn, Release, Stage, UiChange
from rollouts.servers import Server
from rollouts.validation import (
    CHANGES_MAX,
    INTEGRATION_MAX,
    ITEMS_MAX,
    LINE_MAX,
    LINK_MAX,
    NAME_MAX,
    OWNERS_MAX,
    REPORT_MAX,
    SUMMARY_MAX,
    TITLE_MAX,
    WHY_MAX,
)
from rollouts.verdict import AcceptedRisk, Team, Verdict
from tests.support.story import POLICY, STANDARD_DAY, at
from tests.views.telling import checked

DAY = dt.timedelta(days=1)

MANY = 60
"""More integrations than any list in a message has room for."""


class Extremes:
    """The longest of everything, made of one fill."""

    def __init__(self, fill: str) -> None:
        self.fill = fill
        self.servers = tuple(
            Server(f"{number}{self.text(NAME_MAX - 1)}", self.text(NAME_MAX), None, 7 * number)
            for number in range(5)
        )
        self.policy = replace(POLICY, support_group="S0SUPPORT")

    def text(self, most: int) -> str:
        """Return text of that length."""
        return (self.fill * most)[:most]

    def release(self, number: int = 0, **of_stages: object) -> Release:
        """Return a release with the most of everything."""
        stages = tuple(Stage(server.key, STANDARD_DAY + server.lag_days * DAY) for server in self.servers)
        return Release(
            name=f"{number:02}{self.text(NAME_MAX - 2)}",
            title=self.text(TITLE_MAX),
            stages=tuple(replace(stage, **of_stages) for stage in stages),  # type: ignore[arg-type] # as named
            summary=self.text(SUMMARY_MAX),
            ui_changes=(UiChange(self.text(LINE_MAX)),) * CHANGES_MAX,
            opt_ins=tuple(
                OptIn(self.text(LINE_MAX), self.text(LINE_MAX), key=f"k{index}")
                for index in range(CHANGES_MAX)
            ),
            docs=(DocLink(self.text(LINE_MAX), f"https://x.example/?{'&a' * (LINK_MAX // 2 - 10)}"),)
            * ITEMS_MAX,
            owner="U0ANA",
        )

    def integrations(self, count: int = 30) -> tuple[Integration, ...]:
        """Return that many integrations, on ever other servers."""
        return tuple(
            Integration(
                name=f"{number:02}{self.text(INTEGRATION_MAX - 2)}",
                channel="C0ACME",
                owners=("U0ANA",) * OWNERS_MAX,
                environments=tuple(
                    Environment(
                        f"{index}{number:02}{self.text(NAME_MAX - 3)}",
                        self.servers[(number + index * (number % 3)) % len(self.servers)].key,
                    )
                    for index in range(ITEMS_MAX)
                ),
            )
            for number in range(count)
        )

    def checks(self) -> tuple[Check, ...]:
        """Return the smoke tests of all of them, passed."""
        return tuple(
            checked(integration, environment.name)
            for integration in self.integrations()
            for environment in integration.environments
        )

    def case(self) -> Case:
        """Return a case with everything in it."""
        case = Case(
            opened_by="U0ANA",
            opened_at=at(STANDARD_DAY),
            channel="C0ACME",
            thread_channel="C0SUPPORT",
            number=123456,
            integrations=tuple(integration.name for integration in self.integrations()),
            summary=self.text(REPORT_MAX),
        )
        for kind in (NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT):
            case = noted(case=case, note=Note(kind, "U0MAYA", at(STANDARD_DAY))) or case
        return case

    def cases(self) -> tuple[Case, ...]:
        """Return very many cases of the first server, of which half are closed."""
        case = replace(self.case(), server=self.servers[0].key, opened_at=at(STANDARD_DAY - DAY))
        closed = noted(case=case, note=Note(NoteKind.RESOLVED, "U0MAYA", at(STANDARD_DAY))) or case
        return tuple(
            replace((case, closed)[number % 2], number=100_000 + number, server=self.servers[number % 5].key)
            for number in range(200)
        )

    def risks(self, release: Release) -> tuple[AcceptedRisk, ...]:
        """Return a risk that was accepted for each server, for the longest of reasons."""
        now = at(STANDARD_DAY + DAY)
        return tuple(
            AcceptedRisk(release.name, server.key, "U0MAYA", now, self.text(WHY_MAX))
            for server in self.servers
        )

    def verdict(self, release: Release) -> Verdict:
        """Return the verdict before the third server: every second team is done, the others have problems."""
        checks = self.checks()
        teams = tuple(
            Team(
                integration.name,
                done=checks[:10],
                left=0 if number % 2 == 0 else 120,
                problems=(),
            )
            for number, integration in enumerate(self.integrations(MANY))
        )
        (risk, *_) = self.risks(release)
        wrong = tuple(replace(team, problems=checks[:10]) for team in teams[1::2])
        return Verdict(self.servers[2].key, teams, wrong, self.cases(), risk)

    def changes(self) -> tuple[Change, ...]:
        """Return very many changes of environments."""
        return tuple(
            Change(
                at(STANDARD_DAY),
                "U0ANA",
                Kept.INTEGRATION,
                self.text(INTEGRATION_MAX),
                f"environments.{self.text(NAME_MAX)}",
                self.servers[0].key,
                self.servers[1].key,
            )
            for _ in range(200)
        )

    def trouble(self, state: State, count: int) -> tuple[Delivery, ...]:
        """Return that many deliveries of that state, as long as they come."""
        return tuple(
            Delivery(
                number,
                Key(
                    self.release(number % 100).topic,
                    Announcement(CONFIRMATION, self.servers[0].key),
                    "C0ACME",
                ),
                at(STANDARD_DAY),
                state=state,
                reason=self.text(200),
                attempts=12,
            )
            for number in range(count)
        )
