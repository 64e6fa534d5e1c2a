"""What an article's other sentences say of a name that may be an event's place.

`place_options` asks about each name by itself; here the names are held against each other and
against the story: which was the last that something happened at, at which something of the same
type happened, which lies in the country that most of the article is about.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsers.events.place_options import Names, Option, Said, Told, options
from parsers.events.scenes import Scene

_FAR = 20
"""Sentences from which a distance makes no difference."""
_FLOOR = -6.0
_RANKED = ("back_linked", "type_back", "word_back")
_COUNTED = ("head_odds", "best_odds", "said", "type_links", "word_links", "shared_words")
_THIS = frozenset(("the", "this", "that", "these", "those"))
_CONTENT = ("NOUN", "PROPN", "VERB")


def told_options(told: Told, names: Names) -> list[Option]:
    """The names that may be an event's place, with all that is asked about each."""
    found = options(told, names)
    story = [_of_story(told, names.said.get(option.said.key, ()), option) for option in found]
    event = _of_event(told, found, story)
    lands = _lands(found)
    return [
        replace(option, answers={
            **option.answers, **event, **one, **_ranks(option, one, found, story),
            **_land(option, found, lands, told),
        })
        for option, one in zip(found, story, strict=True)
    ]  # fmt: skip


def _of_story(told: Told, said: Sequence[Said], option: Option) -> dict[str, float]:
    """The sentences that link the name to something of the event's type or with its words."""
    lead = told.tellings[0]
    number = lead.scene.sentence.number
    own = {telling.scene.sentence.number for telling in told.tellings}
    linked = [s for s in said if s.odds > 0 and s.scene.sentence.number not in own]
    words = _words(lead.scene)
    named = {t.scene.sentence.tokens[i].lemma for t in told.tellings for i in t.triggers}
    same = [s for s in linked if any(hit.trigger.type == told.type for hit in s.scene.hits)]
    again = [s for s in linked if any(t.lemma in named for t in s.scene.sentence.tokens)]
    return {
        "type_links": float(len(same)),
        "type_back": _back(same, number),
        "word_links": float(len(again)),
        "word_back": _back(again, number),
        "shared_words": float(max((len(words & _words(s.scene)) for s in linked), default=0)),
        "before": _back([s for s in linked if s.scene.sentence.number == number - 1], number),
        "linked_elsewhere": float(bool(linked)),
        "said_own": option.answers.get("own_odds", _FLOOR),
    }


def _back(said: Sequence[Said], number: int) -> float:
    backs = [number - s.scene.sentence.number for s in said]
    return float(min([back for back in backs if back > 0] + [_FAR]))


def _words(scene: Scene) -> frozenset[str]:
    return frozenset(t.lemma for t in scene.sentence.tokens if t.pos in _CONTENT)


def _of_event(
    told: Told, found: Sequence[Option], story: Sequence[Mapping[str, float]]
) -> dict[str, float]:
    """What is asked about the event whatever the name."""
    lead = told.tellings[0]
    sentence, event = lead.scene.sentence, lead.triggers[0]
    below = [sentence.tokens[i] for i in sentence.children(event)]
    links = [option.answers["links"] for option in found]
    return {
        "the_event": float(any(t.low in _THIS for t in below if t.dep == "det")),
        "had_event": float(any(t.low == "had" for t in below)),
        "will_event": float(any(t.lemma in ("will", "would", "may") for t in below)),
        "has_event": float(any(t.low in ("has", "have") for t in below)),
        "root_event": float(sentence.tokens[event].dep == "root"),
        "event_hits": float(len(lead.scene.hits)),
        "event_nations": float(len(lead.scene.nations)),
        "event_years": float(any(t.time.precision in ("year", "month") for t in lead.scene.times)),
        "event_times": float(len(lead.scene.times)),
        "event_words": float(len(sentence.tokens)),
        "scenes": float(sum(link > 0 for link in links)),
        "one_scene": max(links, default=0.0) / (sum(links) or 1.0),
        "last_linked": min((option.answers["back_linked"] for option in found), default=_FAR),
        "last_type": min((one["type_back"] for one in story), default=_FAR),
        "last_word": min((one["word_back"] for one in story), default=_FAR),
        "head_best": max((option.answers["head_odds"] for option in found), default=_FLOOR),
    }


def _ranks(
    option: Option,
    one: Mapping[str, float],
    found: Sequence[Option],
    story: Sequence[Mapping[str, float]],
) -> dict[str, float]:
    """How many names are nearer, and how many are linked more."""
    every = [{**o.answers, **s} for o, s in zip(found, story, strict=True)]
    mine = {**option.answers, **one}
    ranks = {f"{name}_rank": float(sum(e[name] < mine[name] for e in every)) for name in _RANKED}
    return ranks | {
        f"{name}_rank": float(sum(e[name] > mine[name] for e in every)) for name in _COUNTED
    }


def _country(option: Option) -> str | None:
    return option.said.found.place.country if option.said.found else None


def _lands(found: Sequence[Option]) -> Counter[str]:
    """How often something is linked to the places of each country."""
    lands = Counter[str]()
    for option in found:
        country = _country(option)
        if country is not None:
            lands[country] += int(option.answers["links"])
    return lands


def _land(
    option: Option, found: Sequence[Option], lands: Counter[str], told: Told
) -> dict[str, float]:
    """The name's country: the article's, the sentence's; and what lies inside it."""
    country = _country(option)
    if country is None:
        return {}
    coarse = option.answers.get("precision_country", 0.0)
    inside = [
        o for o in found
        if o is not option and _country(o) == country and not o.answers.get("precision_country")
    ]  # fmt: skip
    named = [nation.value.country for nation in told.tellings[0].scene.nations]
    return {
        "main_land": float(lands[country] == max(lands.values())),
        "land_share": lands[country] / (lands.total() or 1),
        "land_named": float(country in named),
        "land_finer": coarse * len(inside),
        "land_finer_linked": coarse * sum(o.answers["links"] > 0 for o in inside),
        "land_finer_own": coarse * sum(o.own for o in inside),
    }
