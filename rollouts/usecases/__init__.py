"""The use cases: plain functions `(ledger, request, now) -> answer`, each in one short transaction."""
