"""E-mail that comes in: from bytes to a value the rules can use."""
