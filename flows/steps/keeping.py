"""The archive side of one run: which writer, which original, and what is already there.

The same bytes of the same address on the same night are one capture: a repeated night and two
links that redirect to one page find it instead of writing it again.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from flows.fetch.records import FetchResult
from flows.steps.context import CaptureContext, contexts
from flows.steps.threads import to_the_end
from parsers.records import Link
from parsers.web.http import parse_response
from warehouse.archive.records import Exchange, Original, StoredCapture
from warehouse.archive.warc import sha1_digest
from warehouse.archive.writer import ArchiveWriter
from warehouse.rows import capture_id_of

FindOriginal = Callable[[str, str | None], Original | None]
"""Finds the capture that a revisit may refer to, by address and payload digest (None: newest)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One exchange in the archive. `stored` is None when it was there already."""

    capture_id: int
    exchange: Exchange
    context: CaptureContext
    stored: StoredCapture | None


@dataclass(slots=True)
class Keeper:
    """Writes what one run fetches; one writer a source, opened on first use.

    `known` are the ids of captures that the ledger has for this night.
    """

    root: Path
    night: datetime
    operator: Mapping[str, str]
    now: Callable[[], datetime]
    find_original: FindOriginal
    known: set[int] = field(default_factory=set)
    _writers: dict[str, ArchiveWriter] = field(default_factory=dict)

    def keep(self, result: FetchResult, link: Link | None = None) -> list[Kept]:
        """Archives every exchange of a result, rule files first; safe after `sync`."""
        rules = [kept for robots in result.robots for kept in self.keep(robots)]
        pairs = zip(result.exchanges, contexts(result, self.night, link), strict=True)
        return rules + [self._keep(exchange, context) for exchange, context in pairs]

    def _keep(self, exchange: Exchange, context: CaptureContext) -> Kept:
        http = parse_response(exchange.response)
        digest = sha256(http.payload).hexdigest()
        capture_id = capture_id_of(self.night, exchange.url, http.status, digest)
        if capture_id in self.known:
            return Kept(capture_id, exchange, context, None)
        payload = None if http.status == 304 else sha1_digest(http.payload)  # noqa: PLR2004 - a status
        # A page that is fetched for the first time has no original: no need to look for one.
        is_first = context.purpose == "article"
        original = None if is_first else self.find_original(exchange.url, payload)
        stored = self._writer(context.source).write(exchange, context.to_json(), original)
        self.known.add(capture_id)
        return Kept(capture_id, exchange, context, stored)

    def _writer(self, source: str) -> ArchiveWriter:
        if source not in self._writers:
            self._writers[source] = ArchiveWriter(
                self.root, source, operator=self.operator, clock=self.now
            )
        return self._writers[source]

    async def sync(self, source: str) -> None:
        """Returns when everything kept for a source would outlive a loss of power."""
        if source in self._writers:
            await asyncio.to_thread(self._writers[source].sync)

    async def close(self, source: str) -> None:
        """Finishes the source's file: final name, index."""
        writer = self._writers.pop(source, None)
        if writer is not None:
            await to_the_end(writer.close)

    async def close_all(self) -> None:
        """Finishes all files."""
        for source in list(self._writers):
            await self.close(source)
