"""The tables. Importing this package makes `Record.metadata` complete.

The unique keys are the duplicate guards: what may exist once is refused a second time by the database.
"""

from storage.tables.acts import ACTS
from storage.tables.base import Record, Workspace
from storage.tables.cases import CASES
from storage.tables.deliveries import DELIVERIES, PAUSES
from storage.tables.drafts import DRAFTS
from storage.tables.feeds import FEEDS
from storage.tables.history import HISTORY
from storage.tables.integrations import CHECKS, ENVIRONMENTS, INTEGRATIONS
from storage.tables.mail import MAIL_FILES, MAIL_SECRETS, MAILBOXES, RECEIVED_MAILS
from storage.tables.people import LOOKED_UP
from storage.tables.releases import ACCEPTED_RISKS, RELEASES, SERVERS, STAGES
from storage.tables.settings import CHOSEN_SETTINGS
from storage.tables.shared_answers import SHARED_ANSWERS
from storage.tables.turns import TURNS
from storage.tables.wordings import WORDINGS

WORKSPACES = Record.metadata.tables["workspaces"]

__all__ = [
    "ACCEPTED_RISKS",
    "ACTS",
    "CASES",
    "CHECKS",
    "CHOSEN_SETTINGS",
    "DELIVERIES",
    "DRAFTS",
    "ENVIRONMENTS",
    "FEEDS",
    "HISTORY",
    "INTEGRATIONS",
    "LOOKED_UP",
    "MAILBOXES",
    "MAIL_FILES",
    "MAIL_SECRETS",
    "PAUSES",
    "RECEIVED_MAILS",
    "RELEASES",
    "SERVERS",
    "SHARED_ANSWERS",
    "STAGES",
    "TURNS",
    "WORDINGS",
    "WORKSPACES",
    "Record",
    "Workspace",
]
