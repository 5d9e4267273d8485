"""What managers set in Slack."""

from sqlmodel import Field

from storage.columns import workspace_column
from storage.tables.base import Record


class ChosenSettingRecord(Record, table=True):
    """One setting (`rollouts.settings.Setting`) whose value counts in place of the environment's."""

    __tablename__ = "chosen_settings"

    workspace: str = workspace_column(primary_key=True)
    setting: str = Field(primary_key=True)
    value: str


CHOSEN_SETTINGS = Record.metadata.tables["chosen_settings"]
