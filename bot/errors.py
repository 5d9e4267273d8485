"""What keeps the process from starting, as one sentence for the person who started it."""


class StartFailed(Exception):  # noqa: N818 - it is told to a person, not raised at a programmer
    """Fortnight cannot start; the message says what happened and what to do, without any secret."""
