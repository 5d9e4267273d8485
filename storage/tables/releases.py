"""Servers, releases and their stages."""

import datetime as dt

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field

from rollouts.releases import Status
from storage.columns import UtcDateTime, choice, workspace_column
from storage.tables.base import Record


class ServerRecord(Record, table=True):
    """A server; `position` is its place in the order in which releases reach the servers."""

    __tablename__ = "servers"

    workspace: str = workspace_column(primary_key=True)
    key: str = Field(primary_key=True)
    position: int
    name: str
    former_name: str | None
    lag_days: int


class ReleaseRecord(Record, table=True):
    """A release. `folded` is its name as names are compared (`rollouts.texts.name_key`)."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("workspace", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace: str = workspace_column()
    name: str
    folded: str
    title: str
    summary: str
    affects_integrations: bool
    ui_changes: list[dict[str, str]] = Field(sa_column=Column(JSON, nullable=False))
    opt_ins: list[dict[str, object]] = Field(sa_column=Column(JSON, nullable=False))
    docs: list[dict[str, str]] = Field(sa_column=Column(JSON, nullable=False))
    owner: str | None
    former_names: list[str] = Field(sa_column=Column(JSON, nullable=False))
    given_up: list[str] = Field(sa_column=Column(JSON, nullable=False))
    own_key: str


class StageRecord(Record, table=True):
    """One release on one server. A stage keeps its server's key even when servers are listed anew."""

    __tablename__ = "stages"

    release_id: int = Field(primary_key=True, foreign_key="releases.id", ondelete="CASCADE")
    server: str = Field(primary_key=True)
    workspace: str = workspace_column(index=True)
    position: int
    date: dt.date
    status: Status = Field(sa_column=Column(choice(Status, name="status"), nullable=False))
    live_at: dt.datetime | None = Field(sa_type=UtcDateTime)
    confirmed_by: str | None
    changed_at: dt.datetime | None = Field(sa_type=UtcDateTime)
    changed_by: str | None
    why: str | None


class AcceptedRiskRecord(Record, table=True):
    """A manager let a release go on to a server though it was not ready."""

    __tablename__ = "accepted_risks"

    release_id: int = Field(primary_key=True, foreign_key="releases.id", ondelete="CASCADE")
    server: str = Field(primary_key=True)
    workspace: str = workspace_column(index=True)
    by: str
    at: dt.datetime = Field(sa_type=UtcDateTime)
    why: str


SERVERS = Record.metadata.tables["servers"]
RELEASES = Record.metadata.tables["releases"]
STAGES = Record.metadata.tables["stages"]
ACCEPTED_RISKS = Record.metadata.tables["accepted_risks"]
