"""The names of an article that may be the place of one event, with what is asked about each.

A name counts once however often it is said. It may be linked to the event's own words; where the
event's sentences give no place, it may be that of the sentences before, of the headline, of the
dateline, or the one the article keeps coming back to.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.events.place_features import Known, link_answers
from parsers.events.place_links import known_names, link_odds
from parsers.events.place_runs import Run, name_runs
from parsers.events.places import PlaceFound
from parsers.events.resources import Resources
from parsers.events.scenes import Scene
from parsers.gazetteer import fold
from parsers.lexicon.tables import word_set

_HEAD = 3
"""First sentences of an article: headline, dateline and lead."""
_TOLD = 6
"""Tellings of an event that are looked at: a live blog has hundreds."""
_TRIGGERS = 4
"""Words of one sentence that a name may be linked to."""
_FAR = 20
"""Sentences from which a distance makes no difference."""
_MANY = 12
"""Names around an event that are looked at, the most linked first."""
_FLOOR = -6.0
"""Log odds where a name is not said."""
_ASKED = -2.0
"""Log odds from which a name is asked about, whatever leads to it."""
_INITIALS = 2
"""Letters of a country's initials ("US"), which are no capitals of a dateline."""
_LOCAL = frozenset(("in", "at", "near", "on", "inside", "outside", "around", "across", ","))
_NO_PLACE = word_set("places.no_place") | word_set("place_features.dates")
_DASHES = frozenset(("-", "--", "\u2013", "\u2014"))
_KEPT = (
    "after", "distance", "verbs", "direct", "up", "down", "top_obl", "top_nsubj", "top_obj",
    "top_nmod", "own_compound", "own_nsubj", "own_amod", "nearer", "nearer_led", "lead_in",
    "lead_at", "lead_of", "lead_from", "lead_to", "lead_,", "lead_", "lead_on", "lead_for",
    "lead_against", "lead_by", "lead_with", "after_armed", "after_'s", "after_noun", "after_-",
    "after_verb", "left_comma", "left_in", "right_comma", "right_in", "within",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of an event, the tokens that name it there, and its stretch."""

    scene: Scene
    triggers: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Told:
    """An event as far as its place depends on it."""

    type: str
    mode: str | None
    planned: bool
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A name where it is said: the sentence, what find_places says of it, its log odds there."""

    key: str
    scene: Scene
    run: Run
    known: Known
    found: PlaceFound | None
    odds: float
    answers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """A name that may be the place: where it is said best for the event, and the answers."""

    said: Said
    own: bool
    answers: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an article where they are said, linked to what each sentence itself tells."""

    first: int
    runs: Mapping[int, tuple[Sequence[Run], Sequence[Known]]]
    said: Mapping[str, Sequence[Said]]


def article_names(text: str, scenes: Sequence[Scene], resources: Resources) -> Names:
    """All names of an article; made once for all its events."""
    runs: dict[int, tuple[Sequence[Run], Sequence[Known]]] = {}
    for scene in scenes:
        found = name_runs(scene.sentence)
        known = known_names(text, scene.sentence, found, resources)
        runs[scene.sentence.number] = found, known
    said: dict[str, list[Said]] = defaultdict(list)
    for _, one in _linked([_main_of(scene) for scene in scenes], runs):
        said[one.key].append(one)
    return Names(scenes[0].sentence.number if scenes else 0, runs, dict(said))


def options(told: Told, names: Names) -> list[Option]:
    """The names that may be the event's place, those of its own sentences first."""
    tellings = told.tellings[:_TOLD]
    own: dict[str, list[tuple[int, Said]]] = defaultdict(list)
    for order, one in _linked(tellings, names.runs):
        own[one.key].append((order, one))
    around = sorted(
        (key for key in names.said if key not in own),
        key=lambda key: -_weight(names.said[key], names.first),
    )[:_MANY]
    shared = _of_event(told, own)
    ranks = sorted(map(_links, names.said.values()), reverse=True) or [0.0]
    found = []
    for key in (*own, *around):
        said = names.said.get(key) or [entry[1] for entry in own[key]]
        answers = shared | _of_own(own.get(key, []), own)
        answers |= _of_article(said, tellings, names.first, ranks)
        best = _best(own.get(key, []), said, tellings[0].scene.sentence.number)
        found.append(Option(best, key in own, answers | _of_kind(said, best)))
    return found


def _main_of(scene: Scene) -> Telling:
    """A sentence by itself: its triggers, else its root, stand for what it tells."""
    tokens = scene.sentence.tokens
    heads = [hit.last for hit in scene.hits][:_TRIGGERS]
    root = next((i for i, t in enumerate(tokens) if t.dep == "root"), 0)
    return Telling(scene, tuple(heads) or (root,), 0, len(tokens) - 1)


def _linked(
    tellings: Sequence[Telling], runs: Mapping[int, tuple[Sequence[Run], Sequence[Known]]]
) -> Iterator[tuple[int, Said]]:
    """The names of sentences with the number of the sentence; the forest is asked once for all."""
    asked = [
        (number, link_answers(telling.scene.sentence, event, *runs[_number(telling)]))
        for number, telling in enumerate(tellings)
        for event in telling.triggers[:_TRIGGERS]
    ]
    odds = iter(link_odds([answers for _, each in asked for answers in each]))
    scored: dict[int, list[list[tuple[Mapping[str, float], float]]]] = defaultdict(list)
    for number, each in asked:
        scored[number].append([(answers, next(odds)) for answers in each])
    for number, telling in enumerate(tellings):
        by_name = zip(*scored[number], strict=True)
        for links, run, known in zip(by_name, *runs[_number(telling)], strict=True):
            scene = telling.scene
            place = next(
                (p for p in scene.places if p.first <= run.last and run.first <= p.last), None
            )
            best = max(one for _, one in links)
            if _may_be(scene, run, known, place, best):
                answers = dict(links[0][0])
                answers["within"] = float(telling.first <= run.first <= telling.last)
                answers["odds_first"] = links[0][1]
                yield number, Said(_key(scene, run), scene, run, known, place, best, answers)


def _number(telling: Telling) -> int:
    return telling.scene.sentence.number


def _may_be(scene: Scene, run: Run, known: Known, place: PlaceFound | None, odds: float) -> bool:
    """Whether a name may be a place at all: not a day, not a person."""
    tokens = scene.sentence.tokens[run.first : run.last + 1]
    if len(tokens) == 1 and (tokens[0].low in _NO_PLACE or tokens[0].tag in ("PRP", "IN", "CD")):
        return False
    if place is not None or known in ("settlement", "region", "country"):
        return True
    led = run.lead in _LOCAL
    if all(token.name == "PER" for token in tokens):
        return bool(run.kind and led) or odds > 0
    return led or odds > _ASKED or bool(run.kind) or any(token.name == "LOC" for token in tokens)


def _weight(said: Sequence[Said], first: int) -> float:
    head = any(s.scene.sentence.number < first + _HEAD for s in said)
    return sum(1.0 + 2 * (s.odds > 0) for s in said) + 5 * head


def _links(said: Sequence[Said]) -> float:
    return float(sum(s.odds > 0 for s in said))


def _best(own: Sequence[tuple[int, Said]], said: Sequence[Said], number: int) -> Said:
    """Where a name is said best: linked in the event's sentences, else in the one just before."""
    if own:
        return max(own, key=lambda entry: (entry[1].odds, -entry[0]))[1]
    return max(said, key=lambda s: (s.odds > 0, -abs(number - s.scene.sentence.number)))


def _of_event(told: Told, own: Mapping[str, Sequence[tuple[int, Said]]]) -> dict[str, float]:
    lead = told.tellings[0]
    token = lead.scene.sentence.tokens[lead.triggers[0]]
    leads = [s.odds for said in own.values() for order, s in said if order == 0]
    rest = [s.odds for said in own.values() for order, s in said if order]
    return {
        f"type_{told.type}": 1.0,
        "planned": float(told.planned),
        "tellings": float(min(len(told.tellings), 9)),
        "nominal": float(token.nominal),
        "lead_best": max(leads, default=_FLOOR),
        "rest_best": max(rest, default=_FLOOR),
        "lead_fine": float(sum(odds > 0 for odds in leads)),
        "own_names": float(len(own)),
    }


def _of_own(
    said: Sequence[tuple[int, Said]], own: Mapping[str, Sequence[tuple[int, Said]]]
) -> dict[str, float]:
    """How the event's own sentences link the name to it."""
    leads = [s for order, s in said if order == 0]
    rest = [s for order, s in said if order]
    found = {
        "own": float(bool(said)),
        "lead": float(bool(leads)),
        "lead_odds": max((s.odds for s in leads), default=_FLOOR),
        "rest_odds": max((s.odds for s in rest), default=_FLOOR),
        "first_order": float(min((order for order, _ in said), default=9)),
        "odds_first": max((s.answers["odds_first"] for _, s in said), default=_FLOOR),
    }
    odds = max((s.odds for _, s in said), default=_FLOOR)
    others = sorted((max(s.odds for _, s in entry) for entry in own.values()), reverse=True)
    found["own_odds"] = odds
    found["rank"] = float(sum(other > odds for other in others))
    found["below"] = (others[0] if others else _FLOOR) - odds
    if said:
        best = max(said, key=lambda entry: entry[1].odds)[1]
        found |= {name: best.answers.get(name, 0.0) for name in _KEPT}
    return found


def _of_article(
    said: Sequence[Said], tellings: Sequence[Telling], first: int, ranks: Sequence[float]
) -> dict[str, float]:
    """How often and where the article says the name, seen from the event."""
    number = tellings[0].scene.sentence.number
    paragraph = tellings[0].scene.sentence.paragraph
    before = [s for s in said if s.scene.sentence.number < number]
    linked = [s for s in before if s.odds > 0]
    head = [s for s in said if s.scene.sentence.number < first + _HEAD]
    links = _links(said)
    backs = [number - s.scene.sentence.number for s in before]
    return {
        "said": float(min(len(said), 20)),
        "links": links,
        "link_rank": float(sum(rank > links for rank in ranks)),
        "links_share": links / (ranks[0] or 1.0),
        "back": float(min([*backs, _FAR])),
        "back_linked": float(min([number - s.scene.sentence.number for s in linked] + [_FAR])),
        "back_odds": max((s.odds for s in before[-3:]), default=_FLOOR),
        "paragraph": float(any(s.scene.sentence.paragraph == paragraph for s in before)),
        "ahead": float(min([s.scene.sentence.number - number for s in said
                            if s.scene.sentence.number > number] + [_FAR])),
        "head": float(len(head)),
        "head_odds": max((s.odds for s in head), default=_FLOOR),
        "dateline": float(any(_dateline(s) for s in said)),
        "opens": float(any(s.scene.sentence.number == first for s in said)),
        "best_odds": max(s.odds for s in said),
        "sentence": float(min(number - first, 40)),
    }  # fmt: skip


def _dateline(said: Said) -> bool:
    tokens, last = said.scene.sentence.tokens, said.run.last
    upper = tokens[said.run.first].text.isupper() and len(tokens[said.run.first].text) > _INITIALS
    after = tokens[last + 1 : last + 8]
    dash = any(token.text in _DASHES for token in after)
    opening = bool(after) and after[0].text == "("
    return said.run.first == 0 and (
        dash or opening or (upper and bool(after) and after[0].text == ",")
    )


def _of_kind(said: Sequence[Said], best: Said) -> dict[str, float]:
    """What kind of thing the name is."""
    tokens = best.scene.sentence.tokens[best.run.first : best.run.last + 1]
    found = {
        f"known_{best.known}": 1.0,
        "words": float(len(tokens)),
        "kind_towns": best.answers.get("kind_towns", 0.0),
        "kind_regions": best.answers.get("kind_regions", 0.0),
        "kind_areas": best.answers.get("kind_areas", 0.0),
        "kind_buildings": max(best.answers.get("kind_buildings", 0.0),
                              best.answers.get("holds_buildings", 0.0)),
        "holds_armed": best.answers.get("holds_armed", 0.0),
        "led": float(any(s.run.lead in _LOCAL for s in said)),
    }  # fmt: skip
    for name in ("LOC", "ORG", "PER"):
        found[f"share_{name}"] = sum(_bears(s, name) for s in said) / len(said)
    if best.found is not None:
        found["found"] = 1.0
        found["cued"] = float(any(s.found is not None and s.found.cued for s in said))
        found[f"role_{best.found.place.role}"] = 1.0
        found[f"precision_{best.found.place.precision}"] = 1.0
        found["unknown_place"] = float(best.found.place.gazetteer_id is None)
    return found


def _bears(said: Said, name: str) -> bool:
    tokens = said.scene.sentence.tokens[said.run.first : said.run.last + 1]
    return any(token.name == name for token in tokens)


def _key(scene: Scene, run: Run) -> str:
    words = [t.low for t in scene.sentence.tokens[run.first : run.last + 1]]
    return fold(" ".join(words)).strip(" .")
