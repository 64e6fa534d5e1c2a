"""No request reaches an address that is not public, unless the configuration names the host."""

import asyncio
import socket
from ipaddress import IPv4Address, ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.addresses import (
    AddressGuard,
    Endpoint,
    Resolver,
    SystemResolver,
    is_public,
    parse_endpoint,
)
from parsers.errors import BlockedAddress, FetchError
from tests.flows.fetch.world import HOST, world
from tests.servers.misbehaving import answer


def _resolver(*answers: list[str]) -> Resolver:
    left = list(answers)

    async def resolve(host: str, port: int) -> list[str]:
        await asyncio.sleep(0)
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


def _endpoints(host: str, *answers: list[str]) -> list[Endpoint]:
    return asyncio.run(AddressGuard({}, _resolver(*answers or ([],))).endpoints(host, 80))


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 - an address that must not be reached
        "169.254.169.254",
        "172.16.5.5",
        "192.168.1.1",
        "100.64.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "2001:0:7f00:1::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_address_that_is_not_public_is_blocked(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(BlockedAddress, match="not public"):
        _endpoints("paper.example", [address])


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_a_public_address_is_not(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_a_mapped_address_counts_as_what_it_maps_to(address: IPv4Address) -> None:
    assert is_public(ip_address(f"::ffff:{address}")) == is_public(address)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001", "paper.0x", "1.2.3.4.5", "8.8."],
)
def test_an_address_in_disguise_is_blocked_before_anybody_is_asked(host: str) -> None:
    with pytest.raises(BlockedAddress, match="disguise"):
        _endpoints(host, ["8.8.8.8"])


def test_one_private_address_among_public_ones_blocks_the_name() -> None:
    with pytest.raises(BlockedAddress):
        _endpoints("paper.example", ["8.8.8.8", "10.0.0.1"])


def test_families_take_turns_in_the_order_of_the_resolver() -> None:
    found = _endpoints("paper.example", ["2600::1", "2600::2", "8.8.8.8", "8.8.4.4"])
    assert [e.ip for e in found] == ["2600::1", "8.8.8.8", "2600::2", "8.8.4.4"]


def test_a_name_without_addresses_is_a_dns_failure() -> None:
    with pytest.raises(FetchError, match="no address") as caught:
        _endpoints("paper.example")
    assert caught.value.kind == "dns"


def test_only_the_named_host_may_be_private() -> None:
    guard = AddressGuard({"Paper.example": "127.0.0.1:8080"}, _resolver(["127.0.0.1"]))
    assert asyncio.run(guard.endpoints("paper.example", 80)) == [Endpoint("127.0.0.1", 8080)]
    for other in ("sub.paper.example", "example", "127.0.0.1"):
        with pytest.raises(BlockedAddress):
            asyncio.run(guard.endpoints(other, 80))


@pytest.mark.parametrize(
    ("text", "endpoint"),
    [
        ("127.0.0.1", Endpoint("127.0.0.1", 80)),
        ("127.0.0.1:99", Endpoint("127.0.0.1", 99)),
        ("::1", Endpoint("::1", 80)),
        ("[::1]:99", Endpoint("::1", 99)),
    ],
)
def test_configured_endpoints_are_read(text: str, endpoint: Endpoint) -> None:
    assert parse_endpoint(text, 80) == endpoint


@pytest.mark.parametrize("text", ["", "paper.example", "127.1", "127.0.0.1:x"])
def test_a_configured_endpoint_is_an_address(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_endpoint(text, 80)


def test_a_name_that_changes_its_mind_gains_nothing() -> None:
    """DNS rebinding: public when first asked, private ever after."""
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        await asyncio.sleep(0)
        return ["192.0.2.1" if len(asked) == 1 else "127.0.0.1"]

    async def run() -> None:
        async with world({"/": answer(b"inside")}, resolver=rebinding) as here:
            url = f"http://rebind.example:{here.server.port}/"
            for _ in range(2):
                result = await here.get(url, "robots")
                assert (result.outcome, result.failure) == ("failed", "blocked_address")
            assert here.server.connections == 0
            assert len(asked) == 2, "one question for each connection, none after the check"

    asyncio.run(run())


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.0.0.1:{port}/",
        "http://0177.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://0.0.0.0:{port}/",
    ],
)
def test_loopback_is_not_reached_in_any_spelling(url: str) -> None:
    async def run() -> None:
        async with world({"/": answer(b"inside")}) as here:
            result = await here.get(url.format(port=here.server.port))
            assert (result.outcome, result.failure) == ("failed", "blocked_address")
            assert here.server.connections == 0

    asyncio.run(run())


def test_a_name_that_does_not_exist_is_a_dns_failure() -> None:
    async def nxdomain(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async def run() -> None:
        async with world({}, resolver=nxdomain) as here:
            result = await here.get("http://gone.example/robots.txt", "robots")
            assert (result.outcome, result.failure) == ("failed", "dns")
            page = await here.get("http://gone.example/page")
            assert (page.outcome, page.status) == ("robots_unreachable", None)
            assert page.detail is not None
            assert "dns" in page.detail

    asyncio.run(run())


def test_the_system_resolves_names() -> None:
    resolver = SystemResolver(2)
    found = asyncio.run(resolver("localhost", 80))
    resolver.close()
    assert set(found) <= {"127.0.0.1", "::1"}
    assert found


def test_a_resolver_that_never_answers_is_a_dns_failure() -> None:
    async def never(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    async def run() -> None:
        async with world({}, resolver=never, connect_timeout=0.2, retries=0) as here:
            result = await here.get("http://slow.example/robots.txt", "robots")
            assert (result.outcome, result.failure) == ("failed", "dns")

    asyncio.run(run())


def test_a_dead_address_is_passed_over_for_one_that_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An IPv6 black hole: the first address swallows everything, the second one is alive."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        real = loop.create_connection

        async def black_hole(protocol: Any, host: str, port: int) -> object:
            if host == "2600::dead":
                await asyncio.sleep(60)
            return await real(protocol, "127.0.0.1", port)

        async with world(
            {"/robots.txt": answer(b"")},
            resolver=_resolver(["2600::dead", "8.8.8.8"]),
            connect_timeout=1.0,
        ) as here:
            monkeypatch.setattr(loop, "create_connection", black_hole)
            url = f"http://dual.example:{here.server.port}/robots.txt"
            result = await here.get(url, "robots")
            assert (result.outcome, result.exchanges[-1].ip) == ("ok", "8.8.8.8")

    asyncio.run(run())


def test_an_allowed_host_leads_where_the_configuration_says() -> None:
    async def run() -> None:
        async with world({"/": answer(b"here")}) as here:
            result = await here.get("/")
            assert result.exchanges[-1].ip == "127.0.0.1"
            assert result.final_url == f"http://{HOST}/"

    asyncio.run(run())
