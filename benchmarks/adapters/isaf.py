"""Military press releases of 2009-13 on Afghanistan: one prediction a release.

The mapping to that coding, which contains house rules of its coders:

* "several", "multiple", "a number of" and "a group of" count 3, "numerous" 4, a plural without a
  number 2; of those killed, whoever militants killed does not count;
* killcaptureraid: the operation was after a leader or somebody with a task of his own;
* airstrike needs the word: support from the air is none;
* the group is the one named most often, the province that of the first killing or capture;
* start_date is the first day told behind the dateline, else the day of the release.
"""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from parsers.events import Resources, extract_events
from parsers.events.dateline import dateline_of
from parsers.events.modality import modality_of
from parsers.events.people import People
from parsers.events.records import Mention
from parsers.events.scenes import Scene, read_scenes
from parsers.events.tolls import closes, leaders, toll_of, total
from parsers.gazetteer import Gazetteer
from parsers.language import Sentence
from parsers.records import Article

Row = dict[str, Any]

_NUMBERS = {"several": 3, "numerous": 4, "number": 3, "multiple": 3, "group": 3}
_GROUPS = {
    "Taliban": "taliban",
    "Haqqani network": "haqqani",
    "Hezb-e-Islami": "hig",
    "Islamic Movement of Uzbekistan": "imu",
    "Lashkar-e-Taiba": "let",
    "Lashkar-e Tayyiba": "let",
    "al-Qaeda": "alqaeda",
}
_THEIRS = frozenset(("insurgents", "militants", "attack", "attacks", "bomb", "bombing"))
_RECENT = timedelta(days=10)
_ALL = (
    "badakhshan", "badghis", "baghlan", "balkh", "bamyan", "daykundi", "farah", "faryab", "ghazni",
    "ghor", "helmand", "herat", "jowzjan", "kabul", "kandahar", "kapisa", "khost", "kunar",
    "kunduz", "laghman", "logar", "nangarhar", "nimroz", "nuristan", "paktika", "paktiya",
    "panjshir", "parwan", "samangan", "sar-e-pul", "takhar", "uruzgan", "wardak", "zabul",
)  # fmt: skip
_SPELT = {"paktiya": "paktya"}


def predict(row: Row, resources: Resources) -> Row:
    """The 13 fields of one release."""
    published = date.fromisoformat(row["published"]) if row["published"] else None
    article = Article.from_text(row["text"], published_at=published)
    sentences = resources.language.read(article.text)
    scenes = read_scenes(article.text, article.title, published, resources)
    mentions = extract_events(article, resources)
    people = _concerned(toll_of(sentences, resources, _NUMBERS))
    killed, captured = total(people, "killed"), total(people, "captured")
    hits = [(s, hit) for s in sentences for hit in resources.triggers.find(s)]
    airstrike = any(
        hit.trigger.mode == "aerial" and modality_of(s, hit) != "denied" for s, hit in hits
    )
    return {
        "id": row["id"],
        "start_date": _start(scenes, mentions, published),
        "province": _province(scenes, mentions, resources),
        "target_group": [_group(sentences, resources)],
        "event_type": [_type(people, airstrike=airstrike)],
        "min_killed": killed,
        "min_captured": captured,
        "killq": bool(killed),
        "captureq": bool(captured),
        "killcaptureraid": any(p.rank or p.fate == "sought" for p in people)
        or (captured > 0 and any(hit.trigger.mode == "raid" for _, hit in hits)),
        "airstrike": airstrike,
        "noshotsfired": any(
            hit.trigger.mode == "firearms" and modality_of(s, hit) == "denied" for s, hit in hits
        ),
        "min_leaders_killed": leaders(people, "killed"),
        "min_leaders_captured": leaders(people, "captured"),
    }


def _type(people: list[People], *, airstrike: bool) -> str:
    killed = [p for p in people if p.fate == "killed"]
    if any(p.fate == "captured" for p in people):
        return "captureandkill" if killed else "detention"
    if killed and all(p.who in ("civilian", "child") for p in killed):
        return "civiliancasualty"
    if airstrike:
        return "airstrike"
    return "insurgentskilled" if killed else "detention"


def _group(sentences: Sequence[Sentence], resources: Resources) -> str:
    """The armed group named most often, the first of equals."""
    named = Counter(
        phrase.value.name
        for sentence in sentences
        for phrase in resources.describer.groups.find(sentence.tokens)
        if phrase.value.kind == "armed group"
    )
    return next((_GROUPS.get(name, "") for name, _ in named.most_common(1)), "")


def _concerned(people: tuple[People, ...]) -> list[People]:
    """Those whom the coding counts: no own losses, nobody whom militants harmed before.

    Of sums over several operations and the operations themselves it takes the latter.
    """
    kept = [
        one
        for one in people
        if _THEIRS.isdisjoint(one.agents)
        and not (one.fate == "killed" and one.who in ("military", "police"))
    ]
    single = any(one.fate in ("killed", "captured") and not one.summary for one in kept)
    return [one for one in kept if not (single and one.summary)]


def _start(
    scenes: tuple[Scene, ...], mentions: tuple[Mention, ...], published: date | None
) -> str | None:
    """The first day told behind the dateline that is near the release; else its own day."""
    filed = [_end_of_dateline(scene.sentence) for scene in scenes if closes(scene.sentence)]
    times = [mention.time for mention in mentions if _takes(mention) and mention.time]
    times += [found.time for scene in scenes for found in scene.times]
    for time in times:
        near = time.start is not None and (
            published is None or timedelta(0) <= published - time.start <= _RECENT
        )
        told = time.span and any(a < time.span[0] for _, a in filed)
        headed = time.span and any(a <= time.span[0] < b for a, b in filed)
        if near and told and not headed and time.start:
            return time.start.isoformat()
    return published.isoformat() if published else None


def _takes(mention: Mention) -> bool:
    return mention.mode in ("arrest", "seize") or any(c.kind == "killed" for c in mention.claims)


def _province(
    scenes: tuple[Scene, ...], mentions: tuple[Mention, ...], resources: Resources
) -> list[str]:
    """The province of the first event that has one; else the first that the text names."""
    filed = [_end_of_dateline(scene.sentence) for scene in scenes]
    heads = [scene.sentence.span for scene in scenes if not closes(scene.sentence)]
    told = [place for m in sorted(mentions, key=lambda m: not _takes(m)) for place in m.places]
    named = [found.place for scene in scenes for found in scene.places]
    places = [p for p in (*told, *named) if not any(a <= p.span[0] < b for a, b in filed + heads)]
    known = _labels(resources.gazetteer)
    for place in sorted(places, key=lambda place: "province" not in place.text.lower()):
        for name in (place.admin1, place.name):
            found = [known.get(key) for key in _regions(resources.gazetteer, name or "")]
            if place.country == "AFG" and any(found):
                return [next(label for label in found if label)]
    return [""]


def _labels(gazetteer: Gazetteer) -> dict[str, str]:
    """The coding's name of every province by the gazetteer's identifier."""
    return {key: _SPELT.get(label, label) for label in _ALL for key in _regions(gazetteer, label)}


def _regions(gazetteer: Gazetteer, name: str) -> list[str]:
    return [e.id for e in gazetteer.find(name) if e.country == "AFG" and e.kind == "region"]


def _end_of_dateline(sentence: Sentence) -> tuple[int, int]:
    length = dateline_of(sentence)
    return sentence.start, sentence.tokens[length - 1].end if length else sentence.start


def baseline(rows: list[Row]) -> list[Row]:
    """The most frequent answer to every field."""
    best = {
        field: json.loads(
            Counter(json.dumps(row["gold"][field]) for row in rows).most_common(1)[0][0]
        )
        for field in rows[0]["gold"]
    }
    return [{"id": row["id"], **best} for row in rows]
