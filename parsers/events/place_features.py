"""What is asked about an event word and a name, for the scorer that says whether it was there.

Every answer is a number; the names of the answers are the columns of the table that
`benchmarks.training.place_links` writes and that `weights/place_links.npz` asks for. Only the
words, the tree and the look-ups of this sentence are read.
"""

from collections.abc import Sequence
from typing import Literal

from parsers.events.place_runs import Run
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

Known = Literal["", "settlement", "region", "country", "people"]
"""What the tables know of a name: "people" is the adjective or the inhabitants of a country."""

_PREPOSITIONS = (
    "in", "at", "near", "on", "of", "from", "to", "over", "through", "along", "inside", "outside",
    "around", "into", "across", "off", "by", "for", "against", "with", "between", ",", "",
)  # fmt: skip
_RELATIONS = ("nsubj", "obj", "obl", "nmod", "appos", "compound", "conj", "acl", "advcl", "ccomp",
              "parataxis", "amod", "flat", "dep", "root", "xcomp")  # fmt: skip
_KINDS: Sequence[tuple[str, frozenset[str]]] = tuple(
    (name, word_set(f"place_features.{name}"))
    for name in ("towns", "regions", "areas", "buildings", "waters", "armed", "dates", "saying")
)
_VERBS: Sequence[tuple[str, frozenset[str]]] = tuple(
    (name, word_set(f"place_features.verbs_{name}"))
    for name in ("kill", "capture", "shoot", "blast", "march", "patrol", "launch", "target",
                 "destroy", "protest", "go_on", "raid", "enter", "be", "say")
)  # fmt: skip
_FAR = 60
_BESIDE, _JOINED = 5, 3
"""Words between two names of which one is nested in, or joined with, the other."""


def link_answers(
    sentence: Sentence, event: int, runs: Sequence[Run], known: Sequence[Known]
) -> list[dict[str, float]]:
    """For every name of a sentence the answers about it and the word at token `event`.

    `known` says what the tables know of each name. A question that is not answered counts as 0.
    """
    shared = _of_event(sentence, event)
    shared["names"] = float(len(runs))
    shared["known_names"] = float(sum(k in ("settlement", "region", "country") for k in known))
    answers = []
    for number, run in enumerate(runs):
        own = _of_run(sentence, run, known[number]) | _between(sentence, event, run)
        own |= _beside(sentence, event, runs, known, number)
        answers.append(shared | own | _tree(sentence, event, run))
    return answers


def _of_event(sentence: Sentence, event: int) -> dict[str, float]:
    token = sentence.tokens[event]
    found = {f"verb_{name}": 1.0 for name, words in _VERBS if token.lemma in words}
    found |= {f"tag_{token.tag}": 1.0, f"is_{token.dep.partition(':')[0]}": 1.0}
    found["passive"] = float(any(sentence.children(event, "aux:pass", "nsubj:pass")))
    found["has_object"] = float(any(sentence.children(event, "obj")))
    found["has_subject"] = float(any(sentence.children(event, "nsubj")))
    found["has_oblique"] = float(any(sentence.children(event, "obl")))
    found["depth"] = float(sum(1 for _ in sentence.ancestors(event)))
    found["length"] = float(len(sentence.tokens))
    found["at"] = float(event)
    found["negated"] = float(any(sentence.tokens[i].low in ("not", "n't", "never")
                                 for i in sentence.children(event)))  # fmt: skip
    return found


def _of_run(sentence: Sentence, run: Run, known: Known) -> dict[str, float]:
    tokens = sentence.tokens
    inside = tokens[run.first : run.last + 1]
    after = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
    found = {f"known_{known}": 1.0, "words": float(len(inside))}
    found[f"lead_{run.lead}" if run.lead in _PREPOSITIONS else "lead_other"] = 1.0
    found["lead_gap"] = float(run.first - run.at) if run.at >= 0 else 0.0
    for name in ("PER", "ORG", "LOC"):
        found[f"name_{name}"] = float(tokens[run.head].name == name)
        found[f"any_{name}"] = float(any(token.name == name for token in inside))
    for name, words in _KINDS:
        found[f"kind_{name}"] = float(run.kind in words)
        found[f"holds_{name}"] = float(any(token.low in words for token in inside))
        found[f"after_{name}"] = float(after is not None and after.low in words)
    found["starts"] = float(run.first == 0)
    found["upper"] = float(all(token.text.isupper() for token in inside))
    found["tag_name"] = float(tokens[run.head].tag in ("NNP", "NNPS"))
    found["tag_adjective"] = float(tokens[run.last].tag == "JJ")
    if after is not None:
        found["after_noun"] = float(after.tag in ("NN", "NNS"))
        found["after_verb"] = float(after.verbal)
        found["after_comma"] = float(after.text == ",")
        found["after_mark"] = float(not after.word and after.text != ",")
        found["after_'s"] = float(after.low in ("'s", "'"))
        found["after_-"] = float(after.text == "-")
        found["after_in"] = float(after.low in ("in", "of", "near"))
    before = tokens[run.first - 1].low if run.first else ""
    found["the"] = float(before == "the")
    found["bare"] = float(run.at == run.first - 1)
    return found


def _between(sentence: Sentence, event: int, run: Run) -> dict[str, float]:
    after = run.first > event
    between = sentence.tokens[event + 1 : run.first] if after else sentence.tokens[
        run.last + 1 : event]  # fmt: skip
    found = {"after": float(after), "distance": float(min(len(between), _FAR))}
    found["ahead"] = min(len(between), _FAR) * (1.0 if after else -1.0)
    found["inside"] = float(run.first <= event <= run.last)
    found["verbs"] = float(
        sum(t.verbal and t.dep not in ("aux", "aux:pass", "cop") for t in between)
    )
    found["finite"] = float(sum(t.tag in ("VBD", "VBZ", "VBP") for t in between))
    found["commas"] = float(sum(t.text == "," for t in between))
    found["ands"] = float(sum(t.low in ("and", "but", "while") for t in between))
    found["marks"] = float(sum(t.text in ('"', ";", ":", ".", "“", "”", "''", "``")
                               for t in between))  # fmt: skip
    found["relative"] = float(sum(t.tag in ("WDT", "WP", "WRB") for t in between))
    found["saying"] = float(any(t.lemma in ("say", "tell", "report") for t in between))
    found["prepositions"] = float(sum(t.tag == "IN" for t in between))
    return found


_PLACES = frozenset(("settlement", "region", "country"))
_LOCAL = frozenset(("in", "at", "near", "on", "inside", "outside", "around", "over", "across"))


def _beside(
    sentence: Sentence, event: int, runs: Sequence[Run], known: Sequence[Known], number: int
) -> dict[str, float]:
    """How the name stands among the others: nested in the one before, nearer or farther."""
    run = runs[number]
    found: dict[str, float] = {}
    ahead = run.first > event
    nearer = [
        (other, known[i]) for i, other in enumerate(runs)
        if (other.first > event) == ahead and abs(other.first - event) < abs(run.first - event)
    ]  # fmt: skip
    others = [(o, known[i]) for i, o in enumerate(runs) if i != number]
    found["nearer"] = float(len(nearer))
    found["nearer_led"] = float(sum(o.lead in _LOCAL for o, _ in nearer))
    found["nearer_known"] = float(sum(k in _PLACES for _, k in nearer))
    found["others_led"] = float(sum(o.lead in _LOCAL for o, _ in others))
    found["others_led_after"] = float(sum(o.lead in _LOCAL and o.first > event for o, _ in others))
    for name, step in (("left", -1), ("right", 1)):
        if 0 <= number + step < len(runs):
            other = runs[number + step]
            gap = run.first - other.last if step < 0 else other.first - run.last
            found[f"{name}_gap"] = float(min(gap, 20))
            found[f"{name}_led"] = float(other.lead in _LOCAL)
            found[f"{name}_comma"] = float((run if step < 0 else other).lead == ",")
            found[f"{name}_place"] = float(known[number + step] in _PLACES)
            found[f"{name}_kind"] = float(bool(other.kind))
            found[f"{name}_loc"] = float(sentence.tokens[other.head].name == "LOC")
            words = sentence.tokens[other.last + 1 : run.first] if step < 0 else sentence.tokens[
                run.last + 1 : other.first]  # fmt: skip
            found[f"{name}_in"] = float(
                any(t.low in ("in", "of") for t in words) and gap <= _BESIDE
            )
            found[f"{name}_and"] = float(any(t.low == "and" for t in words) and gap <= _JOINED)
    return found


def _tree(sentence: Sentence, event: int, run: Run) -> dict[str, float]:
    """The way through the tree from the event word to the name."""
    path = sentence.path(event, run.head)
    if path is None:
        return {}
    ups, downs = path
    tokens = sentence.tokens
    found = {"up": float(len(ups) - 1), "down": float(len(downs))}
    for index in ups[:-1]:
        found[f"up_{_relation(sentence, index)}"] = 1.0
    for index in downs:
        name = f"down_{_relation(sentence, index)}"
        found[name] = found.get(name, 0.0) + 1.0
    if downs:
        found[f"top_{_relation(sentence, downs[-1])}"] = 1.0
        found[f"own_{_relation(sentence, downs[0])}"] = 1.0
        cases = [tokens[c].low for i in downs for c in sentence.children(i, "case")]
        found["cases"] = float(len(cases))
        top = [tokens[c].low for c in sentence.children(downs[-1], "case")]
        for word in top[:1]:
            found[f"case_{word}" if word in _PREPOSITIONS else "case_other"] = 1.0
        found["top_token"] = float(downs[-1] > event)
        for name, words in _KINDS:
            found[f"top_{name}"] = float(tokens[downs[-1]].low in words)
    found["direct"] = float(len(ups) == 1)
    found["verbs_down"] = float(sum(tokens[i].pos == "VERB" for i in downs))
    found["verbs_up"] = float(sum(tokens[i].pos == "VERB" for i in ups[1:]))
    found["verb_common"] = float(tokens[ups[-1]].pos == "VERB")
    return found


def _relation(sentence: Sentence, index: int) -> str:
    dep = sentence.tokens[index].dep.partition(":")[0]
    return dep if dep in _RELATIONS else "other"
