import json
from dataclasses import replace
from datetime import UTC
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.records import Failure, FetchResult, Outcome, Purpose
from flows.steps.context import CaptureContext, contexts
from parsers.records import Link
from tests.flows.steps.build import NIGHT, result
from tests.warehouse.archive.build import exchange

words = st.text(st.characters(codec="utf-8"))
maybe = st.none() | words
instants = st.datetimes(timezones=st.just(UTC))
links = st.builds(
    Link,
    *(words, words, maybe, st.none() | instants, maybe, st.none() | instants, maybe, maybe, words),
)
all_contexts = st.builds(
    CaptureContext,
    night=instants,
    source=words,
    purpose=st.sampled_from(get_args(Purpose)),
    requested=words,
    hop=st.integers(0, 20),
    is_answer=st.booleans(),
    outcome=st.sampled_from(get_args(Outcome)),
    attempts=st.integers(0, 9),
    found_in=maybe,
    link=st.none() | links,
    failure=st.none() | st.sampled_from(get_args(Failure)),
    detail=maybe,
    problems=st.lists(words).map(tuple),
)


@given(all_contexts)
def test_what_the_archive_remembers_is_what_was_known(context: CaptureContext) -> None:
    stored = json.loads(json.dumps(context.to_json()))
    assert CaptureContext.from_json(stored) == context


def test_every_hop_has_a_context_and_the_last_one_is_the_answer() -> None:
    way = tuple(exchange(url=f"http://paper.example/{hop}") for hop in range(3))
    found: FetchResult = replace(
        result(), exchanges=way, failure="bad_encoding", detail="no gzip", problems=("odd",)
    )
    link = Link("http://paper.example/0", "http://paper.example/feed.rss")
    several = contexts(found, NIGHT, link)
    assert [(one.hop, one.is_answer) for one in several] == [(0, False), (1, False), (2, True)]
    assert {one.found_in for one in several} == {link.found_in}
    answer = several[-1]
    assert (answer.failure, answer.detail, answer.problems) == ("bad_encoding", "no gzip", ("odd",))


@pytest.mark.parametrize(
    "stored",
    [{}, {"night": "2026-03-10T01:00:00+00:00"}, {"night": 7}],
    ids=["empty", "cut short", "of another tool"],
)
def test_metadata_that_is_not_ours_is_told_from_ours(stored: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        CaptureContext.from_json(stored)  # type: ignore[arg-type] - what a file may hold
