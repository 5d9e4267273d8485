"""What people may do, and which channel a name means: asked of Slack, remembered for a while."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StartFailed
from bot.slack.connection import FirstCalls
from bot.slack.errors import classify
from rollouts.deliveries import NotPosted, Reason, Refused
from rollouts.people import Caller, LookedUp, Person
from rollouts.references import is_group
from rollouts.texts import one_line

REMEMBER_SECONDS = 300
ASK_AGAIN_SECONDS = 5
"""How soon a question is asked again that Slack did not answer, unless it says itself when."""
NO_CHANNEL, IS_ARCHIVED = "channel_not_found", "is_archived"
PATIENCE_SECONDS = 1.5
"""Half of the time that Slack gives a form for its acknowledgement. The question goes on meanwhile."""

OLD_ONE_DOES_AFTER = 0.3
"""Who was known before waits that long, in seconds, for what is so now: an old answer is better than none."""

Value = TypeVar("Value")
Spawn = Callable[[Coroutine[object, object, None]], object]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Known(Generic[Value]):
    value: Value | None
    until: float


class _Memory(Generic[Value]):
    """Answers of Slack by id, each asked for once by all who wait; while none comes, the last one counts.

    `nothing` is what counts when Slack refuses to answer for good and never did before. `keep` is told of
    each answer that Slack gives.
    """

    def __init__(
        self,
        ask: Callable[[str], Awaitable[Value]],
        *,
        nothing: Value,
        spawn: Spawn,
        monotonic: Callable[[], float],
        patience: float,
        keep: Callable[[str, Value], None],
    ) -> None:
        self._ask = ask
        self._keep = keep
        self._patience = patience
        self._nothing = nothing
        self._spawn = spawn
        self._monotonic = monotonic
        self._known: dict[str, _Known[Value]] = {}
        self._asking: dict[str, asyncio.Event] = {}

    def recall(self, key: str, value: Value) -> None:
        """Know what was said before: it counts until Slack says what is so now."""
        self._known[key] = _Known(value, until=-math.inf)

    async def get(self, key: str) -> Value | None:
        """Return the answer, or None if there never was one. It waits a little, and never fails."""
        known = self._known.get(key)
        if known is not None and self._monotonic() <= known.until:
            return known.value
        if key not in self._asking:
            self._asking[key] = asyncio.Event()
            self._spawn(self._ask_anew(key))
        is_known = known is not None and known.value is not None
        with suppress(TimeoutError):
            patience = min(self._patience, OLD_ONE_DOES_AFTER) if is_known else self._patience
            await asyncio.wait_for(self._asking[key].wait(), patience)
        return self._last(key)

    def _last(self, key: str) -> Value | None:
        known = self._known.get(key)
        return known.value if known else None

    async def _ask_anew(self, key: str) -> None:
        value: Value | None
        remember: float = REMEMBER_SECONDS
        try:
            value = await self._ask(key)
            self._keep(key, value)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the last answer counts
            outcome = classify(error)
            facts = {"id": key, "error": outcome.reason}
            logger.warning("Slack does not tell of %(id)s (%(error)s)", facts)
            value = self._last(key)
            if value is None and isinstance(outcome, Refused):
                value = self._nothing
            remember = ASK_AGAIN_SECONDS
            if isinstance(outcome, NotPosted):
                remember = outcome.after.total_seconds()
        self._known[key] = _Known(value, self._monotonic() + remember)
        self._asking.pop(key).set()


@dataclass(frozen=True, slots=True)
class _Profile:
    """What somebody is here: `hindrance` is why they can answer nothing, if that is so.

    `called` is their name, and their e-mail address if the app may know it.
    """

    is_admin: bool = False
    hindrance: Reason | None = None
    called: str = ""


def _of_profile(user: str, profile: _Profile) -> LookedUp:
    return LookedUp(user, profile.is_admin, profile.hindrance)


def _of_members(group: str, members: frozenset[str]) -> LookedUp:
    return LookedUp(group, members=tuple(sorted(members)))


async def _keep_nothing(_: LookedUp) -> None:
    """Keep nothing of what was looked up."""


class Directory:
    """Looks rights up with `users.info` and the user groups that settings name as managers.

    `home` are the ids of the workspace and, if it belongs to one, of its organisation; `groups` tells which
    user groups count now. What Slack said in a life before is `recalled`; what it says now and did not say
    then goes to `keep`; what that cannot keep, it gets again when the same is looked up again.
    """

    def __init__(  # noqa: PLR0913 - what it works with
        self,
        client: AsyncWebClient,
        *,
        home: frozenset[str],
        groups: Callable[[], frozenset[str]],
        spawn: Spawn,
        monotonic: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE_SECONDS,
        recalled: Iterable[LookedUp] = (),
        keep: Callable[[LookedUp], Awaitable[None]] = _keep_nothing,
    ) -> None:
        self._client = client
        self._home = home
        self._groups = groups

        self._keep = keep
        self._kept = {each.id: each for each in recalled}

        def memory(
            ask: Callable[[str], Awaitable[Value]],
            nothing: Value,
            looked_up: Callable[[str, Value], LookedUp],
        ) -> _Memory[Value]:
            def keep_what_is_new(key: str, value: Value) -> None:
                found = looked_up(key, value)
                if self._kept.get(key) != found:
                    spawn(self._keep_it(found))

            return _Memory(
                ask,
                nothing=nothing,
                spawn=spawn,
                monotonic=monotonic,
                patience=patience,
                keep=keep_what_is_new,
            )

        self._profiles = memory(self._ask_profile, _Profile(), _of_profile)
        self._members = memory(self._ask_members, frozenset[str](), _of_members)
        for each in self._kept.values():
            if is_group(each.id):
                self._members.recall(each.id, frozenset(each.members))
            else:
                self._profiles.recall(each.id, _Profile(each.is_admin, each.hindrance))

    async def _keep_it(self, found: LookedUp) -> None:
        await self._keep(found)
        self._kept[found.id] = found

    async def rights(self, caller: Caller) -> Person:
        """Return what the caller may do, as far as Slack says or said before."""
        wanted = sorted(self._groups())
        profile, members = await asyncio.gather(
            self._profiles.get(caller.id), asyncio.gather(*(self._members.get(each) for each in wanted))
        )
        by_group = zip(wanted, members, strict=True)
        groups = frozenset(group for group, them in by_group if them and caller.id in them)
        is_known = profile is not None and None not in members
        hindrance = profile.hindrance if profile else None
        return Person(
            caller.id,
            is_admin=profile is not None and profile.is_admin,
            groups=groups,
            is_known=is_known,
            is_guest=hindrance is Reason.IS_GUEST,
            is_outsider=hindrance is Reason.IS_OUTSIDER,
        )

    async def why_not(self, user: str) -> Reason | None:
        """Return why that user could answer nothing that they are asked; None if they can, as far as we know.

        Slack posts to somebody who is deactivated without a word, so it has to be asked before:
        https://github.com/slackapi/python-slack-sdk/issues/1156
        """
        profile = await self._profiles.get(user)
        return profile.hindrance if profile else None

    async def names(self, people: Collection[str]) -> Mapping[str, str]:
        """Return what people are called outside of Slack, by id: "Ben Carter <ben@acme.example>"."""
        profiles = await asyncio.gather(*(self._profiles.get(each) for each in people))
        known = zip(people, profiles, strict=True)
        return {each: profile.called for each, profile in known if profile and profile.called}

    async def _ask_profile(self, user: str) -> _Profile:
        """Look the user up; what they are in another workspace counts for nothing.

        https://docs.slack.dev/reference/objects/user-object
        """
        found = (await self._client.users_info(user=user))["user"]
        hindrance = hindrance_of(found, home=self._home)
        return _Profile(
            is_admin=bool(found.get("is_admin") or found.get("is_owner")) and hindrance is None,
            hindrance=hindrance,
            called=_called(found),
        )

    async def _ask_members(self, group: str) -> frozenset[str]:
        answer = await self._client.usergroups_users_list(usergroup=group)
        return frozenset(answer["users"])


def hindrance_of(user: Mapping[str, Any], *, home: Collection[str]) -> Reason | None:
    """Return why somebody of whom Slack tells could answer nothing; None if they can.

    `home` are the ids of the workspace and of its organisation.
    """
    if user.get("deleted"):
        return Reason.IS_DEACTIVATED
    if user.get("team_id") not in home or user.get("is_stranger"):
        return Reason.IS_OUTSIDER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Reason.IS_GUEST
    return None


def _called(found: Mapping[str, Any]) -> str:
    """Name somebody of whom Slack tells; what it does not tell is left out."""
    profile = found.get("profile") or {}
    name = one_line(str(profile.get("real_name") or found.get("real_name") or found.get("name") or ""))
    email = one_line(str(profile.get("email") or ""))
    return f"{name} <{email}>" if name and email else name or email


async def why_no_channel(calls: FirstCalls, channel: str) -> str:
    """Return Slack's code for why the bot cannot use the channel; empty if it can, or Slack does not say."""

    async def look() -> str:
        try:
            found = (await calls.client.conversations_info(channel=channel))["channel"]
        except SlackApiError as error:
            refused = classify(error)
            if not isinstance(refused, Refused):
                raise
            return NO_CHANNEL if refused.reason == NO_CHANNEL else ""
        return IS_ARCHIVED if found.get("is_archived") else ""

    return await calls.make(look)


async def find_support_channel(calls: FirstCalls, channel: str) -> None:
    """Make sure that the support channel of the settings is there.

    One that was archived later is no reason not to start: what is said there goes elsewhere.

    Raises:
        StartFailed: it is not, or the bot cannot see it.
    """
    hindrance = await why_no_channel(calls, channel)
    if hindrance == IS_ARCHIVED:
        logger.warning("The support channel %(channel)s is archived.", {"channel": channel})
    if hindrance == NO_CHANNEL:
        raise StartFailed(
            f"The setting FORTNIGHT_SUPPORT_CHANNEL cannot be used: there is no channel {channel} that the "
            "bot can see. Take the id from the channel's details, and invite the bot if it is private."
        )
