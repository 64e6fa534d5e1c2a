"""Which addresses may be reached: a name is resolved once and only checked addresses are used.

The check stands where the connection is made, so that a name which changes its mind between check
and connection (DNS rebinding) gains nothing, and every redirect hop passes it.
"""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from parsers.errors import BlockedAddress, FetchError

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Awaitable[list[str]]]

# A last label that is a number makes resolvers read the whole host as an IPv4 address in one of
# inet_aton's spellings (2130706433, 0x7f.1, 0177.0.0.1); the WHATWG URL rules call it an address.
_NUMERIC_END = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$", re.IGNORECASE)
_UNICAST6 = ip_network("2000::/3")
# Ranges that lead to an embedded IPv4 address, or to none that a publisher could have:
# NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056) and its relays, Teredo (RFC 4380).
_TUNNELS6 = tuple(
    ip_network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
_RELAY4 = ip_network("192.88.99.0/24")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked address and the port to connect to."""

    ip: str
    port: int


class SystemResolver:
    """Asks the system, in threads of its own: the loop's few are busy with other work at times."""

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, "resolver")

    async def __call__(self, host: str, port: int) -> list[str]:
        """The addresses of `host` as the system prefers them; OSError if there are none."""
        ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    def close(self) -> None:
        """Give up questions that nobody waits for."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def is_public(address: Address) -> bool:
    """Whether an address lies in the public internet; IPv4 inside IPv6 counts as what it is."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address not in _UNICAST6 or any(address in tunnel for tunnel in _TUNNELS6):
            return False
    elif address in _RELAY4:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def parse_endpoint(text: str, port: int) -> Endpoint:
    """The endpoint that a configured "ip", "ip:port" or "[ip6]:port" means; ValueError if none."""
    host, given = text, ""
    if text.startswith("["):
        host, _, given = text[1:].partition("]")
        given = given.removeprefix(":")
    elif text.count(":") == 1:
        host, _, given = text.partition(":")
    return Endpoint(str(ip_address(host)), int(given) if given else port)


class AddressGuard:
    """Gives the endpoints that a host may be reached at."""

    def __init__(self, allowed: Mapping[str, str], resolver: Resolver) -> None:
        self._allowed = {host.lower(): text for host, text in allowed.items()}
        self._resolver = resolver

    def allows(self, host: str) -> bool:
        """Whether the configuration names this host."""
        return host.lower() in self._allowed

    async def endpoints(self, host: str, port: int) -> list[Endpoint]:
        """Checked endpoints of `host`, IPv4 and IPv6 by turns.

        Raises BlockedAddress if any address of it is not public (a name with one private address
        is an attack or a mistake), FetchError("dns") if it has none.
        """
        if self.allows(host):
            return [parse_endpoint(self._allowed[host.lower()], port)]
        addresses = [_checked(text, host) for text in await self._addresses(host, port)]
        if not addresses:
            raise FetchError("dns", f"{host} has no address")
        return [Endpoint(str(address), port) for address in _by_turns(addresses)]

    async def _addresses(self, host: str, port: int) -> list[str]:
        bare = host.strip("[]")
        try:
            return [str(ip_address(bare))]
        except ValueError:
            pass
        if _NUMERIC_END.search(bare.rstrip(".")):
            raise BlockedAddress(f"{host} is an address in disguise")
        try:
            return await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError("dns", f"{host} cannot be resolved: {error}") from error


def _checked(text: str, host: str) -> Address:
    address = ip_address(text)
    if not is_public(address):
        raise BlockedAddress(
            f"{host} leads to {address}, which is not public; allow the host by name to reach it"
        )
    return address


def _by_turns(addresses: list[Address]) -> list[Address]:
    """The resolver's order, families alternating (RFC 8305, section 4): a dead one costs little."""
    first, rest = addresses[0].version, addresses
    one = [a for a in rest if a.version == first]
    other = [a for a in rest if a.version != first]
    mixed: list[Address] = []
    while one or other:
        mixed += one[:1] + other[:1]
        one, other = one[1:], other[1:]
    return mixed
