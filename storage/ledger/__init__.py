"""The `Ledger` over SQL. Hot paths and all others are core statements in batches; rows stay in this room."""

from storage.ledger.acts import ActLedger
from storage.ledger.alike import AlikeLedger
from storage.ledger.cards import CardLedger
from storage.ledger.cases import CaseLedger
from storage.ledger.checks import CheckLedger
from storage.ledger.claims import ClaimLedger
from storage.ledger.deliveries import DeliveryLedger
from storage.ledger.drafts import DraftLedger
from storage.ledger.feeds import FeedLedger
from storage.ledger.following import FollowingLedger
from storage.ledger.history import HistoryLedger
from storage.ledger.mail import MailLedger
from storage.ledger.pauses import PauseLedger
from storage.ledger.people import PeopleLedger
from storage.ledger.risks import RiskLedger
from storage.ledger.settings import SettingsLedger
from storage.ledger.wordings import WordingLedger


class SqlLedger(
    FollowingLedger,
    CheckLedger,
    RiskLedger,
    HistoryLedger,
    CaseLedger,
    DeliveryLedger,
    AlikeLedger,
    CardLedger,
    PauseLedger,
    ClaimLedger,
    ActLedger,
    MailLedger,
    DraftLedger,
    PeopleLedger,
    FeedLedger,
    WordingLedger,
    SettingsLedger,
):
    """All that one workspace has recorded, within one transaction: `rollouts.ports.Ledger`."""


__all__ = ["SqlLedger"]
