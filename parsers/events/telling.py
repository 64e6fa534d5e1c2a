"""Whether words that name an event tell of one that happened: what a trigger's surroundings say.

"Troops attacked the town" tells of an event; "to prevent an attack", "attacks on towns are
common" and "the suspect in the attack" do not, or not of a new one. The features are read from the
tree and from short lists of words (`contexts.tsv`); `weights/telling.tsv` says what each is worth.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp, inf, log

from parsers.events.drafts import Draft
from parsers.events.triggers import Hit
from parsers.events.weighing import weigh
from parsers.language.tokens import Sentence, Token
from parsers.lexicon.tables import listed, rows

TOLD = -0.25
"""Log odds from which an occurrence is a mention: the best F1 on the annotated articles."""
_NEAR = 3
"""Sentences from the top that an article opens with."""
_MODALS = frozenset(("will", "would", "may", "might", "could", "can", "should", "must", "shall",
                     "'ll", "'d", "wo", "ca"))  # fmt: skip
_IF = frozenset(("if", "unless", "whether", "should", "lest"))
_DEMONSTRATIVES = frozenset(("this", "that", "these", "those", "such"))
_QUOTES = frozenset(("\u201c", "\u201d", '"', "``", "''"))
_PERSONS = frozenset(("i", "we", "you", "my", "our", "your", "me", "us"))


@cache
def _contexts() -> dict[str, str]:
    """Class of a governing word by its lemma: intent, fear, prevention, reaction, ..."""
    return {word: klass for klass, words in rows("contexts") for word in listed(words)}


def is_told(drafts: Sequence[Draft]) -> float:
    """The log odds that an occurrence is told as such, by all that tells of it.

    A toll alone is none: the odds are then below every bar.
    """
    if all(hit.trigger.role == "toll" for draft in drafts for hit in draft.hits):
        return -inf
    odds = [weigh(telling_features(draft), "telling") for draft in drafts]
    highest = max(odds)
    return highest + log(sum(exp(one - highest) for one in odds))


def telling_features(draft: Draft) -> frozenset[str]:
    """The names of the features of a draft."""
    sentence, hit = draft.scene.sentence, draft.main
    return frozenset((
        f"type={draft.type}", f"role={hit.trigger.role}", f"modality={draft.modality}",
        *_of_word(sentence, hit), *_of_clause(sentence, hit), *_of_sentence(draft),
    ))  # fmt: skip


def _of_word(sentence: Sentence, hit: Hit) -> Iterator[str]:
    """The trigger's own form and what hangs on it."""
    token = sentence.tokens[hit.anchor]
    form = "noun" if token.nominal else token.tag if token.verbal else "other"
    yield f"form={form}"
    yield f"dep={token.dep.partition(':')[0]}"
    children = [sentence.tokens[i] for i in sentence.children(hit.anchor)]
    if token.nominal:
        yield from _of_noun(sentence, hit, children)
    deps = {child.dep.partition(":")[0] for child in children}
    passive = "aux:pass" in {child.dep for child in children}
    yield from (f"has={dep}" for dep in sorted(deps & {"nsubj", "obj", "obl", "nummod", "nmod"}))
    if passive:
        yield "passive"
    if any(child.low in _MODALS for child in children if child.dep == "aux"):
        yield "modal"
    if any(child.low in ("have", "has", "had", "'ve") for child in children if child.dep == "aux"):
        yield "perfect"
    if any(child.low in ("not", "n't", "never", "no") for child in children):
        yield "negated"
    if any(child.low == "to" and child.dep == "mark" for child in children):
        yield "infinitive"


def _of_noun(sentence: Sentence, hit: Hit, children: list[Token]) -> Iterator[str]:
    token = sentence.tokens[hit.anchor]
    lows = {child.low for child in children}
    plural = "plural" if token.tag.endswith("S") else "singular"
    if lows & {"a", "an", "another", "one"}:
        article = "a"
    elif lows & {"the"} or lows & _DEMONSTRATIVES:
        article = "the"
    elif any(child.dep == "nmod:poss" for child in children):
        article = "possessed"
    elif any(child.dep == "nummod" for child in children):
        article = "counted"
    else:
        article = "bare"
    yield f"noun={article},{plural}"
    case = next((c.low for c in children if c.dep == "case"), "")
    if case:
        yield f"case={case}" if case in _CASES else "case=other"
    if token.dep in ("compound", "nmod:poss", "amod"):
        yield "modifier"


_CASES = frozenset(("in", "of", "after", "for", "against", "during", "to", "with", "by", "from",
                    "about", "amid", "before", "following", "since", "on", "at"))  # fmt: skip


def _of_clause(sentence: Sentence, hit: Hit) -> Iterator[str]:
    """What governs the trigger: the verbs above it, their mood and their kind."""
    below, steps = hit.anchor, 0
    for head in sentence.ancestors(hit.anchor):
        token, steps = sentence.tokens[head], steps + 1
        klass = _contexts().get(token.lemma)
        if klass and sentence.tokens[below].dep.partition(":")[0] not in ("nsubj", "conj"):
            yield f"under={klass}" if steps == 1 else f"far={klass}"
        if token.verbal:
            auxes = {sentence.tokens[i].low for i in sentence.children(head, "aux", "mark")}
            if auxes & _MODALS:
                yield "head modal"
            if auxes & _IF:
                yield "head if"
            if steps == 1:
                yield f"head form={token.tag}"
            subject = sentence.child(head, "nsubj")
            said = "" if subject is None else sentence.tokens[subject].lemma
            if said in _contexts():
                yield f"subject={_contexts()[said]}"
        below = head
        if steps == _NEAR:
            break
    marks = {sentence.tokens[i].low for i in sentence.children(hit.anchor, "mark", "advmod")}
    if marks & _IF:
        yield "if"
    yield from (f"modified={m}" for m in sorted({_contexts().get(m, "") for m in marks} - {""}))


def _of_sentence(draft: Draft) -> Iterator[str]:
    """What stands beside the trigger: places, times, figures, who speaks, where in the article."""
    scene, sentence = draft.scene, draft.scene.sentence
    lows = {token.low for token in sentence.tokens}
    kinds = {figure.claim.kind for figure in draft.figures}
    resolved = any(time.time.start for time in scene.times)
    told = {
        "place": any(draft.first <= place.first <= draft.last for place in scene.places),
        "time": resolved,
        "time unresolved": bool(scene.times) and not resolved,
        "no time": not scene.times,
        "toll": bool(kinds & {"killed", "wounded"}),
        "figures": bool(kinds) and not kinds & {"killed", "wounded"},
        "attributed": scene.attribution is not None,
        "first person": bool(lows & _PERSONS),
        "question": "?" in lows,
        "quotes": bool(lows & _QUOTES),
        "definite": draft.definite,
        "fresh": draft.fresh,
        "toll only": draft.toll_only,
        "several hits": len(draft.hits) > 1,
        "mixed types": len({hit.trigger.type for hit in scene.hits}) > 1,
    }
    yield from (name for name, holds in told.items() if holds)
    place = "first" if sentence.number == 0 else "top" if sentence.number <= _NEAR else "later"
    yield f"position={place}"
    yield f"mode={draft.mode or 'none'}"
