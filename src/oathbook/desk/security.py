"""Who may talk to the desk? One gate before every route, so that no route can forget it.

Invariants: a request with a foreign Host is refused (DNS rebinding), a write from another origin is refused
(cross-site requests), nothing of the book is given without the token, and no page may run a script that
is not a file of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from oathbook.desk.problems import error_body

Scope = MutableMapping[str, Any]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Attributes may carry styles (the app draws with them), elements may not; scripts only as files of the desk.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)
# Printable pages bring their own styles and run nothing at all.
PRINT_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_LOGIN_PATH = "/login"
_ATTEMPTS = 20  # wrong passwords before the desk asks for a new start


@dataclass(slots=True, kw_only=True)
class Gate:
    """What a request must show. Either a token (in the printed address, then a cookie), a password, or nothing.

    `hosts` are the names under which the desk may be addressed, without port.
    """

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    password: str | None = None
    port: int = 0
    secure: bool = False
    _failed: int = 0
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @property
    def is_open(self) -> bool:
        """Whether anyone on this machine may ask."""
        return self.token is None and self.password is None

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies do not know ports, so two desks would take each other's."""
        return f"oathbook-{self.port}"

    @property
    def session(self) -> str:
        """The cookie's value, which gives neither token nor password away."""
        said = f"{self.token or ''}\0{self.password or ''}".encode()
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()

    def admits(self, value: str) -> bool:
        """Whether this is the token."""
        return self.token is not None and hmac.compare_digest(value.encode(), self.token.encode())

    def admits_password(self, value: str) -> bool:
        """Whether this is the password; after many wrong ones, none is."""
        if self.password is None or self._failed >= _ATTEMPTS:
            return False
        if hmac.compare_digest(value.encode(), self.password.encode()):
            self._failed = 0
            return True
        self._failed += 1
        return False


class Guard:
    """The gate as a layer around the application; adds the headers of safety to everything that leaves it."""

    def __init__(self, app: Any, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Lets a request through, or answers it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError(f"the desk speaks HTTP only, not {scope['type']}")
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}

        async def send_safely(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_headers(message["headers"])
            await send(message)

        answer = self._refuse(scope, headers) or await self._log_in(scope, receive, headers)
        await (answer or self._app)(scope, receive, send_safely)

    def _refuse(self, scope: Scope, headers: dict[str, str]) -> Response | None:
        host = headers.get("host", "")
        if _host_name(host) not in self._gate.hosts:
            said = f"The desk does not answer to the name {host!r}. Use the address that it printed."
            return _answer(scope, 421, "foreign_host", said)
        site = headers.get("sec-fetch-site")
        is_api = scope["path"].startswith("/api/")
        if scope["method"] not in SAFE:
            origin = headers.get("origin")
            own = {f"{scheme}://{host}" for scheme in ("http", "https")}
            if (origin is not None and origin not in own) or site not in {None, "same-origin", "none"}:
                return _answer(scope, 403, "foreign_origin", "Only the desk's own pages may write.")
            if origin is None and site is None and not self._gate.is_open and not self._bears_token(headers):
                said = "A write without an Origin needs the token as `Authorization: Bearer …`."
                return _answer(scope, 403, "no_origin", said)
        elif is_api and site in {"cross-site", "same-site"}:
            return _answer(scope, 403, "foreign_origin", "Only the desk's own pages may read this.")
        return None

    async def _log_in(self, scope: Scope, receive: Any, headers: dict[str, str]) -> Response | None:
        """None where the request may pass; else a redirect with the cookie, a form, or a refusal."""
        gate = self._gate
        if gate.is_open or self._bears_token(headers) or self._bears_cookie(headers):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get("token")
        if given is not None and scope["method"] == "GET" and gate.admits(given):
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            return self._welcome(scope["path"] + (f"?{rest}" if rest else ""))
        if gate.password is not None and scope["path"] == _LOGIN_PATH and scope["method"] == "POST":
            form = dict(parse_qsl((await _body(receive)).decode("utf-8", "replace")))
            if gate.admits_password(form.get("password", "")):
                return self._welcome("/")
            return HTMLResponse(_login_page("That is not the password."), status_code=401)
        if scope["path"].startswith("/api/"):
            return _answer(scope, 401, "no_token", "Open the address that `oathbook serve` printed.")
        page = _login_page() if gate.password is not None else _TOKEN_PAGE
        return HTMLResponse(page, status_code=401)

    def _welcome(self, path: str) -> Response:
        # One slash only: `//elsewhere` would leave the desk.
        answer = RedirectResponse("/" + path.lstrip("/"), status_code=303)
        answer.set_cookie(
            self._gate.cookie, self._gate.session, httponly=True, samesite="lax", secure=self._gate.secure
        )
        return answer

    def _bears_token(self, headers: dict[str, str]) -> bool:
        kind, _, value = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self._gate.admits(value.strip())

    def _bears_cookie(self, headers: dict[str, str]) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        morsel = cookies.get(self._gate.cookie)
        return morsel is not None and hmac.compare_digest(morsel.value, self._gate.session)


def _with_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers with those of safety added; a route's own policy stays."""
    listed = list(headers)
    present = {name.lower() for name, _ in listed}
    wanted = HEADERS | {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return listed + [
        (name.lower().encode(), value.encode())
        for name, value in wanted.items()
        if name.lower().encode() not in present
    ]


def _host_name(host: str) -> str:
    """The name in a Host header, without port and brackets."""
    return urlsplit(f"//{host}").hostname or "" if host else ""


def _answer(scope: Scope, status: int, code: str, message: str) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse(error_body(status, code, message), status_code=status)
    return Response(message + "\n", status_code=status, media_type="text/plain")


async def _body(receive: Any, limit_bytes: int = 10_000) -> bytes:
    body = b""
    while len(body) <= limit_bytes:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return body[:limit_bytes]


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><main><h1>{title}</h1>{body}</main></html>'
    )


_TOKEN_PAGE = _page(
    "Oathbook", "<p>Open the whole address that <code>oathbook serve</code> printed, with its token.</p>"
)


def _login_page(said: str = "") -> str:
    form = (
        f'<p role="alert">{said}</p><form method="post" action="{_LOGIN_PATH}"><label>Password '
        '<input type="password" name="password" autocomplete="current-password" required autofocus></label> '
        "<button>Enter</button></form>"
    )
    return _page("Oathbook", form)
