"""An OpenID Connect provider of our own, for tests: it takes whoever comes for whom it is told."""

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "programme", "a secret for tests only"
KEY_ID = "key"


@dataclass
class Provider:
    """Where it is, what it says of the next person (claims), and how often each door was used."""

    address: str
    person: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    nonces: dict[str, str] = field(default_factory=dict)

    def secrets_file(self, app: str) -> str:
        """What stands in secrets.toml of the app at this address."""
        return "\n".join(
            [
                "[auth]",
                f'redirect_uri = "{app}/oauth2callback"',
                f'cookie_secret = "{secrets.token_hex(32)}"',
                f'client_id = "{CLIENT}"',
                f'client_secret = "{SECRET}"',
                f'server_metadata_url = "{self.address}/.well-known/openid-configuration"',
            ]
        )

    def metadata(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "end_session_endpoint": f"{self.address}/logout",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def jwks(self) -> dict[str, Any]:
        """The public key that its tokens are checked with."""
        public = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [public | {"kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def authorised(self, query: dict[str, str]) -> str:
        """Sign the visitor in and say where to go back to."""
        code = secrets.token_urlsafe(16)
        self.nonces[code] = query["nonce"]
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, code: str) -> dict[str, Any]:
        """What a code is exchanged for, once."""
        now = int(time.time())
        claims = {
            "iss": self.address,
            "sub": "4711",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 3600,
            "nonce": self.nonces.pop(code),
        }
        signed = jwt.encode(
            claims | self.person, self.key, algorithm="RS256", headers={"kid": KEY_ID}
        )
        return {"token_type": "Bearer", "expires_in": 3600, "id_token": signed}


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, of: list[Provider], *arguments: Any) -> None:
        self._provider = of[0]
        super().__init__(*arguments)

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        self._provider.asked.append(address.path)
        match address.path:
            case "/.well-known/openid-configuration":
                self._json(self._provider.metadata())
            case "/jwks":
                self._json(self._provider.jwks())
            case "/authorize":
                self._redirect(self._provider.authorised(query))
            case "/logout":
                self._redirect(query["post_logout_redirect_uri"])
            case _:
                self.send_error(404)

    def do_POST(self) -> None:
        self._provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._json(self._provider.token(parse_qs(body)["code"][0]))

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  the base class's own name
        """Say nothing: `asked` keeps what a test wants to know."""

    def _json(self, document: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(document).encode())

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()


@contextmanager
def running_provider() -> Iterator[Provider]:
    """A provider on a free port until the block ends."""
    of: list[Provider] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, of)) as server:
        provider = Provider(f"http://127.0.0.1:{server.server_port}")
        of.append(provider)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield provider
        finally:
            server.shutdown()
