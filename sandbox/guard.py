"""Keeping other web sites away from a page that acts without a password.

A site that gets a browser here by another host name is refused by the Host header, one that posts
from its own page by Origin and Sec-Fetch-Site. The first check is only for a sandbox on loopback;
one that was told to listen elsewhere is known by names that it cannot know.
"""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@web.middleware
async def check_host(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse calls that came by a name other than this machine's own."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        raise web.HTTPMisdirectedRequest
    return await handler(request)


@web.middleware
async def check_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site's page posts to this page's addresses."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    site = request.headers.get("Sec-Fetch-Site", "none")
    if (
        request.method == "POST"
        and request.path.startswith("/api/")
        and (foreign or site not in {"same-origin", "none"})
    ):
        raise web.HTTPForbidden
    return await handler(request)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Let the page load nothing but its own files."""
    response.headers.update(HEADERS)
