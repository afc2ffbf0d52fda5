"""Who may ask: requests to this machine by its own name, from the page itself, by whoever knows the token.

Other programs and users of this machine, and pages in the same browser, can reach the port too. The token in the
address that is printed lets a browser in, and is exchanged for a cookie that no script reads. What changes something
must besides carry a second token, which stands in the page, where no page from elsewhere can read it.
"""

import hmac
import secrets
from typing import Any, cast

from tornado.web import HTTPError, RequestHandler

from autograder.problems import UserError

HOSTS = (
    "127.0.0.1",
    "localhost",
)  # with any port, since it may be forwarded; another name is an attack (DNS rebinding)
HEADER = "X-Hand-Token"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Keys:
    """The secrets of one run of the server: in the address, in the cookie, and in the page."""

    def __init__(self) -> None:
        self.address, self.cookie, self.page = (secrets.token_urlsafe(24) for _ in range(3))


class Guarded(RequestHandler):
    """A handler that answers only who may ask."""

    @property
    def keys(self) -> Keys:
        """Return the secrets."""
        return cast(Keys, self.settings["keys"])

    def set_default_headers(self) -> None:
        """Let nothing from elsewhere act on the page, nor the page in a frame, nor a copy of it be kept."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse who may not ask."""
        if self.request.host_name not in HOSTS:
            raise HTTPError(403, reason="This server answers to 127.0.0.1 alone")
        origin = self.request.headers.get("Origin")
        if origin is not None and origin != f"http://{self.request.host}":
            raise HTTPError(403, reason="The request came from another page")
        if _same(self.get_query_argument("token", ""), self.keys.address):
            self.set_cookie(self._cookie_name, self.keys.cookie, httponly=True, samesite="Lax", path="/")
            self.redirect(self.request.path)
        elif not _same(self.get_cookie(self._cookie_name) or "", self.keys.cookie):
            raise HTTPError(403, reason="Open the address that autograder hand has printed")
        elif self.request.method not in ("GET", "HEAD") and not _same(
            self.request.headers.get(HEADER, ""), self.keys.page
        ):
            raise HTTPError(403, reason="The page is of an earlier start: load it anew")

    @property
    def _cookie_name(self) -> str:
        return f"autograder-hand-{self.keys.cookie[:6]}"  # all ports of a machine share their cookies

    def write_error(self, status_code: int, **details: Any) -> None:
        """Answer with the reason alone, as text."""
        error = details.get("exc_info", (None, None))[1]
        if isinstance(error, UserError):
            text = str(error)
        elif isinstance(error, HTTPError):
            text = f"{self._reason}."
        else:
            text = "This is a fault of the grader itself; autograder.log has the traceback."
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(text)


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode(), known.encode())
