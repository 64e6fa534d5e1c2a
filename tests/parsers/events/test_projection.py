import json
from datetime import date

import pytest

from parsers.events import extract_events, project
from parsers.records import Article

TEXT = "A Russian missile hit a bakery in Kharkiv on Tuesday, killing three people, police said."


def test_the_printed_keys_are_those_of_the_contract_and_hold_in_json() -> None:
    article = Article.from_text(TEXT, published_at=date(2024, 3, 14))
    (mention,) = extract_events(article)
    printed = json.loads(json.dumps(project(mention, article)))
    assert printed["place"] == {"text": "Kharkiv", "country": "UKR"}
    assert printed["date"] == {"start": "2024-03-12", "end": "2024-03-12"}
    assert printed["counts"] == [{"kind": "killed", "low": 3, "high": 3, "who": "unspecified"}]
    assert printed["evidence"] == [[0, len(TEXT)]]
    assert printed["incident"] is None
    assert set(printed) == {
        "type", "mode", "trigger", "evidence", "acled", "actor", "recipient", "place", "date",
        "counts", "modality", "attribution", "weapon", "background", "summary", "incident",
        "confidence", "tier",
    }  # fmt: skip


def test_a_date_that_is_not_resolved_is_printed_as_null() -> None:
    article = Article.from_text(TEXT)
    (mention,) = extract_events(article)
    assert project(mention, article)["date"] is None
    assert "date_unresolved" in mention.reasons


def test_a_mention_of_another_article_is_refused() -> None:
    (mention,) = extract_events(Article.from_text(TEXT))
    with pytest.raises(ValueError, match="does not belong"):
        project(mention, Article.from_text("Short."))


def test_two_versions_of_a_figure_are_printed_as_its_bounds() -> None:
    text = (
        "A bomb exploded at a market in Kano on Monday, killing 12 people, police said. "
        "Doctors said the blast killed 15 people."
    )
    article = Article.from_text(text, published_at=date(2024, 3, 14))
    (mention,) = extract_events(article)
    assert [claim.low for claim in mention.claims] == [12, 15]
    assert [(c["low"], c["high"]) for c in project(mention, article)["counts"]] == [(12, 15)]
