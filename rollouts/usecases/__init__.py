"""The use cases: plain functions `(ledger, request) -> answer`, each in one short transaction."""
