"""The world of the handlers' tests and the ledger of the rules', for kinds that are shown in both."""

from tests.handlers.conftest import ana, ben, maya, opens, reads, release_day, world, zoe
from tests.rollouts.conftest import ledger

__all__ = ["ana", "ben", "ledger", "maya", "opens", "reads", "release_day", "world", "zoe"]
