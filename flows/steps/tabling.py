"""What the steps gave, as rows of tables: one batch is one set of tables, loaded whole."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flows.fetch.records import FetchResult
from flows.steps.collecting import Collected
from flows.steps.discovering import Discovery
from flows.steps.keeping import Kept
from flows.steps.problems import Problem
from flows.steps.reading import Reading
from parsers.version import EXTRACTOR_VERSION, PARSER_VERSION
from warehouse.rows import (
    Row,
    capture_row,
    feed_row,
    fetch_row,
    link_row,
    problem_row,
    source_row,
)
from warehouse.rows_articles import Tables, merged, reading_rows


def discovery_tables(discovery: Discovery, night: datetime, run_id: str) -> Tables:
    """The rows of one source's discovery: source, feeds, new and changed links, requests."""
    source = discovery.source
    tables: Tables = {"sources": [source_row(source, night)]}
    tables["feeds"] = [
        feed_row(feed, source.name, night, discovery.documents.get(feed.url))
        for feed in discovery.feeds
    ]
    tables["links"] = [
        link_row(state, source.name, night, entry) for state, entry in discovery.link_states
    ]
    tables |= exchange_tables(discovery.results, discovery.kept, night, run_id)
    tables["problems"] = problem_rows(discovery.problems, night)
    return tables


def batch_tables(batch: Collected, night: datetime, run_id: str, *, obey_noarchive: bool) -> Tables:
    """The rows of a batch of pages: requests, captures, links, articles, events, problems."""
    tables = exchange_tables(batch.results, batch.kept, night, run_id)
    tables["links"] = [
        link_row(state, batch.source.name, night, entry) for state, entry in batch.links
    ]
    tables["problems"] = problem_rows(batch.problems, night)
    readings = reading_tables(batch.readings, night, obey_noarchive=obey_noarchive)
    return merged([tables, readings])


def reading_tables(readings: Sequence[Reading], night: datetime, *, obey_noarchive: bool) -> Tables:
    """The rows of parsed pages; of two captures with one content the first stands for both."""
    return merged(
        [
            reading_rows(
                reading,
                night,
                parser_version=PARSER_VERSION,
                extractor_version=EXTRACTOR_VERSION,
                obey_noarchive=obey_noarchive,
            )
            for reading in readings
        ]
    )


def exchange_tables(
    results: Iterable[FetchResult], kept: Sequence[Kept], night: datetime, run_id: str
) -> Tables:
    """The rows of requests (rule files included) and of what was archived of them."""
    answers = {
        (one.context.purpose, one.context.requested): one.capture_id
        for one in kept
        if one.context.is_answer
    }
    fetches = [
        fetch_row(one, night, answers.get((one.request.purpose, one.request.url)), run_id)
        for result in results
        for one in (result, *result.robots)
    ]
    captures = [capture_row(one.stored, one.context) for one in kept if one.stored]
    return {"fetches": fetches, "captures": captures}


def problem_rows(problems: Iterable[Problem], night: datetime) -> list[Row]:
    """The rows of problems; of several of one thing in one batch the last stands."""
    rows = [problem_row(problem, night, _code_version(problem)) for problem in problems]
    return list({row["problem_id"]: row for row in rows}.values())


def _code_version(problem: Problem) -> str:
    by_extractor = problem.kind == "extractor_bug"
    return EXTRACTOR_VERSION if by_extractor else PARSER_VERSION
