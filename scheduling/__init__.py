"""When: the heartbeat, planning anew, and the dispatcher that claims, posts and records."""
