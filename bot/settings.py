"""Settings: the only reader of the environment and of `.env`."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Any, Self, TypeAlias, get_args

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict

from bot.days_off import CountryDaysOff
from bot.errors import StartFailed
from bot.logs import LogFormat
from bot.mail.server import MailFolder, MailServer, mail_folder, mail_server
from bot.setting_names import misnamed
from bot.setting_problems import explained, require_lines, what_is_wrong
from bot.setting_values import (
    Channel,
    Country,
    HardToGuess,
    ImapUrl,
    Listening,
    MailAddress,
    MailAddresses,
    MailSenders,
    PeopleOrGroups,
    PersonOrGroup,
    ServerName,
    SmtpUrl,
    TimeOfDay,
    Token,
    WebAddress,
    Zone,
    split_secrets,
)
from bot.slack.pace import Pace, Turns
from rollouts.announcing.retention import LEAST_DAYS
from rollouts.calendar import DaysOff
from rollouts.case_files import BYTES_IN_MB
from rollouts.policy import PREVIEW_DAYS, Confirmation, Policy, places_for_alerts
from rollouts.references import ids_of, is_id
from rollouts.settings import Chosen

SLACK_API_URL = "https://slack.com/api/"

GIVE_AN_ID = "Give an id: Slack shows it in the details of a channel, a profile or a group."
Found: TypeAlias = Mapping[str, tuple[str, ...]]
"""The ids of all who go by each name; none when nobody does."""


class Settings(BaseSettings):
    """Everything that can be set; `.env.example` lists it with an explanation.

    Tokens have Slack's customary names, everything else begins with `FORTNIGHT_`.
    """

    model_config = SettingsConfigDict(
        env_prefix="FORTNIGHT_",
        env_file=".env",
        env_file_encoding="utf-8-sig",  # some editors write a mark at its beginning
        env_ignore_empty=True,
        str_strip_whitespace=True,
        extra="ignore",
        frozen=True,
    )

    bot_token: Token = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    app_token: Token = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    signing_secret: Token = Field(default=None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: WebAddress = SLACK_API_URL
    database_url: SecretStr = SecretStr("sqlite:///fortnight.db")
    timezone: Zone = "UTC"
    post_at: TimeOfDay = time(9)
    country: Country = None
    preview_days: int = Field(default=21, ge=PREVIEW_DAYS.start, le=PREVIEW_DAYS.stop - 1)
    confirmation: Confirmation = Confirmation.ON_SCHEDULE
    managers: PeopleOrGroups = frozenset()
    support_channel: Channel = None
    support_group: PersonOrGroup = None
    smtp_url: SmtpUrl = None
    smtp_allow_plain: bool = False
    mail_from: MailAddress = None
    support_email: MailAddresses = ()
    mail_attachments_mb: int = Field(default=10, ge=0, le=100)
    imap_url: ImapUrl = None
    imap_allow_plain: bool = False
    mail_authserv_id: ServerName = None
    vendor_senders: MailSenders = ()
    messages_per_second: float = Field(default=3, ge=0.01, allow_inf_nan=False)
    history_per_minute: float = Field(default=50, ge=0.1, le=100)
    history_page: int = Field(default=100, ge=1, le=999)
    log_format: LogFormat = LogFormat.AUTO
    intake: Path | None = None
    feeds_allow_private: bool = False
    http: Listening = None
    http_tokens: HardToGuess = SecretStr("")
    calendar_secrets: HardToGuess = SecretStr("")
    keep_days: int | None = Field(default=None, ge=LEAST_DAYS)

    @field_validator("*", mode="before")
    @classmethod
    def _stripped(cls, value: object) -> object:
        """Take off what a copied line brings along; SecretStr strips nothing by itself.

        Quotes are kept by `docker run --env-file`, which knows none.
        """
        if not isinstance(value, str):
            return value
        quoted = re.fullmatch(r"\s*([\"'])(.*)\1\s*", value, re.DOTALL)
        return (quoted[2] if quoted else value).strip()

    @classmethod
    def read(cls, name: str, text: str) -> tuple[str, str]:
        """Read one setting as `load` would; return its value as text, and in a sentence why it has none."""
        try:
            given: dict[str, Any] = {name: text, "_env_file": None}
            settings = cls(**given)
        except ValidationError as error:
            return "", next(what_is_wrong(problem) for problem in error.errors() if problem["loc"][0] == name)
        return _as_text(getattr(settings, name)), ""

    @classmethod
    def load(cls, **given: Any) -> Self:  # noqa: ANN401 - whatever the fields take
        """Read the environment, `.env`, and what is given by hand.

        Raises:
            StartFailed: a setting cannot be taken; it names each one and says why, never its value.
        """
        if "_env_file" not in given and Path(".env").is_dir():
            # Else it would be passed over; Docker makes a folder where a file to be mounted is missing.
            raise StartFailed(
                "Here .env is a folder, and should be a file: remove it, and copy .env.example to .env."
            )
        try:
            require_lines(given.get("_env_file", ".env"), encoding=cls.model_config["env_file_encoding"])
            cls._refuse_misnamed(given.get("_env_file", ".env"))
            settings = cls(**given)
        except ValidationError as error:
            raise StartFailed("\n".join(explained(problem) for problem in error.errors())) from None
        except UnicodeDecodeError:
            raise StartFailed("The file .env is not UTF-8 text. Save it as UTF-8 and start again.") from None
        except OSError as error:
            raise StartFailed(
                f"The file .env cannot be read ({error.strerror}): "
                "give it to the user that Fortnight runs as."
            ) from None
        if settings.smtp_url and not (settings.mail_from and settings.support_email):
            raise StartFailed(
                "The setting FORTNIGHT_SMTP_URL cannot be used alone: set FORTNIGHT_MAIL_FROM to the address "
                "from which mails go out, and FORTNIGHT_SUPPORT_EMAIL to that of the vendor's support."
            )
        return settings

    @classmethod
    def _refuse_misnamed(cls, file: str | Path | None) -> None:
        """Refuse what is set by a name that is nearly a setting's, and so has no effect.

        Raises:
            StartFailed: there is such a name; each is named, with the one that is meant.
        """
        in_file = DotEnvSettingsSource(cls, env_file=file).env_vars
        given = {name for name, value in (*in_file.items(), *os.environ.items()) if value}
        known = {
            str(field.validation_alias or f"FORTNIGHT_{name.upper()}")
            for name, field in cls.model_fields.items()
        }
        wrong = misnamed(given, known=known, in_file={name.upper() for name in in_file})
        if problems := [
            f"There is no setting {name}, so it has no effect."
            + (f" Did you mean {meant}?" if meant else " Remove it from .env, or see .env.example.")
            for name, meant in wrong
        ]:
            raise StartFailed("\n".join(problems))

    @property
    def has_tokens(self) -> bool:
        """Whether what Slack needs is there: a bot token, and a socket's token or an address over HTTP."""
        return self.bot_token is not None and (self.app_token is not None or self.is_over_http)

    @property
    def is_over_http(self) -> bool:
        """Whether Slack sends over HTTP: an app token would mean a socket."""
        return self.app_token is None and self.signing_secret is not None and self.http is not None

    @property
    def listens_at(self) -> tuple[str, int] | None:
        """Host and port of the HTTP port; None where there is none."""
        if self.http is None:
            return None
        host, _, port = self.http.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def tokens_for_reading(self) -> tuple[str, ...]:
        """The tokens with which programs read over HTTP."""
        return split_secrets(self.http_tokens)

    @property
    def secrets_of_calendars(self) -> tuple[str, ...]:
        """The secrets in the addresses at which calendars are subscribed to."""
        return split_secrets(self.calendar_secrets)

    def facts(self) -> dict[str, str]:
        """Return every setting that is no secret as text, by name; what is not set is empty."""
        return {
            name: _as_text(getattr(self, name))
            for name, field in type(self).model_fields.items()
            if SecretStr not in {field.annotation, *get_args(field.annotation)}
        }

    def policy(self) -> Policy:
        """Return what the rules need to know of the settings."""
        return Policy(
            timezone=self.timezone,
            post_at=self.post_at,
            preview_days=self.preview_days,
            confirmation=self.confirmation,
            days_off=CountryDaysOff(self.country) if self.country else DaysOff(),
            managers=frozenset(ids_of(self.managers)),
            support_channel=next(iter(ids_of([self.support_channel])), None),
            support_group=next(iter(ids_of([self.support_group])), None),
            support_emails=self.support_email,
            mail_from=self.mail_from if self.smtp_url else None,
            attached_most=self.mail_attachments_mb * BYTES_IN_MB,
            alerts_to=places_for_alerts(self.managers, self.support_channel),
            from_environment=frozenset(self.model_fields_set),
        )

    @property
    def is_alone(self) -> bool:
        """Whether no other process can work on the same database."""
        return self.database_url.get_secret_value().startswith("sqlite")

    @property
    def mail_server(self) -> MailServer | None:
        """The mail server that takes our mails; None where none is set."""
        if self.smtp_url is None:
            return None
        return mail_server(self.smtp_url.get_secret_value(), allow_plain=self.smtp_allow_plain)

    @property
    def mail_folder(self) -> MailFolder | None:
        """The folder in which the answers to our mails arrive; None where none is set."""
        if self.imap_url is None:
            return None
        return mail_folder(self.imap_url.get_secret_value(), allow_plain=self.imap_allow_plain)

    @property
    def names(self) -> frozenset[str]:
        """The names of channels, people and groups for which ids have to be looked up."""
        return frozenset(name for _, name in self._named() if not is_id(name))

    def unclear(self, found: Found) -> tuple[tuple[str, str], ...]:
        """Return the settings with a name that means nothing, or more than one, each with what is wrong."""
        return tuple(
            (setting, f"more than one goes by {name}" if ids else f"there is no {name} that the bot can see")
            for setting, name in self._named()
            if len(ids := found.get(name, (name,))) != 1
        )

    def with_ids(self, found: Found) -> Self:
        """Return the settings with ids in place of the names; what is unclear stays as it is."""

        def id_of(name: str) -> str:
            ids = found.get(name, (name,))
            return ids[0] if len(ids) == 1 else name

        given = dict(self._named())
        ids: dict[str, object] = {setting: id_of(name) for setting, name in given.items()}
        if "managers" in ids:
            ids["managers"] = frozenset(map(id_of, self.managers))
        return self.model_copy(update=ids)

    def _named(self) -> Iterator[tuple[str, str]]:
        """Yield each setting that names a channel, somebody or a group, with that name or id."""
        for setting in ("support_channel", "support_group"):
            if name := getattr(self, setting):
                yield setting, name
        for name in sorted(self.managers):
            yield "managers", name

    def with_chosen(self, chosen: Chosen) -> Self:
        """Return the settings with what was set in Slack in place of what the environment says."""
        given: dict[str, Any] = {setting.value: value for setting, value in chosen.items()}
        read = type(self)(_env_file=None, **given)
        return self.model_copy(update={name: getattr(read, name) for name in given})

    def pace(self, turns: Turns | None = None) -> Pace:
        """Return the pace of calls to Slack; with `turns` all replicas keep it together."""
        return Pace(
            per_second=self.messages_per_second,
            history_per_minute=self.history_per_minute,
            history_page=self.history_page,
            turns=turns,
        )


def _as_text(value: object) -> str:
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(value))
    return "" if value is None else str(value)
