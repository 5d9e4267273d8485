"""What managers set in Slack: seen, changed, and taken back to what the environment says."""

from dataclasses import dataclass

from rollouts.announcing.planning import replan_at_start
from rollouts.history import IN_SLACK, Author, Change, Kept
from rollouts.keeping import keep_chosen
from rollouts.people import Person, Right
from rollouts.permissions import require_manager
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Invalid, Problem, Thing, unknown
from rollouts.settings import NAMES, Origin, Setting, kept, origin, typed_setting, with_chosen
from rollouts.usecases.replanned import plan_of, shifts
from rollouts.usecases.seeing import SOON, Sight, require_seen


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting: its `value` (as `rollouts.settings.kept` writes it), and where that comes from.

    `at_start` is what the environment says, or its default; `last` is the last change in Slack, if any.
    """

    setting: Setting
    value: str
    origin: Origin
    at_start: str
    last: Change | None


@dataclass(frozen=True, slots=True)
class SettingsAnswer:
    """All settings that can be changed in Slack, in their order."""

    settings: tuple[Shown, ...]
    policy: Policy


def may_look_after(ledger: Ledger, asker: Person) -> None:
    """Let managers pass, who look after the bot.

    Raises:
        NotAllowed: the asker is no manager.
    """
    require_manager(asker, ledger.policy, to=Right.LOOK_AFTER_BOT)


def show_settings(ledger: Ledger, asker: Person) -> SettingsAnswer:
    """Return the settings.

    Raises:
        NotAllowed: the asker is no manager.
    """
    may_look_after(ledger, asker)
    return SettingsAnswer(tuple(_shown(ledger, each) for each in Setting), ledger.policy)


@dataclass(frozen=True, slots=True)
class AskSetting:
    """Somebody wants to change a setting: `text` is its name, and what they typed behind it."""

    asker: Person
    text: str


@dataclass(frozen=True, slots=True)
class SettingAsked:
    """The setting that is to be changed, and what was typed for it."""

    shown: Shown
    typed: str


def ask_setting(ledger: Ledger, request: AskSetting) -> SettingAsked:
    """Return the setting that somebody named.

    Raises:
        NotAllowed: the asker is no manager.
        Unknown: no setting is called so.
    """
    may_look_after(ledger, request.asker)
    if typed := typed_setting(request.text):
        setting, value = typed
        return SettingAsked(_shown(ledger, setting), value)
    raise unknown(Thing.SETTING, request.text, tuple(names[0] for names in NAMES.values()))


def _shown(ledger: Ledger, setting: Setting) -> Shown:
    at_start = ledger.policy_at_start
    changed = (each for each in ledger.history(Kept.SETTING, setting.value) if each.field == IN_SLACK)
    return Shown(
        setting,
        kept(ledger.policy, setting),
        origin(setting, chosen=ledger.chosen(), at_start=at_start),
        kept(at_start, setting),
        next(changed, None),
    )


@dataclass(frozen=True, slots=True)
class AskSettingsHistory:
    """A manager asks who changed which setting; `page` is the one to show, from 0."""

    asker: Person
    page: int = 0


@dataclass(frozen=True, slots=True)
class SettingsHistory:
    """All changes of settings, in Slack and of the environment, newest first."""

    changes: tuple[Change, ...]
    policy: Policy
    page: int


def settings_history(ledger: Ledger, request: AskSettingsHistory) -> SettingsHistory:
    """Look up the history of the settings.

    Raises:
        NotAllowed: the asker is no manager.
    """
    may_look_after(ledger, request.asker)
    # Beside settings it is noted what names in them mean, and no name of Slack's looks like a setting's.
    changes = tuple(each for each in ledger.history(Kept.SETTING) if each.name.isidentifier())
    return SettingsHistory(changes, ledger.policy, max(request.page, 0))


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """A manager sets a value, as it is kept; None lets the environment's count again.

    `problems` are what was found wrong with it; `seen` is the fingerprint of what was shown before.
    """

    actor: Person
    setting: Setting
    value: str | None
    problems: tuple[Problem, ...] = ()
    seen: str = ""


def change_setting(ledger: Ledger, request: ChangeSetting) -> Shown:
    """Let the value count from now on, and bring all that is planned in line with it.

    Raises:
        NotAllowed: the actor is no manager.
        Invalid: it cannot be taken.
        NotSeenYet: posts would go out, or be moved, that were not shown yet.
    """
    may_look_after(ledger, request.actor)
    if request.problems:
        raise Invalid(request.problems)
    sight, before = Sight.of(ledger), plan_of(ledger)
    author = Author(request.actor.id, ledger.now)
    keep_chosen(ledger=ledger, setting=request.setting, value=_as_kept(ledger, request), author=author)
    replan_at_start(ledger)
    moved = shifts(before=before, after=plan_of(ledger), soon=ledger.now + SOON)
    require_seen(ledger=ledger, sight=sight, seen=request.seen, about=(), shifts=moved)
    return _shown(ledger, request.setting)


def _as_kept(ledger: Ledger, request: ChangeSetting) -> str | None:
    """Write the value in the one way in which it is kept."""
    setting, value = request.setting, request.value
    return None if value is None else kept(with_chosen(ledger.policy_at_start, {setting: value}), setting)
