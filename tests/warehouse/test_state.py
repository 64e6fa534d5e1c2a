from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from parsers.records import FeedDocument, Link
from tests.warehouse.build import (
    NEXT,
    NIGHT,
    Problem,
    Request,
    Result,
    Story,
    discovery_tables,
    load,
    load_stories,
    story_tables,
)
from warehouse import runs, state
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.records import FeedHealth, LinkState
from warehouse.rows import feed_row, fetch_row, host_row, link_id_of, link_row, problem_row
from warehouse.staging import stage

URL = "https://gazette.example/odesa"
LINK_ID = link_id_of("gazette", URL)


def link(name: str, **facts: object) -> LinkState:
    url = f"https://gazette.example/{name}"
    known = LinkState(link_id_of("gazette", url), url, first_seen_at=NIGHT)
    return replace(known, **facts)  # type: ignore[arg-type]  # fields by name


def test_feeds_come_back_as_they_were_stored(home: Home) -> None:
    feed = FeedHealth(
        "https://gazette.example/feed",
        "feed",
        etag='"a"',
        gives_304=True,
        failures=0.75,
        last_attempt_at=NIGHT,
        next_attempt_at=NEXT,
        status="disabled",
        status_reason="10 failure points",
    )
    document = FeedDocument("rss", (Link(URL, feed.url),), title="The Gazette", parser="fast")
    load(home, {"feeds": [feed_row(feed, "gazette", NIGHT, document)]})
    with Writer.open(home, threads=1) as writer:
        assert state.feeds(writer.connection, "gazette") == {feed.url: feed}
        assert state.feeds(writer.connection, "kestrel") == {}


def test_links_come_back_as_they_were_stored(home: Home) -> None:
    known = link("a", state="failed", reason="HTTP 500", failures=2, next_visit_at=NEXT, etag="e")
    load(home, {"links": [link_row(known, "gazette", NIGHT)]})
    with Writer.open(home, threads=1) as writer:
        assert state.links(writer.connection, [known.link_id, 7]) == {known.link_id: known}


def test_due_links_are_new_ones_retries_and_revisits_within_limits(home: Home) -> None:
    older, newer = NIGHT - timedelta(hours=5), NIGHT - timedelta(hours=1)
    entries = {
        "new-older": (link("new-older", published_at=older), "new"),
        "new-newer": (link("new-newer", published_at=newer), "new"),
        "again": (link("again", state="fetched", next_visit_at=NIGHT), "revisit"),
        "failed": (link("failed", state="failed", next_visit_at=NIGHT), "retry"),
        "later": (link("later", state="fetched", next_visit_at=NEXT), None),
        "never": (link("never", state="gone"), None),
    }
    rows = [link_row(known, "gazette", NIGHT) for known, _ in entries.values()]
    load(home, {"links": rows})
    with Writer.open(home, threads=1) as writer:
        due = state.due_links(writer.connection, "gazette", NIGHT, new=10, again=10)
        assert [(each.why, each.state.url.rpartition("/")[2]) for each in due] == [
            ("new", "new-newer"), ("new", "new-older"), ("retry", "failed"), ("revisit", "again"),
        ]  # fmt: skip
        few = state.due_links(writer.connection, "gazette", NIGHT, new=1, again=1)
        assert [each.why for each in few] == ["new", "retry"]


def test_the_original_of_a_copy_is_found_by_address_and_payload(home: Home) -> None:
    story = Story()
    load_stories(home, [story])
    digest = "sha1:" + story.digest[:32].upper()
    with Writer.open(home, threads=1) as writer:
        db = writer.connection
        found = state.find_original(db, story.url, digest)
        assert found is not None
        assert found.record_id == f"urn:uuid:{story.capture_id:032x}"
        assert found.fetched_at == NIGHT + timedelta(seconds=5)
        assert state.find_original(db, story.url, None) == found
        assert state.find_original(db, story.url, "sha1:OTHER") is None
        assert state.find_original(db, "https://gazette.example/other", None) is None
        assert state.place_of(db, found.record_id) == ("gazette/2026-03/a.warc.gz", 0, 1000)


def test_the_ledger_knows_files_offsets_captures_and_versions(home: Home) -> None:
    story = Story(offset=77)
    load_stories(home, [story])
    with Writer.open(home, threads=1) as writer:
        db = writer.connection
        file = "gazette/2026-03/a.warc.gz"
        assert state.archive_files(db) == {file}
        assert state.known_offsets(db, file) == {77}
        assert [(kept.offset, kept.length) for kept in state.archive_ledger(db)[file]] == [
            (77, 1000)
        ]
        assert state.known_captures(db, NIGHT) == {story.capture_id}
        assert state.known_captures(db, NEXT) == set()
        (version,) = db.execute("SELECT version_id FROM article_versions").fetchone() or (0,)
        assert state.known_versions(db, [version, 1]) == {version}
        assert state.usual_night_bytes(db) == 1000


def test_what_lanes_store_comes_back(home: Home) -> None:
    stored: dict[str, object] = {
        "next_allowed_at": "2026-03-02T04:15:10+00:00",
        "backoff_until": None,
        "failures": 2,
        "day": "2026-03-02",
        "requests_today": 41,
        "tdm_day": "2026-03-01",
        "robots": {"https://gazette.example": {"state": "allow_all"}},
    }
    load(home, {"hosts": [host_row("gazette.example", stored)]})
    with Writer.open(home, threads=1) as writer:
        assert state.hosts(writer.connection) == {"gazette.example": stored}


def test_captures_to_read_are_those_without_a_reading_by_these_versions(home: Home) -> None:
    load_stories(home, [Story(), Story(url="https://kestrel.example/x", source="kestrel")])
    with Writer.open(home, threads=1) as writer:
        db = writer.connection

        def sources(parser: str, extractor: str, **how: object) -> list[str]:
            found = state.captures_to_read(db, parser, extractor, **how)  # type: ignore[arg-type]  # by name
            return [capture.source for capture in found]

        assert sources("article-1", "events-1") == []
        assert sources("article-1", "events-1", everything=True) == ["gazette", "kestrel"]
        assert sources("article-1", "events-2") == ["gazette", "kestrel"]
        assert sources("article-2", "events-1", sources=("kestrel",)) == ["kestrel"]


def test_counts_of_a_night_are_those_of_its_rows(home: Home) -> None:
    failed = Result(Request("https://gazette.example/more", "feed"), "failed", failure="dns")
    load_stories(home, [Story(), replace(Story(), night=NEXT)])
    load(
        home,
        {
            "fetches": [fetch_row(failed, NIGHT)],
            "problems": [problem_row(Problem("feed_failed", "gazette", "x"), NIGHT)],
        },
        batch="b",
    )
    with Writer.open(home, threads=1) as writer:
        (first,) = state.night_counts(writer.connection, NIGHT)
        assert (first.feeds, first.feeds_failed, first.links_new, first.pages) == (2, 1, 1, 1)
        assert (first.articles, first.versions_new, first.mentions, first.problems) == (1, 1, 1, 1)
        (second,) = state.night_counts(writer.connection, NEXT)
        assert (second.links_new, second.versions_new, second.articles) == (0, 0, 1)
        day = state.coverage(writer.connection, "gazette", date(2026, 3, 1), date(2026, 3, 2))
        assert [(one.day, one.parsed) for one in day] == [(date(2026, 3, 2), 1)]


def begin(writer: Writer, run_id: str, night: datetime, started_at: datetime) -> None:
    runs.start_run(
        writer.connection,
        run_id,
        "nightly",
        trigger="cli",
        night=night,
        started_at=started_at,
        parameters={"sources": []},
        versions={"sitrep": "0.1.0"},
    )


def test_runs_are_kept_with_how_they_ended(home: Home) -> None:
    with Writer.open(home, threads=1) as writer:
        db = writer.connection
        assert runs.last_good_night(db) is None
        begin(writer, "run-1", NIGHT, NIGHT)
        runs.step(db, "run-1", "discover gazette", "failed", started_at=NIGHT, seconds=2.5)
        runs.step(db, "run-1", "discover gazette", "completed", started_at=NIGHT, seconds=1.5)
        runs.finish_run(db, "run-1", "completed", finished_at=NIGHT, counts={"pages": 3})
        begin(writer, "run-2", NEXT, NEXT)
        assert runs.last_good_night(db) == NIGHT
        begin(writer, "run-3", NEXT, NEXT + timedelta(hours=1))
        found = [(run.run_id, run.state, run.counts) for run in runs.runs(db)]
        assert found == [
            ("run-3", "running", {}),
            ("run-2", "crashed", {}),
            ("run-1", "completed", {"pages": 3}),
        ]
        assert db.execute("SELECT state, seconds FROM run_steps").fetchall() == [("completed", 1.5)]


def test_files_of_a_crashed_run_are_looked_into_until_a_run_went_through(home: Home) -> None:
    with Writer.open(home, threads=1) as writer:
        db = writer.connection
        begin(writer, "run-1", NIGHT, NIGHT)
        writer.load(stage(home, "a", story_tables(Story())))
        begin(writer, "run-2", NIGHT, NIGHT + timedelta(hours=1))
        assert state.files_of_unfinished_runs(db, "run-2") == {"gazette/2026-03/a.warc.gz"}
        runs.finish_run(db, "run-2", "completed_with_problems", finished_at=NEXT)
        begin(writer, "run-3", NEXT, NEXT)
        assert state.files_of_unfinished_runs(db, "run-3") == set()


def test_a_problem_that_is_tried_again_makes_its_page_and_feed_due(home: Home) -> None:
    page = link("odesa", state="given_up", failures=5)
    feed = FeedHealth("https://gazette.example/feed", "feed", failures=10.0, status="disabled")
    load(
        home,
        {
            "links": [link_row(page, "gazette", NIGHT)],
            "feeds": [feed_row(feed, "gazette", NIGHT)],
            "problems": [
                problem_row(Problem("page_failed", "gazette", page.url), NIGHT),
                problem_row(Problem("feed_disabled", "gazette", feed.url), NIGHT),
                problem_row(Problem("page_failed", "kestrel", page.url), NIGHT),
            ],
        },
    )
    with Writer.open(home, threads=1) as writer:
        db = writer.connection
        found = runs.open_problems(db, source="gazette")
        assert [problem.kind for problem in found] == ["feed_disabled", "page_failed"]
        assert found[0].last_night == NIGHT
        runs.retry_problems(db, [problem.problem_id for problem in found], NEXT)
        due = state.due_links(db, "gazette", NEXT, new=5, again=5)
        assert [(each.why, each.state.failures) for each in due] == [("retry", 0)]
        assert state.feeds(db, "gazette")[feed.url].status == "active"
        runs.resolve_problems(db, [found[0].problem_id], NEXT)
        assert runs.count_problems(db) == {"page_failed": 2}


def test_reads_run_beside_the_open_transaction_of_the_writer(home: Home) -> None:
    with Writer.open(home, threads=1) as writer:
        writer.load(stage(home, "a", discovery_tables()))
        writer.connection.execute("BEGIN TRANSACTION")
        writer.connection.execute("DELETE FROM feeds")
        assert len(state.feeds(writer.connection, "gazette")) == 1
        writer.connection.execute("ROLLBACK")


def test_instants_are_aware_and_in_utc(home: Home) -> None:
    load(home, {"links": [link_row(link("a"), "gazette", NIGHT)]})
    with Writer.open(home, threads=1) as writer:
        (found,) = state.links(writer.connection, [link("a").link_id]).values()
    assert found.first_seen_at == NIGHT
    assert found.first_seen_at is not None
    assert found.first_seen_at.tzinfo is UTC
