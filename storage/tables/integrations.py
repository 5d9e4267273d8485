"""Integrations, their environments, and what was found there."""

from datetime import datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field

from rollouts.checks import CheckState
from storage.columns import UtcDateTime, choice, workspace_column
from storage.tables.base import Record


class IntegrationRecord(Record, table=True):
    """An integration. `folded` is its name as names are compared (`rollouts.texts.name_key`)."""

    __tablename__ = "integrations"
    __table_args__ = (UniqueConstraint("workspace", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace: str = workspace_column()
    name: str
    folded: str
    channel: str
    timezone: str | None
    owners: list[str] = Field(sa_column=Column(JSON, nullable=False))


class EnvironmentRecord(Record, table=True):
    """One placement of an integration; `position` keeps the order in which they were given."""

    __tablename__ = "environments"

    integration_id: int = Field(primary_key=True, foreign_key="integrations.id", ondelete="CASCADE")
    name: str = Field(primary_key=True)
    workspace: str = workspace_column(index=True)
    position: int
    server: str


class CheckRecord(Record, table=True):
    """What was set of a check. It follows a renamed integration, and goes with a removed one.

    `name` has no CHECK: each opt-in feature of a release is a check of its own. `case` has no foreign key: a
    case is never removed. `before` is what was set before, for who takes it back.
    """

    __tablename__ = "checks"
    __table_args__ = (UniqueConstraint("workspace", "release_id", "integration_id", "environment", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace: str = workspace_column()
    release_id: int = Field(foreign_key="releases.id", ondelete="CASCADE", index=True)
    integration_id: int = Field(foreign_key="integrations.id", ondelete="CASCADE", index=True)
    environment: str
    server: str
    name: str
    state: CheckState = Field(sa_column=Column(choice(CheckState, name="state"), nullable=False))
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
    note: str
    case: int | None
    before: dict[str, object] | None = Field(sa_column=Column(JSON(none_as_null=True)))


INTEGRATIONS = Record.metadata.tables["integrations"]
ENVIRONMENTS = Record.metadata.tables["environments"]
CHECKS = Record.metadata.tables["checks"]
