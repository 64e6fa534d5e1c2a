"""Whatever the text, the extractor answers, stays inside the text and answers the same again."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.events import EXTRACTOR_VERSION, extract_events, extraction_status, project
from parsers.events.records import Mention
from parsers.language import packaged_pipeline
from parsers.records import Article

VOCABULARY = """
Police arrested attack killed at least 29 out of 30 dozens hundreds in near Kyiv Odesa region
the a of . , ; : said Mr. overnight on Tuesday February 30 between and 9pm Russian missile
U.S. shot down no casualties including a boy was were by will not province 's 99999999999999
one hundred thousand million to 0 earthquake protest hit suicide bomber 12,34,5
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\u201c", "\n\n"])
NEWSLIKE = st.lists(WORDS, max_size=60).map(" ".join)
ANY_TEXT = st.one_of(NEWSLIKE, st.text(max_size=300))
DAYS = st.one_of(st.none(), st.dates())


def spans_of(mention: Mention) -> list[tuple[int, int]]:
    spans = [mention.trigger, *mention.evidence]
    spans += [p.span for p in (*mention.actors, *mention.recipients, *mention.places)]
    spans += [claim.span for claim in mention.claims]
    for single in (mention.weapon, mention.target_object, mention.attribution, mention.time):
        if single is not None and single.span is not None:
            spans.append(single.span)
    return spans


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, DAYS)
def test_offsets_lie_inside_the_text_and_evidence_is_whole_sentences(
    text: str, day: date | None
) -> None:
    article = Article.from_text(text, published_at=day)
    sentences = {sentence.span for sentence in packaged_pipeline().read(text)}
    for mention in extract_events(article):
        assert all(0 <= start < end <= len(text) for start, end in spans_of(mention))
        assert set(mention.evidence) <= sentences
        assert mention.evidence[0][0] <= mention.trigger[0] < mention.evidence[0][1]
        assert len(set(mention.evidence)) == len(mention.evidence)
        project(mention, article)


@settings(max_examples=100, deadline=None)
@given(NEWSLIKE, DAYS)
def test_words_are_quoted_as_they_stand(text: str, day: date | None) -> None:
    for mention in extract_events(Article.from_text(text, published_at=day)):
        for part in (*mention.actors, *mention.recipients, *mention.places, *mention.claims):
            assert text[slice(*part.span)] == part.text


@settings(max_examples=60, deadline=None)
@given(NEWSLIKE, DAYS)
def test_the_same_article_gives_the_same_mentions(text: str, day: date | None) -> None:
    article = Article.from_text(text, published_at=day)
    assert extract_events(article) == extract_events(article)


@settings(max_examples=100, deadline=None)
@given(NEWSLIKE, DAYS)
def test_trigger_and_ordinal_tell_all_mentions_of_an_article_apart(
    text: str, day: date | None
) -> None:
    keys = [
        (m.trigger, m.ordinal) for m in extract_events(Article.from_text(text, published_at=day))
    ]
    assert len(keys) == len(set(keys))


@settings(max_examples=100, deadline=None)
@given(NEWSLIKE, st.dates())
def test_bounds_are_in_order_and_parts_point_to_their_sum(text: str, day: date) -> None:
    for mention in extract_events(Article.from_text(text, published_at=day)):
        if mention.time is not None and mention.time.start and mention.time.end:
            assert mention.time.start <= mention.time.end
        for claim in mention.claims:
            assert claim.low >= 0
            assert claim.high is None or claim.low <= claim.high
            if claim.part_of is not None:
                assert mention.claims[claim.part_of].kind == claim.kind
                assert mention.claims[claim.part_of].part_of is None


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_sentences_cover_every_letter_and_do_not_overlap(text: str) -> None:
    spans = [sentence.span for sentence in packaged_pipeline().read(text)]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(i in covered for i, letter in enumerate(text) if letter.isalnum())


@pytest.mark.parametrize("language", ["de", "es-BO", "uk"])
def test_another_language_gives_no_mentions_and_says_so(language: str) -> None:
    article = Article.from_text("Police arrested two men in Berlin.", language=language)
    assert extract_events(article) == ()
    assert extraction_status(article) == "language"


@pytest.mark.parametrize("language", [None, "en", "en-GB", "EN_us"])
def test_english_is_read_and_stamped_with_the_version(language: str | None) -> None:
    article = Article.from_text("Police arrested two men in Berlin.", language=language)
    assert extraction_status(article) == "done"
    assert [m.extractor_version for m in extract_events(article)] == [EXTRACTOR_VERSION]


def test_an_empty_text_is_not_english_without_events() -> None:
    assert extraction_status(Article.from_text("  \n ")) == "no_text"


def test_a_text_without_any_stop_is_answered_quickly() -> None:
    text = "killed 5 people in Kyiv on Tuesday and " * 5_000
    assert extract_events(Article.from_text(text)) == ()
