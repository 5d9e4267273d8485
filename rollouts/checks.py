"""Checks: what an environment looks at after a release, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CheckName(StrEnum):
    """What is looked at. Vendor: "run your usual smoke tests"."""

    SMOKE_TESTS = "smoke_tests"


class Result(StrEnum):
    """What came of a check; one that nobody ran has no record."""

    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Check:
    """The newest result of one check, of one environment of an integration, for one release."""

    release: str
    integration: str
    environment: str
    name: CheckName
    result: Result
    by: str
    at: datetime
