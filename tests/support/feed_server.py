"""A real server on this machine that serves a feed, and everything else that a server may answer with."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from ipaddress import IPv4Address, IPv6Address

from aiohttp import web

Answers = Callable[[web.Request], Awaitable[web.StreamResponse]]

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Releases</title><id>urn:vendor</id>
<updated>2026-11-11T10:00:00Z</updated>{entries}</feed>"""
ENTRY = """<entry><id>{id}</id><title>{title}</title>{dates}<content type="html">{text}</content></entry>"""
PREVIEW = (
    "&lt;p&gt;Release 2027.1 is coming, and it affects integrations.&lt;/p&gt;"
    "&lt;p&gt;Standard: 13 January 2027&lt;/p&gt;&lt;p&gt;Controlled: 27 January 2027&lt;/p&gt;"
)


def entry(
    id_: str = "urn:1",
    *,
    title: str = "Preview: Release 2027.1",
    text: str = PREVIEW,
    published: str | None = "2026-11-11T10:00:00Z",
) -> str:
    """Write an entry of a feed; `text` is HTML, escaped."""
    dates = f"<published>{published}</published><updated>{published}</updated>" if published else ""
    return ENTRY.format(id=id_, title=title, text=text, dates=dates)


def atom(*entries: str) -> bytes:
    """Write a feed."""
    return ATOM.format(entries="".join(entries)).encode()


class FeedServer:
    """Answers at each path as it was told, and keeps what was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[web.Request] = []
        self.answers: dict[str, Answers] = {}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request."""
        self.asked.append(request)
        return await self.answers[request.path](request)

    def serves(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        type_: str = "application/atom+xml",
        **more: str,
    ) -> str:
        """Let it serve that at a path, with more headers; return the address."""

        async def answer(_: web.Request) -> web.StreamResponse:
            heads = {name.replace("_", "-"): value for name, value in more.items()}
            return web.Response(status=status, body=body, headers={"Content-Type": type_, **heads})

        return self.does(path, answer)

    def does(self, path: str, answers: Answers) -> str:
        """Let it do that at a path; return the address."""
        self.answers[path] = answers
        return f"{self.url}{path}"


def this_machine_alone(address: IPv4Address | IPv6Address) -> bool:
    """Let a test ask its own server, and nobody else; the true rule refuses that one, too."""
    return address == IPv4Address("127.0.0.1")


@asynccontextmanager
async def feed_server() -> AsyncIterator[FeedServer]:
    """Run a server for a while."""
    app = web.Application()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    server = FeedServer("")
    app.router.add_route("*", "/{path:.*}", server.answer)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield server
    finally:
        await runner.cleanup()
