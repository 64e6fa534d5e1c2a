"""From the triggers of one sentence to the events it tells: effects join their causes."""

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.events.counts import Figure
from parsers.events.modality import is_future, is_habitual, modality_of, words_before
from parsers.events.records import EventType, Modality
from parsers.events.scenes import Scene
from parsers.events.sides import is_nominal
from parsers.events.triggers import HARM_ONLY, Hit
from parsers.lexicon.tables import word_set

HARM = frozenset(("ASSAULT", "ACCIDENT", "DISASTER"))
"""Types that kill and wound: a toll may belong to any of them."""

_STRENGTH = (
    "suicide-attack", "chemical", "abduct", "missile", "drone", "aerial", "artillery",
    "explosives", "vehicle", "firearms", "clash", "sexual", "beat", "destroy", "crowd-control",
)  # fmt: skip
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "his", "their", "'s"))
_NEW = word_set("drafts.new")
_REACTION = word_set("drafts.reaction")
_SPLITS = frozenset(("while", "whereas", ";", "meanwhile"))
_MILD = frozenset(("fire/n", "blaze/n", "explosion/n", "blast/n", "explode/v", "collapse/v",
                   "collapse/n", "catch/v fire", "burst into flames"))  # fmt: skip
_TOLL = frozenset(("killed", "wounded", "missing"))


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one sentence (or one clause of it) tells it.

    `definite` says that the words point back ("the attack"), `fresh` that they say it is another
    one. `toll_only` means that only an effect is told, so that the cause may stand elsewhere.
    """

    type: EventType
    mode: str | None
    hits: tuple[Hit, ...]
    scene: Scene
    figures: tuple[Figure, ...]
    modality: Modality
    definite: bool
    fresh: bool
    toll_only: bool
    first: int
    last: int

    @property
    def main(self) -> Hit:
        """The trigger that names the event best: a cause before an effect, a verb before a noun."""
        causes = [h for h in self.hits if h.trigger.role not in HARM_ONLY]
        return next((h for h in causes if h.trigger.mode == self.mode), (causes or self.hits)[0])


def read_drafts(scene: Scene) -> list[Draft]:
    """The events of one sentence, in the order in which it names them."""
    drafts: list[Draft] = []
    for first, last in _clauses(scene):
        hits = [hit for hit in scene.hits if first <= hit.first <= last and _tells(scene, hit)]
        drafts.extend(_draft(scene, group, first, last) for group in _groups(scene, hits))
    return sorted(drafts, key=lambda draft: draft.hits[0].first)


def _clauses(scene: Scene) -> list[tuple[int, int]]:
    """The stretches of a sentence that may tell of different events."""
    tokens = scene.sentence.tokens
    starts = [0]
    for index, token in enumerate(tokens):
        if token.low in _SPLITS and index:
            here = any(starts[-1] <= hit.first < index for hit in scene.hits)
            ahead = any(hit.first > index for hit in scene.hits)
            if here and ahead:
                starts.append(index + 1)
    return list(zip(starts, [s - 1 for s in starts[1:]] + [len(tokens) - 1], strict=True))


def _tells(scene: Scene, hit: Hit) -> bool:
    """Whether a trigger tells of an event: not of a habit, nor of the backdrop of another."""
    backdrop = (
        is_nominal(scene.sentence, hit) and "amid" in words_before(scene.sentence, hit).split()
    )
    return not (backdrop or is_habitual(scene.sentence, hit))


def _groups(scene: Scene, hits: list[Hit]) -> Iterator[list[Hit]]:
    """Triggers that tell of one event: same family, and effects with their cause."""
    families: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        if hit.trigger.role not in HARM_ONLY:
            families.setdefault(_family(hit), []).append(hit)
    if any(key[0] == "ASSAULT" for key in families):
        mild = families.get(("ACCIDENT", ""), [])
        if mild and all(hit.trigger.pattern in _MILD for hit in mild):
            _join(families, ("ACCIDENT", ""), next(k for k in families if k[0] == "ASSAULT"))
    toll = any(f.claim.kind in ("killed", "wounded") and f.claim.low for f in scene.figures)
    if ("ASSAULT", "intercept") in families and ("ASSAULT", "") in families and not toll:
        _join(families, ("ASSAULT", ""), ("ASSAULT", "intercept"))
    for mode in ("raid", "seize"):
        if ("COERCE", mode) in families:
            _join(families, ("COERCE", "arrest"), ("COERCE", mode))
    effects = [hit for hit in hits if hit.trigger.role in HARM_ONLY]
    raids = families.get(("COERCE", "raid"), [])
    if raids and all(_is_setting(scene, hit, effects) for hit in raids):
        del families["COERCE", "raid"]
    if effects:
        causes = [key for key in families if key[0] in HARM and key != ("ASSAULT", "intercept")]
        key = causes[0] if causes else (effects[0].trigger.type, "")
        families.setdefault(key, []).extend(effects)
    yield from families.values()


def _is_setting(scene: Scene, raid: Hit, effects: list[Hit]) -> bool:
    """Whether people were killed in a raid: it is told as their killing, not beside it."""
    verbs = {hit.anchor for hit in effects if hit.trigger.type == "ASSAULT"}
    return raid.nominal and not verbs.isdisjoint(scene.sentence.ancestors(raid.anchor))


def _family(hit: Hit) -> tuple[str, str]:
    trigger = hit.trigger
    kept = trigger.type in ("COERCE", "RETREAT") or trigger.mode == "intercept"
    return trigger.type, (trigger.mode or "") if kept else ""


def _join(
    families: dict[tuple[str, str], list[Hit]], one: tuple[str, str], into: tuple[str, str]
) -> None:
    if one in families and one != into:
        families[into].extend(families.pop(one))


def _draft(scene: Scene, hits: list[Hit], first: int, last: int) -> Draft:
    causes = [hit for hit in hits if hit.trigger.role not in HARM_ONLY] or hits
    mode = _mode(causes)
    lead = next((hit for hit in causes if hit.trigger.mode == mode), causes[0])
    before = words_before(scene.sentence, lead, reach=5).split()
    nominal = is_nominal(scene.sentence, lead)
    kind = (
        lead.trigger.type if lead.trigger.type == causes[0].trigger.type else causes[0].trigger.type
    )
    figures = tuple(f for f in scene.figures if first <= f.first <= last)
    return Draft(
        type=kind,
        mode=mode,
        hits=tuple(sorted(hits, key=lambda hit: hit.first)),
        scene=scene,
        figures=figures,
        modality=_modality(scene, causes),
        definite=nominal and _points_back(before),
        fresh=not _NEW.isdisjoint(before[-3:]) or any(_is_new(scene, hit) for hit in hits),
        toll_only=all(hit.trigger.role in HARM_ONLY for hit in hits),
        first=first,
        last=last,
    )


def _is_new(scene: Scene, hit: Hit) -> bool:
    """Whether a noun is put as another one: "the last major attack", "a separate raid"."""
    children = scene.sentence.children(hit.anchor, "amod", "det")
    return hit.nominal and any(scene.sentence.tokens[i].low in _NEW for i in children)


def _points_back(before: list[str]) -> bool:
    return (not _DEFINITE.isdisjoint(before[-3:]) and _NEW.isdisjoint(before[-3:])) or (
        not _REACTION.isdisjoint(before)
    )


def _mode(hits: list[Hit]) -> str | None:
    modes = [hit.trigger.mode for hit in hits if hit.trigger.mode]
    if "intercept" in modes:
        return "intercept"
    specific = [mode for mode in _STRENGTH if mode in modes]
    return specific[0] if specific else modes[0] if modes else None


def _modality(scene: Scene, hits: list[Hit]) -> Modality:
    """What happened wins over what might: one plain trigger makes the event occurred."""
    found = [modality_of(scene.sentence, hit) for hit in hits]
    if "occurred" in found and not is_future(scene.sentence, hits[0]):
        return "occurred"
    return found[0]
