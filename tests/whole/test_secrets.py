"""A login is sent to its host and is nowhere afterwards: no file, no line, no cell."""

import asyncio
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.servers.misbehaving import Conversation, Page, answer
from tests.whole.scene import rows
from tests.whole.small import PAPER, feed, story, street
from warehouse.connection import connect
from warehouse.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

LOGIN = "Bearer tok-8f31c2d7-upper-wickham"
COOKIE = "session=crumb-55aa-not-for-you"
ISSUED = "issued-77-by-the-server"
LOGINS = """
[logins.paper-example]
Authorization = "env:PAPER_LOGIN"
Cookie = "env:PAPER_COOKIE"
"""
SECRETS = (LOGIN, LOGIN.removeprefix("Bearer "), COOKIE, COOKIE.partition("=")[2], ISSUED)


async def _members_only(talk: Conversation) -> None:
    """Gives the story to those who log in, sets a cookie and, carelessly, echoes the login."""
    if talk.header("authorization") != LOGIN or talk.header("cookie") != COOKIE:
        await talk.send(answer(b"log in", "401 Unauthorized"))
        return
    page = story("For members", f"Signed in with {LOGIN}, {COOKIE}.")
    cookie = f"Set-Cookie: session={ISSUED}; Path=/"
    await talk.send(answer(page, "200 OK", "Content-Type: text/html", cookie))


PAGES: dict[str, Page] = {
    f"{PAPER}/robots.txt": answer(
        b"User-agent: *\nDisallow:\n", "200 OK", f"Set-Cookie: r={ISSUED}"
    ),
    f"{PAPER}/feed.rss": answer(feed([f"http://{PAPER}/members"])),
    f"{PAPER}/members": _members_only,
}


def _files(home: Home) -> Iterator[tuple[str, bytes]]:
    """Every file of the home; of compressed ones also what is in them."""
    for path in home.path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield str(path), data
            if path.suffix == ".gz":
                yield f"{path} unpacked", _unpacked(data)


def _unpacked(data: bytes) -> bytes:
    whole = b""
    while data:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        whole += member.decompress(data) + member.flush()
        data = member.unused_data
    return whole


def _cells(path: Path) -> Iterator[tuple[str, str]]:
    """Every row of every table of a database, as text."""
    with closing(connect(path, read_only=True)) as connection:
        sql = "SELECT schema_name, table_name FROM duckdb_tables()"
        for schema, table in connection.execute(sql).fetchall():
            text = f'SELECT t::VARCHAR FROM "{schema}"."{table}" AS t'  # noqa: S608 - our own names
            for (row,) in connection.execute(text).fetchall():
                yield f"{path.name}: {table}", row


async def _a_night_with_a_login(folder: Path) -> tuple[Home, str]:
    async with street(folder, PAGES) as here:
        settings = here.home.path / "sitrep.toml"
        settings.write_text(settings.read_text("utf-8") + LOGINS, "utf-8")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "flows.cli", "nightly", "--now", "2026-03-10T01:00"),
            env={**os.environ, "PAPER_LOGIN": LOGIN, "PAPER_COOKIE": COOKIE},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        return here.home, said.decode()


def test_a_login_is_used_and_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_HOME", str(tmp_path / "home"))
    home, said = asyncio.run(_a_night_with_a_login(tmp_path))
    assert rows(home, "SELECT title FROM articles") == [("For members",)]
    assert not [secret for secret in SECRETS if secret in said]
    files = list(_files(home))
    assert any("unpacked" in name and b"For members" in data for name, data in files)
    for secret in SECRETS:
        assert not [name for name, data in files if secret.encode() in data]
    cells = [cell for path in home.path.glob("*.duckdb") for cell in _cells(path)]
    assert any("For members" in row for _, row in cells)
    for secret in SECRETS:
        assert not [where for where, row in cells if secret in row]
