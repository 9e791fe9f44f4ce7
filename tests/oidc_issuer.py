"""An identity provider on loopback: OpenID Connect as Google, Apple and others speak it, and
Facebook's own way. It checks what a real one checks, and lies when a test wants it to.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

DISCOVERY = "/.well-known/openid-configuration"
CLIENT_ID = "streamverse-at-the-provider"
CLIENT_SECRET = "a secret: with/odd+signs"


@dataclass(slots=True)
class Somebody:
    """Who signs in at the provider when the browser comes by."""

    subject: str = "person-1"
    email: str | None = "asha@example.com"
    is_email_verified: bool | str | None = True
    name: str | None = "Asha"


@dataclass(slots=True)
class Code:
    """A code that was given out, and what it was asked with."""

    asked: dict[str, str]
    somebody: Somebody


@dataclass(slots=True)
class Lies:
    """What the next id tokens say wrongly."""

    claims: dict[str, Any] = field(default_factory=dict[str, Any])
    without: set[str] = field(default_factory=set[str])
    is_unsigned: bool = False
    is_signed_by_another: bool = False


class IssuerDouble:
    """`with IssuerDouble() as issuer`: a real server at `issuer.url`."""

    def __init__(self) -> None:
        """Make a key and a client; the server starts with `with`."""
        self.somebody = Somebody()
        self.lies = Lies()
        self.hits: Counter[str] = Counter()
        self.instead: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.discovery: dict[str, Any] = {}
        self.apple_key: ECKey | None = None
        self.codes: dict[str, Code] = {}
        self.tokens: dict[str, Somebody] = {}
        self.algorithm = "RS256"
        self.key: RSAKey | ECKey = _first_key()

    def rotate(self, algorithm: str) -> None:
        """Sign with a new key from now on; the older one is not listed any more."""
        self.algorithm = algorithm
        is_rsa = algorithm.startswith("RS")
        self.key = (
            RSAKey.generate_key(2048, auto_kid=True)
            if is_rsa
            else ECKey.generate_key("P-256", auto_kid=True)
        )

    def __enter__(self) -> Self:
        """Listen."""
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.serve(self, {})

            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", "0"))
                issuer.serve(self, _flat(self.rfile.read(length).decode()))

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self, request: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        """Answer one request."""
        parts = urlsplit(request.path)
        self.hits[parts.path] += 1
        query = _flat(parts.query)
        if parts.path in self.instead:
            _send(request, *self.instead[parts.path])
            return
        doors = {
            DISCOVERY: lambda: _send_json(request, 200, self._description() | self.discovery),
            "/jwks": lambda: self._keys(request),
            "/auth/keys": lambda: self._keys(request),
            "/authorize": lambda: self._authorize(request, query),
            "/auth/authorize": lambda: self._authorize(request, query),
            "/dialog/oauth": lambda: self._authorize(request, query),
            "/token": lambda: self._token(request, form),
            "/auth/token": lambda: self._token(request, form),
            "/userinfo": lambda: self._userinfo(request),
            "/oauth/access_token": lambda: self._facebook_token(request, form),
            "/me": lambda: self._facebook_me(request, query),
        }
        doors.get(parts.path, lambda: _send_json(request, 404, {"error": "not_found"}))()

    def _keys(self, request: BaseHTTPRequestHandler) -> None:
        _send_json(request, 200, {"keys": [self.key.as_dict(private=False)]})

    def _description(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        }

    def _authorize(self, request: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
        is_right = (
            asked.get("response_type") == "code"
            and asked.get("client_id") == CLIENT_ID
            and asked.get("code_challenge_method") == "S256"
            and len(asked.get("code_challenge", "")) == 43
            and asked.get("redirect_uri", "").endswith("/callback")
        )
        if not is_right:
            return _send_json(request, 400, {"error": "invalid_request"})
        code = secrets.token_urlsafe(16)
        self.codes[code] = Code(asked, self.somebody)
        answer = {"code": code, "state": asked["state"]}
        if asked.get("response_mode") == "form_post":
            if "text/html" in request.headers.get("accept", ""):
                return _send_form(request, asked["redirect_uri"], answer)
            return _send_json(request, 200, {"action": asked["redirect_uri"], "fields": answer})
        location = f"{asked['redirect_uri']}?{urlencode(answer)}"
        return _send(request, 302, {"location": location}, b"")

    def _token(self, request: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        if not self._is_our_client(request, form):
            return _send_json(request, 401, {"error": "invalid_client"})
        code = self._used(form)
        if code is None:
            return _send_json(request, 400, {"error": "invalid_grant"})
        access = secrets.token_urlsafe(16)
        self.tokens[access] = code.somebody
        answer = {"access_token": access, "token_type": "Bearer", "id_token": self._id_token(code)}
        return _send_json(request, 200, answer)

    def _used(self, form: dict[str, str]) -> Code | None:
        """Return the code of a form, once, if the verifier fits its challenge."""
        code = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        fits = (
            code is not None
            and form.get("grant_type") == "authorization_code"
            and code.asked["redirect_uri"] == form.get("redirect_uri")
            and code.asked["code_challenge"] == challenge
        )
        return code if fits else None

    def _is_our_client(self, request: BaseHTTPRequestHandler, form: dict[str, str]) -> bool:
        scheme, _, pair = request.headers.get("authorization", "").partition(" ")
        if scheme == "Basic":
            name, _, secret = base64.b64decode(pair).decode().partition(":")
            return (unquote_plus(name), unquote_plus(secret)) == (CLIENT_ID, CLIENT_SECRET)
        if self.apple_key is None:
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        token = jwt.decode(form["client_secret"], self.apple_key, algorithms=["ES256"])
        claims, half_a_year = token.claims, 180 * 24 * 3600
        return (
            form.get("client_id") == claims["sub"] == CLIENT_ID
            and claims["iss"] == "TEAM123456"
            and claims["aud"] == self.url
            and 0 < claims["exp"] - claims["iat"] < half_a_year
            and token.header["kid"] == "KEY1234567"
        )

    def _id_token(self, code: Code) -> str:
        now, somebody = int(time.time()), code.somebody
        claims: dict[str, Any] = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "sub": somebody.subject,
            "nonce": code.asked["nonce"],
            "iat": now,
            "exp": now + 300,
            "email": somebody.email,
            "email_verified": somebody.is_email_verified,
            "name": somebody.name,
            **self.lies.claims,
        }
        claims = {name: claims[name] for name in claims if name not in self.lies.without}
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.lies.is_unsigned:
            return f"{_part({'alg': 'none'})}.{_part(claims)}."
        key = self.key
        if self.lies.is_signed_by_another:
            key = type(key).generate_key(*(("P-256",) if isinstance(key, ECKey) else (2048,)))  # pyright: ignore[reportArgumentType]
        header = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(header, claims, key, algorithms=[self.algorithm])

    def _userinfo(self, request: BaseHTTPRequestHandler) -> None:
        somebody = self.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if somebody is None:
            return _send_json(request, 401, {"error": "invalid_token"})
        found = {"sub": somebody.subject, "email": "userinfo@example.com", "email_verified": True}
        return _send_json(request, 200, found)

    def _facebook_token(self, request: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        is_ours = (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        code = self._used(form) if is_ours else None
        if code is None:
            return _send_json(request, 400, {"error": {"type": "OAuthException", "code": 100}})
        access = secrets.token_urlsafe(16)
        self.tokens[access] = code.somebody
        return _send_json(request, 200, {"access_token": access, "token_type": "bearer"})

    def _facebook_me(self, request: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        access = request.headers.get("authorization", "").removeprefix("Bearer ")
        proof = hmac.new(CLIENT_SECRET.encode(), access.encode(), hashlib.sha256).hexdigest()
        somebody = self.tokens.get(access) if query.get("appsecret_proof") == proof else None
        if somebody is None:
            return _send_json(request, 400, {"error": {"type": "OAuthException", "code": 190}})
        found = {"id": somebody.subject, "name": somebody.name, "email": somebody.email}
        return _send_json(request, 200, {key: value for key, value in found.items() if value})


@cache
def _first_key() -> RSAKey:
    """Return the key that every provider begins with: making one takes a while."""
    return RSAKey.generate_key(2048, auto_kid=True)


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}


def _part(document: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


def _send_form(request: BaseHTTPRequestHandler, action: str, fields: dict[str, str]) -> None:
    """Send a page whose button posts the answer from this site to the other."""
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in fields.items()
    )
    page = f'<form method="post" action="{escape(action)}">{hidden}<button>Continue</button></form>'
    _send(request, 200, {"content-type": "text/html; charset=utf-8"}, page.encode())


def _send_json(request: BaseHTTPRequestHandler, status: int, document: dict[str, Any]) -> None:
    _send(request, status, {"content-type": "application/json"}, json.dumps(document).encode())


def _send(
    request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes
) -> None:
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("content-length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
