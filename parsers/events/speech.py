"""What politics says: support, concession, accusation, refusal, demand and threat.

The six verbal types of PLOVER are read from the tables of relations, not from the triggers: acts of
speech wrap each other ("refused to apologise"). A statement is an event only where somebody who
makes policy speaks (a state, a party, an armed group, an organisation of states) and says it to or
of somebody; what a commentator or a neighbour says is none.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from parsers.events.acts import Relation, act_at
from parsers.events.drafts import Draft
from parsers.events.mentions import write_mention
from parsers.events.merge import merge
from parsers.events.records import Mention, Participant, Span
from parsers.events.relation_table import packaged_relations
from parsers.events.resources import Resources
from parsers.events.scenes import Scene
from parsers.events.triggers import Hit, Trigger
from parsers.language import Sentence
from parsers.lexicon.inflection import ing_form, past_forms

VERBAL = frozenset(("SUPPORT", "CONCEDE", "ACCUSE", "REJECT", "REQUEST", "THREATEN"))
"""Types that only words make."""
_POLITICAL = frozenset(("GOV", "LEG", "PTY", "OPP", "REB", "MIL", "IGO", "PRM"))
"""Sectors whose word is policy."""
_HEADS = ("root", "conj", "parataxis")
"""Relations of verbs that state something."""
_ALONE = frozenset(("CONCEDE", "REJECT", "THREATEN"))
"""Types that need nobody to be said to."""
_COURTS = frozenset(("convict",))
"""Modes that the core types have already."""


def read_speech(
    text: str,
    scenes: tuple[Scene, ...],
    told: Sequence[Mention],
    published: date | None,
    resources: Resources,
) -> list[Mention]:
    """The statements of an article that are events; `told` are its other events.

    A word that names one of `told` names no statement too.
    """
    taken = [mention.trigger for mention in told]
    drafts = (draft for scene in scenes for draft in _drafts(scene))
    mentions = []
    for event in merge(drafts):
        if any(_covers(taken, draft) for draft in event.drafts):
            continue
        mention = write_mention(text, event, scenes, published, resources)
        if _moves_policy(mention):
            mentions.append(mention)
    return mentions


def _drafts(scene: Scene) -> Iterator[Draft]:
    sentence = scene.sentence
    for index, token in enumerate(sentence.tokens):
        if not token.verbal or token.dep not in _HEADS:
            continue
        if sentence.child(index, "nsubj") is None and sentence.child(index, "obl:agent") is None:
            continue
        found = act_at(sentence, index, packaged_relations())
        if found and _states(sentence, index, found):
            yield _draft(scene, index, found)


def _states(sentence: Sentence, index: int, found: Relation) -> bool:
    """Whether a verb states a verbal act by itself or in the words right below it."""
    near = found.trigger == index or sentence.tokens[found.trigger].head == index
    aside = sentence.tokens[found.trigger].dep == "advcl"
    known = found.type in VERBAL and found.mode not in _COURTS
    return found.plain and known and near and not aside


def _draft(scene: Scene, index: int, found: Relation) -> Draft:
    lemma = scene.sentence.tokens[index].lemma
    trigger = Trigger(
        pattern=f"{lemma}/v",
        type=found.type,
        mode=found.mode,
        role="act",
        needs=(),
        steps=(),
        past=past_forms(lemma),
        ing=ing_form(lemma),
    )
    return Draft(
        type=found.type,
        mode=found.mode,
        hits=(Hit(trigger, index, index),),
        scene=scene,
        figures=(),
        modality="occurred",
        definite=False,
        fresh=False,
        toll_only=False,
        first=0,
        last=len(scene.sentence.tokens) - 1,
    )


def _covers(taken: list[Span], draft: Draft) -> bool:
    tokens = draft.scene.sentence.tokens
    start, end = tokens[draft.main.first].start, tokens[draft.main.last].end
    return any(first < end and start < last for first, last in taken)


def _moves_policy(mention: Mention) -> bool:
    heard = mention.type in _ALONE or any(map(_party, mention.recipients))
    return heard and any(map(_political, mention.actors))


def _political(one: Participant) -> bool:
    return one.kind == "state" or one.sector in _POLITICAL


def _party(one: Participant) -> bool:
    return one.country is not None or one.sector is not None or one.kind in ("person", "people")
