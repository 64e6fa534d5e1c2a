"""Heads of phrases turned into participants: who they stand for, whose weapon or attack it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from parsers.actors.describer import ACTING, Description
from parsers.actors.head_kinds import kind_of
from parsers.actors.nations import Nation
from parsers.actors.noun_phrases import phrase_at
from parsers.events.arguments import acts, beside, head_of, objects
from parsers.events.nominals import ONTO, modifiers, nominal
from parsers.events.records import Participant, Span
from parsers.events.resources import Resources
from parsers.events.scenes import Scene
from parsers.events.sides import TWO_SIDED, sides_of
from parsers.events.triggers import HARM_ONLY, Hit
from parsers.language.tokens import Sentence
from parsers.lexicon.phrases import Phrase
from parsers.lexicon.tables import word_set

_PRONOUNS = word_set("participants.pronouns")
_SURE = 0.7
"""Share from which a word is taken for an abstract one."""
_BEARERS = frozenset(("person", "people"))
"""Kinds that make a trigger name its doer: "gunmen", "protesters"."""
_DOING = frozenset(("REB", "MIL", "COP", "CVL", "CRM", "OPP", "LAB", "MED"))
"""Sectors whose words, as triggers, name who did it."""
_IDLE = word_set("participants.idle")
_FORCES = word_set("participants.forces")
_NATIONAL = word_set("participants.national")
_PASSIVE = word_set("participants.passive")
_SAYING = word_set("participants.saying")
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_OF = frozenset(("of",))
_NOTHING = word_set("participants.nothing")


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Turns heads of phrases of one sentence into participants."""

    text: str
    scene: Scene
    resources: Resources
    day: date | None

    @property
    def sentence(self) -> Sentence:
        """The sentence that is read."""
        return self.scene.sentence

    def at(self, span: Span) -> Participant | None:
        """Whoever the words of a stretch of the text name."""
        inside = [i for i, t in enumerate(self.sentence.tokens) if span[0] <= t.start < span[1]]
        if not inside:
            return None
        return self._participant(head_of(self.sentence, inside[0], inside[-1]))

    def read(self, hit: Hit) -> tuple[list[Participant], list[Participant]]:
        """Those who acted and those it was done to, as one trigger tells it."""
        sides = sides_of(self.sentence, hit)
        head = head_of(self.sentence, hit.first, hit.last)
        meets = hit.trigger.type in TWO_SIDED
        told = (a for a in sides.agents if meets or not self._only_says(a, head))
        actors = list(self.actors(told))
        recipients = [r for r in self._recipients(sides.patients, hit) if self._suits(r, hit)]
        if acts(self.sentence, head):
            return actors, recipients
        doer = self._participant(head)
        if doer is not None and self._bears(hit, head, doer):
            done = [r for r in self._recipients(self._done_by(head), hit) if self._suits(r, hit)]
            # "gunmen on motorcycles": what stands beside people is not what they did it to.
            return [doer], done or (recipients if hit.trigger.type == "PROTEST" else [])
        before, undergone = self._before(head)
        if hit.trigger.type == "ASSAULT":
            before = [one for one in before if one.kind != "person" or one.sector]
        if meets:
            return actors or before[:1], recipients or (before if actors else before[1:])
        if undergone:
            return actors, recipients or before
        return actors or before, recipients or self._struck(hit, head)

    def _bears(self, hit: Hit, head: int, one: Participant) -> bool:
        """Whether a trigger is a word for its doer: "gunmen", "protesters", not "casualties"."""
        able = one.kind in _BEARERS and one.sector in _DOING
        return able and hit.trigger.role not in HARM_ONLY and not self._idle(head)

    def _idle(self, head: int) -> bool:
        """Whether a word names those who suffer, or an event, and nobody who acts."""
        low = self.sentence.tokens[head].low
        return low in _IDLE

    def _event(self, head: int) -> bool:
        return any(hit.first <= head <= hit.last for hit in self.scene.hits)

    def _done_by(self, head: int) -> tuple[int, ...]:
        """What the bearer of an act did it to: "gunmen opened fire on tourists"."""
        token = self.sentence.tokens[head]
        if token.dep != "nsubj":
            return ()
        return beside(self.sentence, token.head, ONTO) or objects(self.sentence, token.head)

    def _only_says(self, index: int, head: int) -> bool:
        """Whether somebody is the subject of a verb of saying: "officials said" acts nowhere."""
        tokens = self.sentence.tokens
        verb = tokens[index].head
        return tokens[index].dep == "nsubj" and verb != head and tokens[verb].lemma in _SAYING

    def actors(self, heads: Iterable[int]) -> Iterator[Participant]:
        """Those who can act; a weapon or an attack acts for its owner."""
        for head in heads:
            found = self._participant(head)
            if found is None:
                continue
            event = self._event(head) and found.sector is None and found.name is None
            if found.kind in ACTING and not event and not self._idle(head):
                yield found
            else:
                yield from self._owners(head)

    def _suits(self, one: Participant, hit: Hit) -> bool:
        """Whether somebody or something can be what it was done to."""
        if hit.trigger.type == "PROTEST":
            words = one.text.split()[1:]
            named = any(word[:1].isupper() for word in words)
            # "to the headquarters of X" names whom it is against, "to X Square" where it was.
            place = one.kind == "place" and not any(map(_common, words))
            return one.kind in ACTING or (named and not place)
        if hit.trigger.type == "CONSULT":
            # A verb meets or visits whatever its object is; of a noun the tree is less sure.
            verb = acts(self.sentence, head_of(self.sentence, hit.first, hit.last))
            return one.kind is not None or verb
        if hit.trigger.type in ("AGREE", "SUPPORT", "AID"):
            return one.kind is not None
        return one.kind is not None or not self._aimed(one, hit)

    def _aimed(self, one: Participant, hit: Hit) -> bool:
        """Whether it is the weapon of an attack, not its target."""
        if hit.trigger.type != "ASSAULT" or hit.trigger.mode == "intercept":
            return False
        inside = [t for t in self.sentence.tokens if one.span[0] <= t.start < one.span[1]]
        return bool(inside) and bool(self.resources.weapons.find((inside[-1],)))

    def _recipients(self, heads: tuple[int, ...], hit: Hit) -> Iterator[Participant]:
        """Those it was done to; things and places can be, another event cannot."""
        # "taken the hill of": what is seized may be part of the trigger.
        seized = hit.trigger.mode == "seize"
        for index in heads:
            head = self._helped(index) if hit.trigger.type == "AID" else index
            if self.sentence.tokens[head].low in _REFLEXIVE:
                continue
            found = self._participant(head)
            if found is None:
                continue
            # Words of a trigger are another event, or the "fire" of "opened fire".
            event = any(
                other.first <= head <= other.last
                for other in self.scene.hits
                if not (seized and other.first <= hit.first <= other.last)
            )
            if (
                found.kind in ACTING
                or hit.trigger.type == "SANCTION"
                or (not event and (found.kind or seized or not self._abstract(head)))
            ):
                yield found

    def _helped(self, head: int) -> int:
        """Whose campaign or army it is that help goes to."""
        owner = self.sentence.child(head, "nmod:poss")
        return owner if owner is not None else head

    def _abstract(self, head: int) -> bool:
        """Whether a word names no body or thing: violence, a decision, a day."""
        head = self._whose(head)
        kinds = self.resources.describer.kinds
        if kinds is None or self.sentence.tokens[head].name:
            return False
        kind, share = kind_of(kinds, self.sentence, head)
        return kind in ("abstract", "event", "time") and share >= _SURE

    def _owners(self, head: int) -> Iterator[Participant]:
        """Whose missile or attack it is: "a Russian missile", "the rebels' shells"."""
        belongs = () if self._event(head) else beside(self.sentence, head, _OF)
        for owner in (*nominal(self.sentence, head).agents[:1], *belongs[:1]):
            found = self._participant(owner)
            if found is not None and found.kind in ACTING:
                yield found
                return
        before, undergone = self._before(head)
        if before and not undergone:
            yield before[0]

    def _before(self, head: int) -> tuple[list[Participant], bool]:
        """Who stands before a noun of action or a weapon: "police raid", "Russian missile"."""
        heads, undergone = modifiers(self.sentence, head)
        found = []
        for index in heads:
            who = self._modifier(index)
            if who is not None:
                found.append(who)
        return found, undergone

    def _modifier(self, index: int) -> Participant | None:
        scene = self.scene
        told = self.resources.describer.describe(
            self.sentence, (index, index), index, scene.nations
        )
        nation = next((n for n in scene.nations if n.first <= index <= n.last), None)
        group = self.resources.describer.group_at(self.sentence, index)
        if group is not None:
            first, last, told = group
        elif nation is not None and self._of_nation(nation, index):
            first, last = nation.first, nation.last
        elif nation is None and told.kind in ACTING and self._may_act(index):
            first = last = index
        else:
            return None
        said, span = self.sentence.text_of(self.text, first, last)
        told = told if told.kind else replace(told, kind="state")
        return self._made(said, span, told)

    def _of_nation(self, nation: Phrase[Nation], index: int) -> bool:
        """Whether a country's word before a noun tells who acts: "US strikes", "a Thai raid"."""
        tokens = self.sentence.tokens
        acting = nation.value.how == "adjective" or tokens[index].text.isupper()
        noun = tokens[tokens[index].head]
        return acting and (noun.low in _NATIONAL or noun.lemma in _NATIONAL or not noun.nominal)

    def _may_act(self, index: int) -> bool:
        """Whether a word that names people or a body acts: of "prisoner swap" no prisoner does."""
        token = self.sentence.tokens[index]
        plain = token.text.isalpha() and token.low not in _PASSIVE
        return plain and token.dep.startswith("compound")

    def _struck(self, hit: Hit, head: int) -> list[Participant]:
        """What stands before a noun of action and cannot act: "church bombings"."""
        if hit.trigger.type != "ASSAULT":
            return []
        for index in modifiers(self.sentence, head)[0]:
            token = self.sentence.tokens[index]
            place = token.name in ("LOC", "PER") or self.resources.targets.find((token,))
            if place and token.dep.startswith("compound") and not hit.first <= index <= hit.last:
                said, span = self.sentence.text_of(self.text, index, index)
                return [Participant(said, span, kind="place")]
        return []

    def _participant(self, head: int) -> Participant | None:
        """Whoever a head word stands for, by the best name in the text; None for nobody."""
        head = self._whose(head)
        who = self.scene.cast.find(self.sentence, head)
        if who is not None and who.sentence.tokens[who.chunk[0]].low in ("no", "neither"):
            return None
        if who is not None:
            said, span = who.sentence.text_of(self.text, *who.chunk)
            told = who.told
        else:
            chunk = phrase_at(self.sentence, head)
            words = self.sentence.tokens[chunk[0] : chunk[1] + 1]
            if all(word.low in _PRONOUNS or not word.word for word in words):
                return None
            if words[0].low in ("no", "neither", "nobody"):
                return None
            said, span = self.sentence.text_of(self.text, *chunk)
            told = self.resources.describer.describe(self.sentence, chunk, head, self.scene.nations)
        if told.kind is None:
            told = self._placed(head) or told
        if told.kind is None and self.sentence.tokens[head].low in _NOTHING:
            return None
        return self._made(said, span, told)

    def _made(self, said: str, span: Span, told: Description) -> Participant:
        """The participant, with the office held on the day of the event."""
        office = told.leader.office_on(self.day) if told.leader else None
        country, sector, role = told.country, told.sector, told.title
        if office is not None:
            country, sector, role = office.country, office.sector, office.name
        return Participant(said, span, told.name, told.kind, country, sector, role, told.wikidata)

    def _placed(self, head: int) -> Description | None:
        """A place of the gazetteer, where a head word names one."""
        for found in self.scene.places:
            if found.first <= head <= found.last:
                return Description("place", found.place.name, found.place.country)
        return None

    def _whose(self, head: int) -> int:
        """The owner, for "its forces" and "his life"."""
        tokens = self.sentence.tokens
        counted = self.sentence.child(head, "nmod") if tokens[head].tag == "CD" else None
        if counted is not None and tokens[counted].nominal:
            return counted  # "29 out of 30 missiles"
        owner = self.sentence.child(head, "nmod:poss")
        if owner is None:
            return head
        forces = tokens[head].low in _FORCES and tokens[owner].tag == "PRP$"
        return owner if forces or tokens[head].low in ("life", "lives") else head


def _common(word: str) -> bool:
    """Whether a word of a phrase is a common noun or adjective, not an article or "of"."""
    return word.islower() and word not in ("of", "the", "and", "in")
