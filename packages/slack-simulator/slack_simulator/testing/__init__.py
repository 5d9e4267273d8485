"""A driver for tests and stories: who does what, and what was said, as a reader sees it.

driver = Driver(workspace)
answer = await driver.person("ana").runs("/live", in_="#acme")
assert "2026.10" in driver.reads(answer)
"""

from slack_simulator.testing.driver import Driver
from slack_simulator.testing.person import Person, Submitted

__all__ = ["Driver", "Person", "Submitted"]
