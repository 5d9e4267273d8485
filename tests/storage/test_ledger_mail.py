"""The ledger's contract: the secret for the tokens in mails."""

from rollouts.ports import Ledger


def test_the_secret_is_made_once_and_stays(ledger: Ledger) -> None:
    secret = ledger.mail_secret()

    assert len(secret) >= 32
    assert ledger.mail_secret() == secret
