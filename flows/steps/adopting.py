"""Adopts captures that the archive has and the ledger lacks: after a crash, or for a rebuild.

Each gets exactly the rows it would have had: the metadata record beside it says why it was made.
What only the run knew (failed requests, feed health) is not in the archive and starts afresh.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from flows.config import Settings, Source
from flows.fetch.records import FetchResult
from flows.steps.collecting import judged_link, page_problem
from flows.steps.context import CaptureContext
from flows.steps.discovering import new_link
from flows.steps.problems import Problem
from flows.steps.reading import Page, Reading, read_page
from flows.steps.shelf import Shelf, capture_id
from flows.steps.tabling import problem_rows, reading_tables
from parsers.errors import ArchiveError
from parsers.events import Resources
from parsers.records import Link
from parsers.sites.table import RuleTable
from parsers.web.signals import read_signals
from warehouse.archive.reader import Place
from warehouse.archive.records import StoredCapture
from warehouse.records import LinkState
from warehouse.rows import adopted_fetch_row, capture_row, link_id_of, link_row, source_row
from warehouse.rows_articles import Tables, merged

_PAGES = ("article", "revisit")


@dataclass(slots=True)
class Adoption:
    """Turns unknown captures into tables, a part of them at a time.

    `links` finds what is remembered of a link. What a part itself says of links and originals is
    not in the database before it is loaded, and is remembered here so long. `run_id` marks the
    rows, so that what a crash of this run leaves over is looked for too.
    """

    run_id: str
    shelf: Shelf
    resources: Resources
    links: Callable[[int], LinkState | None]
    sources: dict[str, Source]
    settings: Settings
    site_rules: RuleTable | None = None
    adopted: int = 0
    _seen: dict[int, LinkState] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)
    _nights: dict[str, datetime] = field(default_factory=dict)

    def tables(self, captures: Iterable[StoredCapture]) -> Tables:
        """The rows of these captures; those that cannot be adopted are problems."""
        for remembered in (self._seen, self._places, self._nights):
            remembered.clear()
        tables = merged([self._one(stored) for stored in captures])
        named = [name for name in self._nights if name in self.sources]
        # As configured now, known since the first night of its captures.
        rows = [source_row(self.sources[name], self._nights[name]) for name in named]
        return tables | {"sources": rows}

    def _one(self, stored: StoredCapture) -> Tables:
        try:
            context = CaptureContext.from_json(stored.context)
        except (KeyError, TypeError, ValueError):
            return self._foreign(stored)
        self.adopted += 1
        self._places[stored.record_id] = (stored.file, stored.offset, stored.length)
        first = self._nights.get(context.source, context.night)
        self._nights[context.source] = min(first, context.night)
        tables: Tables = {"captures": [capture_row(stored, context)]}
        if context.is_answer:
            tables["fetches"] = [adopted_fetch_row(stored, context, self.run_id)]
            if context.purpose in _PAGES:
                tables = merged([tables, self._page(stored, context)])
        return tables

    def _place(self, record_id: str) -> Place | None:
        return self._places.get(record_id) or self.shelf.resolve(record_id)

    def _foreign(self, stored: StoredCapture) -> Tables:
        detail = f"{stored.file} at {stored.offset}: not written by sitrep, or without its metadata"
        return self._lost(stored, stored.file.partition("/")[0], detail, stored.fetched_at)

    def _page(self, stored: StoredCapture, context: CaptureContext) -> Tables:
        try:
            result = replace(self.shelf, resolve=self._place).result(stored, context)
        except ArchiveError as error:
            return self._lost(stored, context.source, str(error), context.night)
        reading = self._read(stored, context, result)
        link = self._link(context)
        entry = context.link or Link(link.url, "")
        after, entry = judged_link(link, entry, result, reading, context.night)
        self._seen[after.link_id] = after
        tables: Tables = {"links": [link_row(after, context.source, context.night, entry)]}
        problem = page_problem(context.source, link.url, result, reading)
        if problem:
            tables["problems"] = problem_rows([problem], context.night)
        readings = [reading] if reading else []
        obey = self.settings.signals.noarchive == "obey"
        return merged([tables, reading_tables(readings, context.night, obey_noarchive=obey)])

    @staticmethod
    def _lost(stored: StoredCapture, source: str, detail: str, night: datetime) -> Tables:
        problem = Problem("archive", source, stored.url, detail)
        return {"problems": problem_rows([problem], night)}

    def _read(
        self, stored: StoredCapture, context: CaptureContext, result: FetchResult
    ) -> Reading | None:
        if result.outcome != "ok":
            return None
        source = self.sources.get(context.source)
        page = Page(
            capture_id=capture_id(stored, context),
            source=context.source,
            url=stored.url,
            body=result.body,
            content_type=stored.content_type,
            fetched_at=stored.fetched_at,
            signals=read_signals(result.headers),
            mine=source is not None and self.settings.tdm_for(source) == "record",
            zone=source.time_zone if source else None,
        )
        return read_page(page, self.resources, self.site_rules)

    def _link(self, context: CaptureContext) -> LinkState:
        """What is remembered of the link, or what discovery would have made of its entry."""
        link_id = link_id_of(context.source, context.requested)
        known = self._seen.get(link_id) or self.links(link_id)
        if known is not None:
            return known
        return new_link(context.source, context.link or Link(context.requested, ""), context.night)
