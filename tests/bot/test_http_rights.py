"""Who may do what over HTTP: a table over every route."""

import json
from collections.abc import Callable, Mapping

from tests.bot.test_http_port import CALENDAR, TOKEN, Reached, reached

__all__ = ["reached"]

ANYBODY, READER, CALENDAR_READER, SLACK = "anybody", "a program", "who has the address", "Slack"
EVERYBODY = {ANYBODY, READER, CALENDAR_READER, SLACK}
PING = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()

MAY: Mapping[tuple[str, str], set[str]] = {
    ("GET", "/healthz"): EVERYBODY,
    ("GET", "/readyz"): EVERYBODY,
    ("GET", "/metrics"): EVERYBODY,
    ("GET", "/live.json"): {READER},
    ("GET", "/calendar/{secret}.ics"): {CALENDAR_READER},
    ("POST", "/slack/events"): {SLACK},
}
HEADERS: Mapping[str, Callable[[Reached], dict[str, str]]] = {
    ANYBODY: lambda _: {"Content-Type": "application/json"},
    READER: lambda _: {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"},
    CALENDAR_READER: lambda _: {"Content-Type": "application/json", "Authorization": f"Bearer {CALENDAR}"},
    SLACK: lambda reached: reached.signed(PING),
}
"""What each of them sends; with the address of a calendar nobody reads what is for programs."""


async def test_the_table_of_who_may_do_what_over_http_is_kept_to(reached: Reached) -> None:
    found: dict[tuple[str, str], set[str]] = {route: set() for route in MAY}
    for method, path in MAY:
        for who, headers in HEADERS.items():
            secret = CALENDAR if who == CALENDAR_READER else TOKEN
            url = reached.url + path.format(secret=secret)
            body = PING if method == "POST" else None
            async with reached.session.request(method, url, data=body, headers=headers(reached)) as answer:
                if answer.status in {200, 503}:  # not ready is an answer too
                    found[method, path].add(who)
                else:
                    assert answer.status in {401, 404}, (who, path)

    assert found == MAY


async def test_every_route_is_in_the_table(reached: Reached) -> None:
    assert reached.bot.port is not None
    assert {(route.method, route.path) for route in reached.bot.port.routes} == set(MAY)


async def test_no_route_takes_another_method(reached: Reached) -> None:
    for known, path in MAY:
        for method in {"PUT", "PATCH", "DELETE", "OPTIONS", "POST"} - {known}:
            url = reached.url + path.format(secret=CALENDAR)
            async with reached.session.request(method, url, headers=HEADERS[READER](reached)) as answer:
                assert answer.status == 405, (method, path)
