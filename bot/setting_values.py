"""What the value of a setting may be: each type refuses what it is not, and says what would be right."""

import re
from collections.abc import Callable
from datetime import time
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from bot.mail.server import mail_address, mail_folder, mail_sender, mail_server
from rollouts.references import channel_reference, is_channel, is_group, is_person, person_reference
from rollouts.validation import is_zone

PORT_LAST = 65_535


def split_secrets(secrets: SecretStr) -> tuple[str, ...]:
    """Return each one of several secrets; commas or blanks stand between them."""
    return tuple(secrets.get_secret_value().replace(",", " ").split())


def _split(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _each_once(read: Callable[[str], str]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    return lambda value: tuple(dict.fromkeys(map(read, value)))


def _zone(value: str) -> str:
    if not is_zone(value):
        raise ValueError("it is not a time zone; use a name such as Europe/Berlin")
    return value


def _time_of_day(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("it has a zone of its own; write it like 09:00, and the zone in FORTNIGHT_TIMEZONE")
    return value


def _country(value: str | None) -> str | None:
    if value is None:
        return None
    country, _, region = value.upper().partition("-")
    import holidays  # noqa: PLC0415 - slow to load, and for a country alone

    known = holidays.list_supported_countries()
    if country not in known:
        raise ValueError(
            "it is not a country whose public holidays are known; use a code such as DE, US or GB-SCT"
        )
    if "-" in value and region not in known[country]:
        regions = f"; use one of {', '.join(known[country])}" if known[country] else ""
        raise ValueError(f"{country} has no region of that code whose holidays are known{regions}")
    return value.upper()


def _token(value: SecretStr | None) -> SecretStr | None:
    # It goes into a header, where anything else is an error of its own, far from here.
    if value is None or not value.get_secret_value():
        return None
    if not re.fullmatch(r"[!-~]+", value.get_secret_value()):
        raise ValueError("it has characters that no token has; copy it once more")
    return value


def _channel(value: str | None) -> str | None:
    if value and not is_channel(channel := channel_reference(value)):
        raise ValueError("it is no channel; write its id, such as C0123ABCD, its name or its link")
    return channel if value else None


def _person_or_group(text: str) -> str:
    reference = person_reference(text)
    if not (is_person(reference) or is_group(reference)):
        raise ValueError(f"{text} is nobody; write an id such as U0123ABCD, a name like @ana, or an address")
    return reference


def _url(read: Callable[[str], object]) -> Callable[[SecretStr | None], SecretStr | None]:
    def checked(value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        read(value.get_secret_value())
        return value

    return checked


def _server_name(value: str | None) -> str | None:
    if value and not re.fullmatch(r"[\w.:-]+", value, re.ASCII):
        raise ValueError("it is no name of a server; write the first word of Authentication-Results")
    return value or None


def _listening(value: str | None) -> str | None:
    if not value:
        return None
    host, _, port = value.rpartition(":")
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > PORT_LAST:
        raise ValueError(f"it is no address; write it like 127.0.0.1:3000, with a port up to {PORT_LAST}")
    return value


def _hard_to_guess(value: SecretStr) -> SecretStr:
    for key in split_secrets(value):
        if not re.fullmatch(r"[A-Za-z0-9._~-]{20,}", key):
            raise ValueError(
                "write at least 20 letters and digits for each, as `openssl rand -hex 20` makes them, "
                "with commas between them"
            )
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port of 99999, a bracket that is not closed
        is_address = False
    if not is_address or not re.fullmatch(r"[!-~]+", value):
        raise ValueError("it is not an address; write it like https://slack.com/api/")
    return value if value.endswith("/") else f"{value}/"


Token: TypeAlias = Annotated[SecretStr | None, AfterValidator(_token)]
WebAddress: TypeAlias = Annotated[str, AfterValidator(_web_address)]
Zone: TypeAlias = Annotated[str, AfterValidator(_zone)]
TimeOfDay: TypeAlias = Annotated[time, AfterValidator(_time_of_day)]
Country: TypeAlias = Annotated[str | None, AfterValidator(_country)]
Channel: TypeAlias = Annotated[str | None, AfterValidator(_channel)]
PersonOrGroup: TypeAlias = Annotated[
    str | None, AfterValidator(lambda value: _person_or_group(value) if value else None)
]
PeopleOrGroups: TypeAlias = Annotated[
    frozenset[str],
    NoDecode,
    BeforeValidator(_split),
    AfterValidator(lambda value: frozenset(map(_person_or_group, value))),
]
SmtpUrl: TypeAlias = Annotated[SecretStr | None, AfterValidator(_url(mail_server))]
ImapUrl: TypeAlias = Annotated[SecretStr | None, AfterValidator(_url(mail_folder))]
ServerName: TypeAlias = Annotated[str | None, AfterValidator(_server_name)]
MailAddress: TypeAlias = Annotated[
    str | None, AfterValidator(lambda value: mail_address(value) if value else None)
]
MailAddresses: TypeAlias = Annotated[
    tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(_each_once(mail_address))
]
MailSenders: TypeAlias = Annotated[
    tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(_each_once(mail_sender))
]
Listening: TypeAlias = Annotated[str | None, AfterValidator(_listening)]
HardToGuess: TypeAlias = Annotated[SecretStr, AfterValidator(_hard_to_guess)]
