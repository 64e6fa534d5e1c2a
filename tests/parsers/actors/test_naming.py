"""Mentions by learnt weights: kinds, offsets, and no two that overlap."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.actors.mention_features import View
from parsers.actors.naming import packaged_namer
from parsers.events import packaged_resources


def mentions(text: str) -> list[tuple[str, str]]:
    resources = packaged_resources()
    views = [
        View(one, resources.nations.find(one.tokens), resources.describer, resources.weapons)
        for one in resources.language.read(text)
    ]
    found = []
    for view, named in zip(views, packaged_namer().read(views), strict=True):
        last = -1
        for one in named:
            assert last < one.first <= one.last < len(view.sentence.tokens)
            last = one.last
            found.append((view.sentence.text_of(text, one.first, one.last)[0], one.type))
    return found


def test_places_and_groups_have_their_types() -> None:
    found = mentions("The coalition attacked ISIL fighters near Mosul.")
    assert ("Mosul", "Location") in found
    assert ("The coalition", "Organisation") in found


@given(st.text(max_size=150))
@settings(max_examples=30, deadline=None)
def test_mentions_never_overlap_whatever_the_text(text: str) -> None:
    mentions(text)
