"""Feeds are fetched if they changed, from public machines alone, and never too large or too slow."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.clock import MovableClock
from bot.feeds.addresses import anywhere, is_public
from bot.feeds.failed import FeedFailed
from bot.feeds.fetching import BYTES_MAX, REDIRECTS_MAX, FeedFetcher
from rollouts.feeds import FeedTrouble, Validators
from tests.support.feed_server import FeedServer, atom, entry, feed_server, this_machine_alone

NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)
FEED = atom(entry())


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with feed_server() as server:
        yield server


@pytest.fixture
def fetcher() -> FeedFetcher:
    return FeedFetcher(MovableClock(NOW, running=False), may_ask=this_machine_alone)


async def why(fetcher: FeedFetcher, url: str) -> str:
    with pytest.raises(FeedFailed) as failed:
        await fetcher.fetch(url, Validators())
    return failed.value.reason


async def test_a_feed_is_fetched_and_asked_for_again_only_if_it_changed(
    server: FeedServer, fetcher: FeedFetcher
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        said = {"ETag": '"1"', "Last-Modified": "Wed, 11 Nov 2026 10:00:00 GMT"}
        is_known = request.headers.get("If-None-Match") == '"1"'
        return web.Response(status=304) if is_known else web.Response(body=FEED, headers=said)

    url = server.does("/feed", answer)

    first = await fetcher.fetch(url, Validators())
    second = await fetcher.fetch(url, first.validators)

    assert first.content == FEED
    assert (first.validators.etag, first.validators.modified) == ('"1"', "Wed, 11 Nov 2026 10:00:00 GMT")
    assert (second.content, second.validators) == (None, first.validators)
    assert server.asked[0].headers["User-Agent"].startswith("Fortnight/")
    assert "If-None-Match" not in server.asked[0].headers
    assert server.asked[1].headers["If-Modified-Since"] == "Wed, 11 Nov 2026 10:00:00 GMT"


async def test_a_feed_whose_server_tells_nothing_is_known_by_what_is_in_it(
    server: FeedServer, fetcher: FeedFetcher
) -> None:
    url = server.serves("/feed", FEED, ETag="x" * 2000)

    first = await fetcher.fetch(url, Validators())

    assert first.validators.etag == ""
    assert (await fetcher.fetch(url, first.validators)).content is None


@pytest.mark.parametrize(
    ("how", "packed"),
    [("gzip", gzip.compress(FEED)), ("deflate", zlib.compress(FEED)), ("identity", FEED)],
)
async def test_a_packed_feed_is_unpacked(
    server: FeedServer, fetcher: FeedFetcher, how: str, packed: bytes
) -> None:
    url = server.serves("/feed", packed, Content_Encoding=how)

    assert (await fetcher.fetch(url, Validators())).content == FEED


async def test_what_is_packed_otherwise_or_badly_is_told(server: FeedServer, fetcher: FeedFetcher) -> None:
    for number, (how, packed) in enumerate(
        [("br", FEED), ("gzip", FEED), ("gzip", gzip.compress(FEED)[:-20])]
    ):
        url = server.serves(f"/{number}", packed, Content_Encoding=how)

        assert await why(fetcher, url) == FeedTrouble.GARBLED


async def test_what_grows_too_large_is_let_go_however_well_it_is_packed(
    server: FeedServer, fetcher: FeedFetcher
) -> None:
    large = b" " * (BYTES_MAX + 1)
    plain = server.serves("/plain", large)
    bomb = server.serves("/bomb", gzip.compress(b"\0" * 40_000_000), Content_Encoding="gzip")

    assert await why(fetcher, plain) == FeedTrouble.TOO_LARGE
    assert await why(fetcher, bomb) == FeedTrouble.TOO_LARGE


async def test_a_feed_without_an_end_and_a_silent_server_take_their_time_and_no_more(
    server: FeedServer,
) -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"<feed>")
        await asyncio.Event().wait()
        return response

    fetcher = FeedFetcher(MovableClock(NOW, running=False), may_ask=this_machine_alone, seconds=0.2)

    assert await why(fetcher, server.does("/feed", trickle)) == FeedTrouble.TOO_SLOW


async def test_redirects_are_followed_to_other_public_machines_and_no_others(
    server: FeedServer, fetcher: FeedFetcher
) -> None:
    server.serves("/feed", FEED)
    moved = server.serves("/moved", status=301, Location="/feed")
    assert (await fetcher.fetch(moved, Validators())).content == FEED

    for target, trouble in {
        "http://127.0.0.2/": FeedTrouble.PRIVATE,
        "http://[::1]:80/": FeedTrouble.PRIVATE,
        "http://[::ffff:10.0.0.1]/": FeedTrouble.PRIVATE,
        "file:///etc/passwd": FeedTrouble.NOT_THE_WEB,
        "ftp://vendor.example/feed": FeedTrouble.NOT_THE_WEB,
        "http://vendor.example:99999/": FeedTrouble.NOT_THE_WEB,
        "/round": FeedTrouble.REDIRECTS,
    }.items():
        url = server.serves("/round", status=302, Location=target)
        assert await why(fetcher, url) == trouble, target
    assert len(server.asked) == 2 + 6 + REDIRECTS_MAX + 1


async def test_a_redirect_that_says_not_where_to_is_an_answer_like_any_other(
    server: FeedServer, fetcher: FeedFetcher
) -> None:
    assert await why(fetcher, server.serves("/feed", status=302)) == "status:302"


async def test_what_is_not_there_or_breaks_is_told_with_the_number(
    server: FeedServer, fetcher: FeedFetcher
) -> None:
    assert await why(fetcher, server.serves("/gone", status=410)) == "status:410"
    assert await why(fetcher, server.serves("/broken", status=500)) == "status:500"


@pytest.mark.parametrize(
    ("status", "said", "wait"),
    [
        (429, "120", timedelta(minutes=2)),
        (503, "Thu, 12 Nov 2026 10:00:00 GMT", timedelta(hours=1)),
        (429, "soon", None),
        (429, "Thu, 12 Nov 2026 10:00:00 -0000", None),
    ],
)
async def test_a_server_that_asks_for_patience_says_how_long(
    server: FeedServer, fetcher: FeedFetcher, status: int, said: str, wait: timedelta | None
) -> None:
    url = server.serves("/feed", status=status, Retry_After=said)

    with pytest.raises(FeedFailed) as failed:
        await fetcher.fetch(url, Validators())

    assert (failed.value.reason, failed.value.wait) == (FeedTrouble.BUSY, wait)


async def test_a_server_that_is_not_there_or_speaks_no_tls_is_told(
    server: FeedServer, fetcher: FeedFetcher
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert await why(fetcher, f"http://127.0.0.1:{port}/") == FeedTrouble.UNREACHABLE
    assert await why(fetcher, server.url.replace("http", "https")) == FeedTrouble.CERTIFICATE


class Names(AbstractResolver):
    """Knows the addresses of names, as a name server under somebody's control would tell them."""

    def __init__(self, **known: tuple[str, ...]) -> None:
        self._known = known

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host not in self._known:
            raise OSError(host)
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in self._known[host]
        ]

    async def close(self) -> None:
        """Hold nothing."""


async def test_a_name_that_means_a_private_machine_too_is_not_asked(server: FeedServer) -> None:
    names = Names(inside=("93.184.216.34", "10.0.0.1"), here=("127.0.0.1",))
    port = server.url.rpartition(":")[2]
    server.serves("/", FEED)
    clock = MovableClock(NOW, running=False)
    strict = FeedFetcher(clock, resolver=names)
    lenient = FeedFetcher(clock, resolver=names, may_ask=anywhere)

    assert await why(strict, "http://inside/") == FeedTrouble.PRIVATE
    assert await why(strict, f"http://here:{port}/") == FeedTrouble.PRIVATE
    assert await why(strict, "http://nobody/") == FeedTrouble.UNREACHABLE
    assert (await lenient.fetch(f"http://here:{port}/", Validators())).content == FEED


async def test_the_system_knows_what_odd_spellings_of_this_machine_mean() -> None:
    strict = FeedFetcher(MovableClock(NOW, running=False))

    for host in ("localhost", "2130706433", "127.1", "0x7f.0.0.1"):
        # Some are not even taken for an address.
        assert await why(strict, f"http://{host}:1/") in {FeedTrouble.PRIVATE, FeedTrouble.NOT_THE_WEB}, host


def test_which_addresses_are_public() -> None:
    public = {"93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"}
    private = {
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),  # noqa: S104 - none is listened at
        *("224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::1", "2001:0:7f00:1::1"),
    }

    assert {each for each in public | private if is_public(ip_address(each))} == public
