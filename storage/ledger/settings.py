"""Settings in the ledger: what was set in Slack, and what counts because of it."""

from sqlalchemy import delete, select

from rollouts.policy import Policy
from rollouts.settings import Chosen, Setting, with_chosen
from storage.ledger.transaction import OURS, Transaction
from storage.tables import CHOSEN_SETTINGS

_CHOSEN = select(CHOSEN_SETTINGS.c.setting, CHOSEN_SETTINGS.c.value).where(
    CHOSEN_SETTINGS.c.workspace == OURS
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
