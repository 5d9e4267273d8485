"""What is set of checks, with what follows from it: a case of a problem, and messages brought up to date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from rollouts.announcing.planning import refresh_in
from rollouts.announcing.questions import questions_about
from rollouts.cases import Case
from rollouts.checks import LEFT, Check, CheckState, Item, one_after_the_other
from rollouts.history import Author
from rollouts.keeping import keep_check
from rollouts.people import Person
from rollouts.ports import Ledger
from rollouts.releases import Release, Standing
from rollouts.texts import keepable
from rollouts.usecases.cases import Finding, add_to_problem, report_problem

ASK_AGAIN_AFTER = timedelta(hours=1)
"""How long after the owner was asked a result asks them again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says of a check: its state, which may be as it is, and a note."""

    item: Item
    state: CheckState
    note: str = ""

    @property
    def changes(self) -> bool:
        """Whether something is to be kept of it."""
        return self.state is not self.item.state or bool(self.note)

    @property
    def is_new_problem(self) -> bool:
        """Whether it tells of a problem that was not known."""
        return self.state is CheckState.PROBLEM and self.item.state is not CheckState.PROBLEM


def with_notes(wishes: Iterable[Wish], notes: Mapping[str, str]) -> Iterator[Wish]:
    """Give each note, by the mark of its environment, to what it is about.

    These are the problems among what is set there now, else all of that; where nothing is, what stands there.
    """
    groups: dict[str, list[Wish]] = {}
    for wish in wishes:
        groups.setdefault(wish.item.environment_mark, []).append(wish)
    for mark, group in groups.items():
        note = keepable(notes.get(mark, ""))
        about = [each for each in group if each.changes] or [e for e in group if e.state not in LEFT]
        about = [each for each in about if each.state is CheckState.PROBLEM] or about
        yield from (replace(each, note=note) if each in about else each for each in group)


def keep_wishes(
    *, ledger: Ledger, release: Release, actor: Person, wishes: Iterable[Wish]
) -> tuple[tuple[Check, ...], tuple[Case, ...]]:
    """Keep what somebody says of checks; return what was set, and the cases of new problems."""
    groups: dict[str, list[Wish]] = {}
    for wish in wishes:
        if wish.changes:
            groups.setdefault(wish.item.integration.name, []).append(wish)
    cases = [
        report_problem(ledger, _finding(release, actor, problems))
        for group in groups.values()
        if (problems := [each for each in group if each.is_new_problem])
    ]
    opened = {name: case for case in cases for name in case.integrations}
    kept = tuple(
        _keep(ledger, release, actor, wish, opened.get(name))
        for name, group in groups.items()
        for wish in group
    )
    show(ledger=ledger, release=release, integrations=groups)
    for server in sorted({check.server for check in kept}):
        _ask_whether_live(ledger, release, server)
    return kept, tuple(cases)


def _ask_whether_live(ledger: Ledger, release: Release, server: str) -> None:
    """Ask the owner once more about a stage that nobody has confirmed: somebody has tested there."""
    stage, today = release.stage(server), ledger.policy.day(ledger.now)
    if stage is None or stage.standing(today) is not Standing.DUE:
        return
    questions = questions_about(ledger=ledger, release=release, stage=stage)
    if not any(ledger.now - ASK_AGAIN_AFTER < post.due_at <= ledger.now for post in questions.posts):
        ledger.save_deliveries(replace(post, due_at=ledger.now, next_at=None) for post in questions.waiting)


def show(*, ledger: Ledger, release: Release, integrations: Iterable[str]) -> None:
    """Bring the messages up to date that show the checks of these integrations."""
    channels = {found.channel for name in integrations if (found := ledger.integration(name))}
    refresh_in(ledger=ledger, release=release, channels=channels)


def set_aside(*, ledger: Ledger, release: Release, servers: Iterable[str], author: Author) -> None:
    """Let the tests count as not run on servers that a release was taken from; when it comes back, it is new.

    What had come of them until then is kept, for the report.
    """
    gone = frozenset(servers)
    for check in ledger.checks(release.name):
        if check.server in gone and check.name.is_test and check.state not in LEFT:
            anew = replace(
                check,
                state=check.name.states[0],
                by=author.by,
                at=author.at,
                note="",
                case=None,
                before=one_after_the_other(check.settings),
            )
            keep_check(ledger=ledger, check=anew, old=check, author=author)


def _finding(release: Release, actor: Person, wishes: Sequence[Wish]) -> Finding:
    """Put all that an integration reports at once into one problem."""
    first = wishes[0].item
    notes = dict.fromkeys(wish.note for wish in wishes if wish.note)
    return Finding(actor, release, first.environment.server, first.integration, "\n".join(notes))


def _keep(ledger: Ledger, release: Release, actor: Person, wish: Wish, opened: Case | None) -> Check:
    item, old = wish.item, wish.item.found
    is_as_before = old is not None and old.state is wish.state
    case = old.case if old and is_as_before else None
    if wish.is_new_problem and opened:
        case = opened.number
    elif case is not None:
        add_to_problem(ledger, number=case, by=actor, text=wish.note)
    check = Check(
        release=release.name,
        integration=item.integration.name,
        environment=item.environment.name,
        server=item.environment.server,
        name=item.name,
        state=wish.state,
        by=actor.id,
        at=ledger.now,
        note=wish.note,
        case=case,
        before=one_after_the_other(old.settings) if old else None,
    )
    keep_check(ledger=ledger, check=check, old=old)
    return check
