"""Who and what is in the local workspace when it opens."""

from datetime import UTC, datetime, time

from slack_simulator import Workspace

BEGINS = datetime(2026, 11, 11, 7, 56, tzinfo=UTC)
"""Four minutes before the preview of release 2026.11 goes out: 09:00 in Berlin."""

TIMEZONE = "Europe/Berlin"
POST_AT = time(9)
ANA, BEN, CHI, DEV, GUS, VERA = "U0ANA", "U0BEN", "U0CHI", "U0DEV", "U0GUS", "U0VERA"
MANAGERS = frozenset({ANA})
ACME_CHANNEL = "C0ACME"
SUPPORT_CHANNEL = "C0HELP"
SUPPORT_GROUP = "S0ONCALL"


def populate(workspace: Workspace) -> None:
    """Bring in a manager, three integrators, a guest, somebody from the vendor, and their channels."""
    add = workspace.add_person
    add(id=ANA, name="ana", real_name="Ana Lima", title="Release manager", tz=TIMEZONE, is_admin=True)
    add(id=BEN, name="ben", real_name="Ben Okafor", title="Integrator, Acme LMS", tz=TIMEZONE)
    add(id=CHI, name="chi", real_name="Chi Nguyen", title="Integrator, Northwind", tz="America/New_York")
    add(id=DEV, name="dev", real_name="Dev Patel", title="Integrator, Globex", tz="Asia/Kolkata")
    add(id=GUS, name="gus", real_name="Gus Meyer", title="Contractor", tz=TIMEZONE, is_guest=True)
    add(id=VERA, name="vera", real_name="Vera Stone", title="Vendor support", tz=TIMEZONE, is_stranger=True)
    inside = [ANA, BEN, CHI, DEV]
    workspace.add_channel(id="C0GENERAL", name="general", members=[*inside, GUS])
    workspace.add_channel(id=ACME_CHANNEL, name="acme-lms", members=[*inside, GUS, VERA])
    workspace.add_channel(id="C0NORTH", name="northwind", members=inside)
    workspace.add_channel(id="C0GLOBEX", name="globex", members=inside)
    workspace.add_channel(id=SUPPORT_CHANNEL, name="vendor-support", members=inside)
    workspace.add_group(id=SUPPORT_GROUP, handle="support-oncall", users=[ANA, CHI])
