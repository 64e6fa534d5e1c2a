"""What police do in a text: whom they kill, whom they arrest, where they use force.

Read from common nouns and the tree, so that it works on text without capitals. A sentence often
leaves the police out ("Sixteen people were arrested", "Two died in the firing"): arrests are
theirs, and shots where the text told of their shooting shortly before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from parsers.events.arguments import head_of
from parsers.events.fates import fate_of
from parsers.events.resources import Resources
from parsers.events.sides import sides_of
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set

Kind = Literal["kill", "arrest", "force"]
By = Literal["police", "other", "unknown"]

_FORCE = frozenset(("crowd-control", "firearms", "beat"))
_NO_ACTOR = word_set("policing.no_actors")
_REALISED = word_set("policing.realised")
_WISHES = word_set("policing.wishes")
_DEATHS = word_set("policing.deaths")
_STANDS_FOR = frozenset(("he", "they", "who", "it", "which", "she", "we"))
_NONE = frozenset(("no", "not", "n't", "never", "nobody", "none", "without", "neither", "nor"))
_IFS = frozenset(("if", "unless", "whether"))
_SAID = frozenset(("say", "tell", "report", "add", "state", "confirm", "claim"))
_CLAUSES = frozenset(("root", "parataxis", "acl:relcl"))
_KILLED = frozenset(("killed", "died", "dead"))
_SHOTS = frozenset(("firing", "fired", "bullets"))
_BESIDE, _FAR = 5, 99
"""Steps in the tree between a death and the shots that caused it."""
_BEGIN = 8
"""Words in which a subject stands as a rule."""
_MEMORY = 6
"""Sentences for which police shots are remembered."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """One act: its kind, the token that tells it, and whether police did it."""

    kind: Kind
    token: int
    by: By


def conduct_of(
    sentence: Sentence, resources: Resources, *, before: bool = False, fired: bool = False
) -> tuple[Conduct, ...]:
    """The killings, arrests and uses of force of one sentence that are told as facts.

    `before` says that the sentence before was about police, for whom a pronoun may then stand,
    `fired` that police shot shortly before: "the firing" is then theirs.
    """
    if not sentence.parsed:
        return ()
    reader = _Reader(sentence, resources, before, fired)
    hits = [hit for hit in resources.triggers.find(sentence) if _told(sentence, hit)]
    force = [(hit, reader.act("force", hit)) for hit in hits if hit.trigger.mode in _FORCE]
    shots = [act for hit, act in force if act.by == "police" and hit.trigger.mode == "firearms"]
    acts = [act for _, act in force]
    return (*acts, *reader.arrests(hits), *reader.blows(hits), *reader.kills(hits, shots))


@dataclass(frozen=True, slots=True)
class _Reader:
    """One sentence with what is known before it."""

    sentence: Sentence
    resources: Resources
    before: bool = False
    fired: bool = False

    def act(self, kind: Kind, hit: Hit) -> Conduct:
        return Conduct(kind, head_of(self.sentence, hit.first, hit.last), self._by(hit))

    def arrests(self, hits: list[Hit]) -> Iterator[Conduct]:
        for hit in hits:
            if hit.trigger.mode == "arrest" and not self._fears(hit):
                yield self.act("arrest", hit)

    def _fears(self, hit: Hit) -> bool:
        """Whether "apprehending" takes no people: "apprehending trouble"."""
        if hit.trigger.pattern != "apprehend/v":
            return False
        patients = [self.sentence.tokens[i] for i in sides_of(self.sentence, hit).patients]
        return not self.resources.describer.sectors.find(tuple(patients))

    def blows(self, hits: list[Hit]) -> Iterator[Conduct]:
        """Violence of any other kind that the sentence says police did to somebody."""
        for hit in hits:
            if hit.trigger.type == "ASSAULT" and hit.trigger.role == "act":
                roles = sides_of(self.sentence, hit)
                agents = [self._who(head) for head in roles.agents]
                if roles.patients and "police" in agents:
                    yield Conduct("force", head_of(self.sentence, hit.first, hit.last), "police")

    def kills(self, hits: list[Hit], shots: list[Conduct]) -> Iterator[Conduct]:
        """Deaths by the hand of police, or told beside their shots: "30 killed in firing"."""
        sentence = self.sentence
        deaths = {head_of(sentence, h.first, h.last): h for h in hits if fate_of(h) == "killed"}
        for hit in deaths.values():
            yield self.act("kill", hit)
        words = [i for i, token in enumerate(sentence.tokens) if token.low in _DEATHS]
        for shot in shots:
            words += _number_in(sentence, shot.token)
            near = [i for i in (*deaths, *words) if _steps(sentence, i, shot.token) <= _BESIDE]
            if near:
                yield Conduct("kill", near[0], "police")

    def _by(self, hit: Hit) -> By:
        """Who did it: police, somebody else, or nobody that the sentence names."""
        ahead = hit.first - 1
        if hit.trigger.pattern.startswith("police ") or (ahead >= 0 and self._police(ahead, ahead)):
            return "police"
        agents = sides_of(self.sentence, hit).agents
        found = [self._who(head) for head in agents]
        if "other" in found and "police" not in found:
            return "other"
        said = {token.low for token in self.sentence.tokens[hit.first : hit.last + 1]}
        known = self.fired and not agents and not _SHOTS.isdisjoint(said)
        known = known or hit.trigger.mode == "crowd-control"
        return "police" if known or "police" in found else "unknown"

    def _who(self, head: int) -> By:
        token = self.sentence.tokens[head]
        if token.low in _STANDS_FOR:
            return "police" if self.before else "unknown"
        if token.low in _NO_ACTOR:
            return "unknown"
        near = [head, *self.sentence.children(head, "compound", "amod", "nmod", "appos", "flat")]
        if self._police(min(near), max(near)):
            return "police"
        words = self.sentence.tokens[head : head + 1]
        return "other" if self.resources.describer.sectors.find(words) else "unknown"

    def _police(self, first: int, last: int) -> bool:
        found = self.resources.describer.sectors.find(self.sentence.tokens[first : last + 1])
        return any(phrase.value[0] == "COP" for phrase in found)

    def about_police(self) -> bool:
        """Whether police are a subject of the sentence, or begin one that has no parse."""
        return any(
            self._police(index, index)
            for index, token in enumerate(self.sentence.tokens)
            if token.dep.startswith("nsubj") or (not token.dep and index < _BEGIN)
        )


def _number_in(sentence: Sentence, shot: int) -> list[int]:
    """Reads "30 in police firing": a bare number that hangs on nothing but the shots."""
    tokens = sentence.tokens
    above = tokens[shot].head
    return [i for i in (above, tokens[above].head) if tokens[i].tag == "CD" and i < shot]


def _steps(sentence: Sentence, one: int, two: int) -> int:
    way = sentence.path(one, two)
    return _FAR if way is None else len(way[0]) + len(way[1]) - 1


def _told(sentence: Sentence, hit: Hit) -> bool:
    """Whether a deed is told as done: no wish, order or refusal stands above it in the tree."""
    tokens = sentence.tokens
    index = head_of(sentence, hit.first, hit.last)
    concerned = (index, *sides_of(sentence, hit).patients)
    if any(tokens[c].low in _NONE for i in concerned for c in (i, *sentence.dependents[i])):
        return False
    for place in (index, *sentence.ancestors(index)):
        above = tokens[tokens[place].head]
        around = [tokens[i] for i in sentence.children(place, "aux", "mark", "advmod")]
        if any(token.tag == "MD" or token.low in _IFS for token in around):
            return False
        over = tokens[above.head] if above.dep == "obj" else above
        if any(token.tag == "TO" for token in around) and over.lemma not in _REALISED:
            return tokens[place].dep == "advcl" and place != index
        if tokens[place].dep in _CLAUSES or above.lemma in _SAID:
            break
        if above.lemma in _WISHES:
            return False
    return True


def police_acts(
    sentences: Sequence[Sentence], resources: Resources
) -> tuple[tuple[Conduct, ...], ...]:
    """The acts of police, sentence by sentence, with what the sentences before tell."""
    result: list[tuple[Conduct, ...]] = []
    fired, killed, before = -_MEMORY - 1, -_MEMORY - 1, False
    for number, sentence in enumerate(sentences):
        recent = number - fired <= _MEMORY
        acts = conduct_of(sentence, resources, before=before, fired=recent)
        if any(act.kind == "force" and act.by == "police" for act in acts):
            fired = number
        kept = tuple(a for a in acts if _is_theirs(sentence, a, dead=number - killed <= 1))
        killed = number if any(act.kind == "kill" for act in kept) else killed
        before = _Reader(sentence, resources).about_police()
        result.append(kept)
    return tuple(result)


def _is_theirs(sentence: Sentence, act: Conduct, *, dead: bool) -> bool:
    """Whether an act is the police's; `dead` says that they killed in the sentence before."""
    if act.by == "police" or act.kind == "arrest":
        return True
    unknown = act.kind == "kill" and act.by == "unknown"
    return unknown and dead and sentence.tokens[act.token].low in _KILLED
