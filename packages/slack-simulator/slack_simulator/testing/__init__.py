"""Words for stories and tests: who does what, and what was said, as a reader sees it."""
