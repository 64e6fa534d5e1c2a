"""Small records for tests of the warehouse: a press of two papers, one night after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from parsers.events.records import (
    Attribution,
    Claim,
    EventTime,
    Mention,
    Named,
    Participant,
    Place,
)
from parsers.records import Article, Author, Link, PageTime
from parsers.web.signals import Signals
from warehouse.archive.records import StoredCapture
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.query import run_sql
from warehouse.records import FeedHealth, LinkState
from warehouse.rows import (
    Row,
    capture_id_of,
    capture_row,
    feed_row,
    fetch_row,
    link_id_of,
    link_row,
    source_row,
)
from warehouse.rows_articles import Tables, merged, reading_rows
from warehouse.staging import stage

NIGHT = datetime(2026, 3, 2, 4, 15, tzinfo=UTC)
NEXT = NIGHT + timedelta(days=1)

STRIKE = (
    "A drone struck the grain terminal at Odesa on Monday, killing three dockers, the port "
    "authority said. Two more were wounded when a silo wall gave way an hour later. The blast "
    "broke windows along the front and the ferry to Chornomorsk did not sail. Crews were still "
    "at work by evening, and the harbour master asked owners to keep their boats in."
)


@dataclass(frozen=True)
class Expectations:
    articles_a_day: float = 1
    share_with_date: float = 0.9
    share_with_text: float = 0.9


@dataclass(frozen=True)
class Source:
    name: str
    title: str = "The Gazette"
    home: str = "https://gazette.example/"
    country: str = "UKR"
    languages: tuple[str, ...] = ("en",)
    time_zone: str = "Europe/Kyiv"
    known_from: str = "made up"
    verified: date = date(2026, 3, 1)
    disabled: bool = False
    expectations: Expectations = Expectations()


@dataclass(frozen=True)
class Request:
    url: str
    purpose: str = "article"
    source: str = "gazette"


@dataclass(frozen=True)
class Result:
    request: Request
    outcome: str = "ok"
    started_at: datetime = NIGHT
    seconds: float = 0.2
    attempts: int = 1
    final_url: str | None = None
    status: int | None = 200
    exchanges: tuple[int, ...] = (1,)
    failure: str | None = None
    detail: str | None = None
    wait_until: datetime | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    night: datetime
    source: str
    purpose: str
    requested: str
    hop: int = 0
    is_answer: bool = True
    outcome: str = "ok"
    attempts: int = 1
    failure: str | None = None
    detail: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    capture_id: int
    source: str
    url: str
    signals: Signals = field(default_factory=Signals)


@dataclass(frozen=True)
class Reading:
    page: Page
    kind: str
    article: Article | None
    mentions: tuple[Mention, ...] = ()
    extraction: str = "done"
    problem: str | None = None


@dataclass(frozen=True)
class Problem:
    kind: str
    source: str
    subject: str
    detail: str = "HTTP 500"
    capture_id: int | None = None


@dataclass(frozen=True)
class Story:
    """One page of a paper on one night."""

    url: str = "https://gazette.example/odesa"
    source: str = "gazette"
    title: str | None = "Three killed at Odesa port"
    text: str = STRIKE
    night: datetime = NIGHT
    published_at: datetime | None = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    authors: tuple[Author, ...] = (Author("Olena Bondar"),)
    noarchive: bool = False
    tdm_reserved: bool = False
    extraction: str = "done"
    killed: int | None = 3
    parser_version: str = "article-1"
    extractor_version: str = "events-1"
    offset: int = 0
    state: str = "fetched"
    mentions: tuple[Mention, ...] | None = field(default=None)

    @property
    def capture_id(self) -> int:
        return capture_id_of(self.night, self.url, 200, self.digest)

    @property
    def digest(self) -> str:
        return sha256(f"{self.title}{self.text}{self.authors}".encode()).hexdigest()

    @property
    def article(self) -> Article:
        moment = self.published_at
        return Article(
            text=self.text,
            url=self.url,
            title=self.title,
            authors=self.authors,
            published=PageTime(moment.isoformat(), moment.date(), moment, "+00:00", "meta", 0.9)
            if moment
            else None,
            language="en",
            noarchive=self.noarchive,
            tdm_reserved=self.tdm_reserved,
            methods={"text": "body"},
        )


def strike(text: str = STRIKE, killed: int | None = 3) -> Mention:
    """The mention of the strike, with every field that its text gives."""

    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    sentence_end = text.index(".") + 1
    claims: tuple[Claim, ...] = ()
    if killed is not None:
        claims = (
            Claim("killed", killed, killed, killed, "three dockers", span("three dockers")),
            Claim("wounded", 2, 2, 2, "Two", span("Two"), part_of=None),
        )
    return Mention(
        type="ASSAULT",
        mode="drone",
        trigger=span("struck"),
        sentence=0,
        evidence=((0, sentence_end),),
        acled_event="Explosions/Remote violence",
        acled_sub_event="Air/drone strike",
        cameo="195",
        quad_class=4,
        intensity=-9.0,
        actors=(Participant("A drone", span("A drone"), country="RUS", sector="MIL"),),
        recipients=(Participant("dockers", span("dockers"), country="UKR", sector="CVL"),),
        places=(
            Place(
                "at", "Odesa", span("Odesa"), name="Odesa", country="UKR",
                latitude=46.48, longitude=30.73, precision="settlement", gazetteer_id="698740",
            ),
        ),
        time=EventTime(
            "on Monday", span("on Monday"), date(2026, 3, 2), date(2026, 3, 2), "day",
            anchor="2026-03-02",
        ),
        claims=claims,
        weapon=Named("drone", span("drone"), "drone"),
        target_object=Named("grain terminal", span("grain terminal"), "port"),
        attribution=Attribution("the port authority", span("the port authority"), "own", "said"),
        confidence=0.9,
        tier="A",
        reasons=(),
        extractor_version="events-1",
    )  # fmt: skip


def story_tables(story: Story) -> Tables:
    """All rows of a page that was fetched, archived and read."""
    context = Context(story.night, story.source, "article", story.url)
    stored = StoredCapture(
        url=story.url,
        fetched_at=story.night + timedelta(seconds=5),
        status=200,
        content_type="text/html",
        record_id=f"urn:uuid:{story.capture_id:032x}",
        record_type="response",
        file=f"{story.source}/2026-03/a.warc.gz",
        offset=story.offset,
        length=1000,
        payload_digest="sha1:" + story.digest[:32].upper(),
        payload_sha256=story.digest,
        payload_length=len(story.text),
        block_digest="sha1:A",
    )
    mentions = story.mentions
    if mentions is None:
        told = story.text.startswith("A drone struck") and story.extraction == "done"
        mentions = (strike(story.text, story.killed),) if told else ()
    reading = Reading(
        Page(story.capture_id, story.source, story.url),
        "article",
        story.article,
        mentions,
        story.extraction,
    )
    request = Request(story.url, "article", story.source)
    link = LinkState(
        link_id_of(story.source, story.url),
        story.url,
        state=story.state,
        visits=1 + (story.night - NIGHT).days,
        first_seen_at=story.night,
        first_fetched_at=story.night,
    )
    entry = Link(
        story.url,
        f"https://{story.source}.example/feed",
        story.title,
        published_at=story.published_at,
        digest="d1",
    )
    night = story.night
    return merged(
        [
            {
                "links": [link_row(link, story.source, night, entry)],
                "fetches": [fetch_row(Result(request), night, story.capture_id, "run-1")],
                "captures": [capture_row(stored, context)],
            },
            reading_rows(
                reading,
                night,
                parser_version=story.parser_version,
                extractor_version=story.extractor_version,
            ),
        ]
    )


def discovery_tables(source: str = "gazette", night: datetime = NIGHT) -> Tables:
    """A source whose feed has answered."""
    feed = FeedHealth(
        f"https://{source}.example/feed", "feed", last_attempt_at=night, last_success_at=night
    )
    rows: dict[str, list[Row]] = {
        "sources": [source_row(Source(source), night)],
        "feeds": [feed_row(feed, source, night)],
        "fetches": [fetch_row(Result(Request(feed.url, "feed", source)), night)],
    }
    return rows


def load(home: Home, *tables: Tables, batch: str = "batch", refresh: bool = True) -> None:
    """Stages and loads rows as one batch."""
    with Writer.open(home, threads=1) as writer:
        writer.load(stage(home, batch, merged(tables), run_id="run-1", night=NIGHT))
        if refresh:
            writer.refresh()


def load_stories(home: Home, stories: Sequence[Story]) -> None:
    """Loads a night's discovery and pages, source by source."""
    sources = sorted({(story.source, story.night) for story in stories}, key=lambda x: x[::-1])
    load(
        home,
        *(discovery_tables(source, night) for source, night in sources),
        *(story_tables(story) for story in stories),
    )


RAID = Story(
    url="https://kestrel.example/port",
    source="kestrel",
    title="Five dead after raid on Odesa",
    text="A drone struck the quay at Odesa on Monday, killing three dockers and two sailors, "
    "the port authority said in a note that reached the paper after nightfall. A lorry burned "
    "out beside the weighbridge and two cranes stood still until the fire brigade let crews back.",
    killed=5,
    mentions=(),
)
FIVE = replace(
    strike(),
    claims=(replace(strike().claims[0], low=5, best=5, high=5),),
    evidence=((0, 30),),
)


def ask(home: Home, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a question to the published file."""
    return list(run_sql(home.published, sql).rows)
