"""How troubles strike: what becomes of a request, before or after it was done."""

import asyncio

from aiohttp import web

from slack_simulator.faults import Fault, FaultKind


async def strike_before(request: web.Request, fault: Fault) -> web.Response | None:
    """Let the trouble happen before anything is done; return the answer, if that is all that happens."""
    if fault.kind is FaultKind.RATE_LIMITED:
        return rate_limited(max(1, round(fault.seconds)))
    if fault.kind is FaultKind.SERVER_ERROR_HTML:
        page = "<html><body><h1>Internal Server Error</h1></body></html>"
        return web.Response(status=500, text=page, content_type="text/html")
    if fault.kind is FaultKind.UNAVAILABLE_TEXT:
        return web.Response(status=503, text="upstream connect error", content_type="text/plain")
    if fault.kind is FaultKind.FATAL_ERROR:
        return web.json_response({"ok": False, "error": "fatal_error"})
    if fault.kind is FaultKind.REFUSED:
        return web.json_response({"ok": False, "error": fault.error})
    if fault.kind is FaultKind.LATENCY:
        await asyncio.sleep(fault.seconds)
    if fault.kind is FaultKind.DROPPED_BEFORE:
        return _drop(request)
    if fault.kind is FaultKind.HANG:
        await _hang()
    return None


async def strike_after(request: web.Request, fault: Fault, response: web.Response) -> web.Response:
    """Let the trouble happen to the answer."""
    if fault.kind is FaultKind.DROPPED_AFTER:
        return _drop(request)
    if fault.kind is FaultKind.LATE_HANG:
        await _hang()
    if fault.kind is FaultKind.BROKEN_JSON:
        return web.Response(text='{"ok": tru', content_type="application/json")
    return response


def rate_limited(seconds: int) -> web.Response:
    """Return Slack's answer to whoever asks too often."""
    headers = {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _hang() -> None:
    """Answer never; the server ends the wait when it closes or the caller goes away."""
    await asyncio.get_running_loop().create_future()
