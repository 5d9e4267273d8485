"""The world of the handlers' tests, the ledger of the rules' and the command line, for kinds shown in all."""

from tests.handlers.conftest import ana, ben, maya, opens, reads, release_day, world, zoe
from tests.rollouts.conftest import ledger
from tests.support.command_line import types

__all__ = ["ana", "ben", "ledger", "maya", "opens", "reads", "release_day", "types", "world", "zoe"]
