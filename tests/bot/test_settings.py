"""Settings: what can be set is read, what cannot be taken is named, no secret is repeated."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.errors import StartFailed
from bot.mail.server import MailFolder, MailServer, Secrecy
from bot.settings import SLACK_API_URL, Settings
from rollouts.policy import Confirmation
from rollouts.settings import Setting


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_was_set_in_slack_counts_for_the_doctor_too() -> None:
    settings = Settings.load(_env_file=None, managers="@ana", support_channel="#help")
    chosen = {Setting.MANAGERS: "U0BEN, S0TEAM", Setting.POST_AT: "10:30"}

    counting = settings.with_chosen(chosen)

    assert counting.managers == {"U0BEN", "S0TEAM"}
    assert (counting.post_at, counting.support_channel) == (time(10, 30), "#help")
    assert settings.with_chosen({}) == settings


@pytest.mark.parametrize(
    ("name", "text", "value", "why"),
    [
        ("timezone", "Europe/Paris", "Europe/Paris", ""),
        ("timezone", "Paris", "", "it is not a time zone; use a name such as Europe/Berlin"),
        ("preview_days", "40", "", "write a number that is at most 28"),
        ("support_email", "b@x.example, a@x.example", "a@x.example, b@x.example", ""),
        ("confirmation", "never", "", "write on_schedule or after_confirm"),
        ("support_channel", "", "", ""),
    ],
)
def test_a_value_is_read_in_slack_as_at_start(name: str, text: str, value: str, why: str) -> None:
    assert Settings.read(name, text) == (value, why)


def test_nothing_has_to_be_set() -> None:
    settings = Settings.load()

    assert not settings.has_tokens
    assert settings.slack_api_url == SLACK_API_URL
    assert settings.policy().preview_days == 21
    assert settings.policy().confirmation is Confirmation.ON_SCHEDULE


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "FORTNIGHT_SLACK_API_URL": "http://127.0.0.1:1/api",
        "FORTNIGHT_TIMEZONE": "Europe/Berlin",
        "FORTNIGHT_POST_AT": "08:30",
        "FORTNIGHT_COUNTRY": "de",
        "FORTNIGHT_PREVIEW_DAYS": "14",
        "FORTNIGHT_CONFIRMATION": "after_confirm",
        "FORTNIGHT_MANAGERS": "U0ANA, S0TEAM  U0BEN",
        "FORTNIGHT_SUPPORT_CHANNEL": "C0HELP",
        "FORTNIGHT_SUPPORT_GROUP": "S0HELP",
    }.items():
        monkeypatch.setenv(name, value)

    settings = Settings.load()
    policy = settings.policy()

    assert settings.has_tokens
    assert settings.slack_api_url == "http://127.0.0.1:1/api/"
    assert (policy.timezone, policy.post_at, policy.preview_days) == ("Europe/Berlin", time(8, 30), 14)
    assert policy.confirmation is Confirmation.AFTER_CONFIRM
    assert policy.managers == {"U0ANA", "S0TEAM", "U0BEN"}
    assert (policy.support_channel, policy.support_group) == ("C0HELP", "S0HELP")
    assert date(2026, 10, 3) in policy.days_off


def test_settings_are_read_from_the_file_beside_and_the_environment_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("FORTNIGHT_TIMEZONE=Europe/Berlin\nFORTNIGHT_PREVIEW_DAYS=14\n")
    monkeypatch.setenv("FORTNIGHT_PREVIEW_DAYS", "28")

    policy = Settings.load().policy()

    assert (policy.timezone, policy.preview_days) == ("Europe/Berlin", 28)


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    monkeypatch.setenv("FORTNIGHT_COUNTRY", "")

    assert not Settings.load().has_tokens


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("FORTNIGHT_TIMEZONE", "Berlin", "it is not a time zone"),
        ("FORTNIGHT_TIMEZONE", "../secret", "it is not a time zone"),
        ("FORTNIGHT_POST_AT", "nine", "time"),
        ("FORTNIGHT_COUNTRY", "XX", "it is not a country"),
        ("FORTNIGHT_PREVIEW_DAYS", "13", "at least 14"),
        ("FORTNIGHT_PREVIEW_DAYS", "29", "at most 28"),
        ("FORTNIGHT_PREVIEW_DAYS", "many", "whole number"),
        ("FORTNIGHT_CONFIRMATION", "never", "on_schedule or after_confirm"),
        ("FORTNIGHT_SLACK_API_URL", "slack.com", "it is not an address"),
    ],
)
def test_what_cannot_be_taken_is_one_sentence_that_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(StartFailed) as refused:
        Settings.load()

    sentence = str(refused.value)
    assert sentence.startswith(f"The setting {name} cannot be used: ")
    assert why in sentence
    assert "\n" not in sentence


def test_every_bad_setting_is_told_and_no_secret_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    monkeypatch.setenv("FORTNIGHT_TIMEZONE", "xoxb-pasted-here")
    monkeypatch.setenv("FORTNIGHT_PREVIEW_DAYS", "xapp-pasted-there")

    with pytest.raises(StartFailed) as refused:
        Settings.load()

    assert len(str(refused.value).splitlines()) == 2
    assert "xoxb" not in str(refused.value)
    assert "xapp" not in str(refused.value)


def test_a_file_of_settings_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"FORTNIGHT_TIMEZONE=\xff\xfe")

    with pytest.raises(StartFailed, match=r"^The file \.env is not UTF-8 text\."):
        Settings.load()


def test_secrets_are_not_shown_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    monkeypatch.setenv("FORTNIGHT_DATABASE_URL", "postgresql://bot:very-secret@db/fortnight")

    assert "very-secret" not in repr(Settings.load())


def test_settings_are_known_as_text_and_no_secret_is_among_them() -> None:
    facts = Settings.load(
        SLACK_BOT_TOKEN="xoxb-secret-1",
        database_url="postgresql://u:secret-2@host/db",
        managers="U0BEN U0ANA",
    ).facts()

    assert {name: facts[name] for name in ("timezone", "post_at", "managers", "country")} == {
        "timezone": "UTC",
        "post_at": "09:00:00",
        "managers": "U0ANA, U0BEN",
        "country": "",
    }
    assert "secret" not in repr(facts)
    keys = {"bot_token", "app_token", "signing_secret", "http_tokens", "calendar_secrets"}
    secrets = keys | {"database_url", "smtp_url", "imap_url"}
    assert set(Settings.model_fields) - set(facts) == secrets


MAIL = {
    "smtp_url": " smtps://bot:very%40secret@mail.example ",
    "mail_from": " releases@acme.example ",
    "support_email": "support@vendor.example, oncall@vendor.example support@vendor.example",
}


def test_mails_go_out_by_the_server_of_the_settings() -> None:
    settings = Settings.load(**MAIL)

    assert settings.mail_server == MailServer("mail.example", 465, Secrecy.TLS, "bot", "very@secret")
    policy = settings.policy()
    assert policy.mail_from == "releases@acme.example"
    assert policy.support_emails == ("support@vendor.example", "oncall@vendor.example")


def test_without_a_server_no_mail_goes_out_and_the_vendors_address_is_known_all_the_same() -> None:
    settings = Settings.load(**(MAIL | {"smtp_url": ""}))

    assert settings.mail_server is None
    assert settings.policy().mail_from is None
    assert settings.policy().support_emails[0] == "support@vendor.example"


def test_a_server_may_be_allowed_to_do_without_starttls() -> None:
    settings = Settings.load(**(MAIL | {"smtp_url": "smtp://mail.example", "smtp_allow_plain": "true"}))

    assert settings.mail_server
    assert settings.mail_server.secrecy is Secrecy.STARTTLS_IF_OFFERED


def test_answers_are_read_in_the_folder_of_the_settings() -> None:
    given = {
        "imap_url": "imap://bot:very%40secret@mail.example/Vendor",
        "mail_authserv_id": "mx.acme.example",
    }
    settings = Settings.load(**given)

    server = MailServer("mail.example", 143, Secrecy.STARTTLS, "bot", "very@secret")
    assert settings.mail_folder == MailFolder(server, "Vendor")
    assert settings.mail_authserv_id == "mx.acme.example"
    assert Settings.load(imap_url="").mail_folder is None
    allowed = Settings.load(**given, imap_allow_plain="true").mail_folder
    assert allowed
    assert allowed.server.secrecy is Secrecy.STARTTLS_IF_OFFERED


def test_the_vendors_senders_are_addresses_and_domains() -> None:
    settings = Settings.load(vendor_senders="Vendor.example, @news.example news@vendor.example")

    assert settings.vendor_senders == ("vendor.example", "news.example", "news@vendor.example")


@pytest.mark.parametrize("missing", ["mail_from", "support_email"])
def test_a_mail_server_alone_is_no_use(missing: str) -> None:
    with pytest.raises(
        StartFailed, match=r"FORTNIGHT_SMTP_URL cannot be used alone: .*FORTNIGHT_SUPPORT_EMAIL"
    ):
        Settings.load(**(MAIL | {missing: ""}))


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("smtp_url", "https://bot:very-secret@mail.example", "neither smtp:// nor smtps://"),
        ("smtp_url", "smtps://bot:very-secret@mail.example:port", "write it like smtps://"),
        ("imap_url", "smtps://bot:very-secret@mail.example", "neither imap:// nor imaps://"),
        ("imap_url", "imaps://mail.example", "says not who reads there"),
        ("mail_authserv_id", "very-secret;", "no name of a server"),
        ("mail_from", "very-secret", "no e-mail address"),
        ("support_email", "support@vendor.example very-secret", "no e-mail address"),
        ("smtp_allow_plain", "very-secret", "write true or false"),
        ("vendor_senders", "vendor.example very-secret", "no e-mail address and no domain"),
        ("vendor_senders", "very-secret@", "no e-mail address"),
        ("vendor_senders", "gmail.com", "everybody can have an address at gmail.com"),
    ],
)
def test_what_cannot_be_taken_for_mail_is_named_and_not_repeated(name: str, value: str, why: str) -> None:
    with pytest.raises(StartFailed) as refused:
        Settings.load(**(MAIL | {name: value}))

    assert str(refused.value).startswith(f"The setting FORTNIGHT_{name.upper()} cannot be used: ")
    assert why in str(refused.value)
    assert "very-secret" not in str(refused.value)


@pytest.mark.parametrize(
    "written",
    [
        b"\xef\xbb\xbfFORTNIGHT_TIMEZONE=Europe/Berlin\n",
        b"FORTNIGHT_TIMEZONE=Europe/Berlin\r\nFORTNIGHT_COUNTRY=DE\r\n",
        b"FORTNIGHT_TIMEZONE='Europe/Berlin'\n",
        b'export FORTNIGHT_TIMEZONE="Europe/Berlin"  # ours\n',
    ],
    ids=["mark", "carriage returns", "quotes", "shell"],
)
def test_the_file_is_read_as_editors_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(written)

    assert Settings.load().timezone == "Europe/Berlin"


@pytest.mark.parametrize("line", ['FORTNIGHT_TIMEZONE="Europe/Berlin', "hello world", "=UTC"])
def test_a_line_that_is_not_understood_is_named_and_not_passed_over(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"SLACK_BOT_TOKEN=xoxb-1\n\n{line}\nFORTNIGHT_POST_AT=10:00\n")

    with pytest.raises(StartFailed, match=r"Line 3 of the file \.env is not understood\. Write NAME=value"):
        Settings.load(_env_file=file)


def test_a_folder_in_the_files_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").mkdir()

    with pytest.raises(StartFailed, match=r"^Here \.env is a folder, and should be a file"):
        Settings.load()
