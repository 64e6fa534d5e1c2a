"""Logins: sent to the one host they are for, and seen by nobody afterwards.

The archive keeps exact bytes with one exception, which is this: where a host has configured
secrets, their values in the request, `Set-Cookie` values in the response and echoes of a secret
anywhere in the response are replaced. Echoes keep their length, so that the framing holds.
"""

import re
from collections.abc import Mapping

from parsers.errors import ConfigError

MARKER = b"[withheld]"
# Shorter pieces of a secret are no secret, and would be "found" in every page.
_SHORTEST_PIECE = 8
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_SET_COOKIE = re.compile(rb"(?im)^(set-cookie2?[ \t]*:[ \t]*)[^\r\n]*")
_END_OF_HEAD = re.compile(rb"\n\r?\n")


class Secrets:
    """The configured headers of all hosts; ConfigError for one that no request can carry."""

    def __init__(self, headers: Mapping[str, Mapping[str, str]]) -> None:
        self._headers = {host.lower(): dict(values) for host, values in headers.items()}
        for host, values in self._headers.items():
            for name, value in values.items():
                if not _TOKEN.fullmatch(name) or not _VALUE.fullmatch(value):
                    # The value stays out of the message on purpose.
                    raise ConfigError(
                        f"secrets for {host}: header {name!r} has a name or a value that HTTP "
                        "does not allow; check it for line ends and characters outside ASCII"
                    )

    def of(self, host: str) -> dict[str, str]:
        """The headers to send to this host; empty for most."""
        return self._headers.get(host, {})

    def masked(self, host: str, sent: bytes, received: bytes) -> tuple[bytes, bytes]:
        """Request and response as the archive may have them."""
        secrets = self.of(host)
        if not secrets:
            return sent, received
        for name in secrets:
            line = re.compile(rb"(?im)^(" + re.escape(name.encode()) + rb":[ \t]*)[^\r\n]*")
            sent = line.sub(rb"\1" + MARKER, sent)
        end = _END_OF_HEAD.search(received)
        head = received[: end.end()] if end else received
        received = _SET_COOKIE.sub(rb"\1" + MARKER, head) + received[len(head) :]
        for piece in _pieces(secrets):
            received = received.replace(piece, b"*" * len(piece))
        return sent, received


def _pieces(secrets: Mapping[str, str]) -> list[bytes]:
    """The values and their parts (token of "Bearer x", value of "a=x; b=y"), longest first."""
    parts = {part for value in secrets.values() for part in (value, *re.split(r"[\s;,=]+", value))}
    long_enough = [part.encode() for part in parts if len(part) >= _SHORTEST_PIECE]
    return sorted(long_enough, key=len, reverse=True)
