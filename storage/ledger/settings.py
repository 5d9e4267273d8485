"""Settings in the ledger: what was set in Slack, and what counts because of it."""

from sqlalchemy import delete, select, update

from rollouts.policy import Policy
from rollouts.settings import Chosen, Setting, with_chosen
from storage.ledger.transaction import OURS, Transaction
from storage.tables import CHOSEN_SETTINGS, WORKSPACES

_CHOSEN = select(CHOSEN_SETTINGS.c.setting, CHOSEN_SETTINGS.c.value).where(
    CHOSEN_SETTINGS.c.workspace == OURS
)


_PLANNED_WITH = select(WORKSPACES.c.calendar_version, WORKSPACES.c.planned_with).where(
    WORKSPACES.c.key == OURS
)


class SettingsLedger(Transaction):
    """The ledger's settings. They are kept with the calendar, so that no replica goes on with old ones."""

    @property
    def policy(self) -> Policy:
        """The workspace's settings: those of the environment, and in their place what was set in Slack."""
        calendar = self._read_calendar()
        if calendar.policy is None:
            calendar.policy = with_chosen(self._at_start, self.chosen())
        return calendar.policy

    @property
    def policy_at_start(self) -> Policy:
        """The settings of the environment alone, with which the process was started."""
        return self._at_start

    def chosen(self) -> Chosen:
        """Return what was set in Slack; what a later version calls a setting counts for nothing here."""
        rows = self._execute(_CHOSEN)
        values = {row.setting: row.value for row in rows}
        return {setting: values[setting] for setting in Setting if setting in values}

    def choose(self, setting: Setting, value: str | None) -> None:
        """Let that value count in place of the environment's; None lets the environment's count again."""
        self._change_calendar().policy = None
        if value is None:
            own = self._own(CHOSEN_SETTINGS)
            self._connection.execute(delete(CHOSEN_SETTINGS).where(own, CHOSEN_SETTINGS.c.setting == setting))
            return
        row = {"workspace": self._workspace, "setting": setting.value, "value": value}
        statement = self._insert(CHOSEN_SETTINGS).values(row)
        key = (CHOSEN_SETTINGS.c.workspace, CHOSEN_SETTINGS.c.setting)
        self._connection.execute(statement.on_conflict_do_update(index_elements=key, set_={"value": value}))

    def planned_with(self) -> str | None:
        """Return the mark with which everything was planned; None if anything kept here has changed since."""
        kept = self._execute(_PLANNED_WITH).one()
        version, _, mark = (kept.planned_with or "").partition(" ")
        return mark if version == str(kept.calendar_version) else None

    def keep_planned_with(self, mark: str) -> None:
        """Keep the mark with which everything is planned now."""
        self._insist_on_being_alone()
        now = self._execute(_PLANNED_WITH).one().calendar_version
        # What changes from here on in this transaction is a change after it.
        self._has_changed_calendar = False
        own = update(WORKSPACES).where(WORKSPACES.c.key == self._workspace)
        self._connection.execute(own.values(planned_with=f"{now} {mark}"))
