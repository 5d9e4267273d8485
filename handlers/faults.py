"""Faults: logged once with their traceback, told by a reference."""

import logging
import secrets

logger = logging.getLogger(__name__)


def reference_to(error: Exception) -> str:
    """Log a fault under a short reference that a person can pass on, and return that."""
    reference = secrets.token_hex(3)
    logger.error("Fault %s", reference, exc_info=error)
    return reference
