"""Statements are events where those who make policy speak, to or of somebody."""

from parsers.events import extract_events
from parsers.events.records import Mention
from parsers.events.speech import VERBAL
from parsers.records import Article


def spoken(text: str) -> list[Mention]:
    return [m for m in extract_events(Article.from_text(text)) if m.type in VERBAL]


def test_a_government_that_condemns_another_accuses_it() -> None:
    (mention,) = spoken("The government of Norway condemned Chad on Monday.")
    assert (mention.type, mention.mode, mention.cameo) == ("ACCUSE", "disapprove", "111")
    assert mention.quad_class == 3


def test_a_refusal_wraps_what_is_refused() -> None:
    (mention,) = spoken("The Norwegian government has refused to release the prisoners.")
    assert mention.type == "REJECT"


def test_those_who_make_no_policy_make_no_event() -> None:
    assert spoken("The bakers condemned the butchers on Monday.") == []
    assert spoken("The film critic praised the actress.") == []


def test_intentions_alone_are_neither_threats_nor_demands() -> None:
    assert spoken("The Norwegian government will close the road on Monday.") == []


def test_what_was_done_is_no_statement_too() -> None:
    text = "A court in Oslo convicted the banker of fraud on Monday."
    mentions = extract_events(Article.from_text(text))
    assert [m.type for m in mentions if m.type in VERBAL] == []
