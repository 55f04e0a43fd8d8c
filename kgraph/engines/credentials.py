"""Who asks a server, and what of that is never said."""

import os
from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote

if TYPE_CHECKING:
    import requests
    from requests.auth import AuthBase


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, a token, or nothing at all."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def bearer(self, request: "requests.PreparedRequest") -> "requests.PreparedRequest":
        """The request with the token, if there is one (RFC 6750)."""
        if self.token:
            request.headers["Authorization"] = f"Bearer {self.token}"
        return request

    def wanted(self, challenge: str) -> "AuthBase":
        """The user and the password as a server wants them (RFC 7616, and RFC 7617)."""
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        way = HTTPDigestAuth if "digest" in challenge.lower() else HTTPBasicAuth
        return way(self.user, self.password)

    def hidden(self, text: str) -> str:
        """A text of the server's without the secrets that it may repeat."""
        for secret in (self.token, self._encoded, self.password):
            text = text.replace(secret, "…") if secret else text
        return text

    @property
    def _encoded(self) -> str:
        return b64encode(f"{self.user}:{self.password}".encode()).decode() if self.user else ""


def credentials(parts: SplitResult) -> Credentials:
    """Those that stand in an address, else those of the environment.

    KGRAPH_STORE_TOKEN has a token, KGRAPH_STORE_USER and KGRAPH_STORE_PASSWORD a user and a password.
    """
    if parts.username:
        return Credentials(unquote(parts.username), unquote(parts.password or ""))
    return Credentials(*(os.environ.get(f"KGRAPH_STORE_{name}", "").strip() for name in ("USER", "PASSWORD", "TOKEN")))
