"""Finds the expressions of time of a text and reads them from left to right.

The rules are our own; spans and values follow TimeML 1.2 (TIMEX3): no prepositions, "a year ago"
and "the third quarter" whole, "1998-Q3", "P3D", "PRESENT_REF". Of two rules that match at one
place the longer match wins.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from parsers.language.tokens import Sentence
from parsers.lexicon.tables import word_set
from parsers.times.clock import CLOCK
from parsers.times.days import DAYS
from parsers.times.lengths import LENGTHS
from parsers.times.patterns import Rule
from parsers.times.periods import PERIODS
from parsers.times.records import Reading, Setting, Timex
from parsers.times.tense import Tense, tense_at
from parsers.times.values import days_of
from parsers.times.words import any_of, holidays, table

_RULES: tuple[Rule, ...] = (*DAYS, *PERIODS, *LENGTHS, *CLOCK)
_NAMES = frozenset(("may", "march", "april", "june", "august", "jan", "mar", "mon", "sat", "sun"))
"""Months and days that are also verbs, nouns or names of people."""
_ADJECTIVES = frozenset(w for w, v in table("vague").items() if v.endswith("adjective"))
_BEFORE_YEARS = frozenset(("no.", "number", "about", "some", "nearly", "than", "route", "highway"))
_DATED = re.compile(r"\b((?:19|20)\d\d)\b")
_KINDS = ("weekday", "month", "unit", "part", "season", "vague", "often", "decade")
_WORDS = "|".join([any_of(holidays()), *(any_of(table(kind)) for kind in _KINDS)])
_HINT = re.compile(
    rf"\d|\b(?:yesterday|today|tomorrow|tonight|overnight|nineteen|weekend|half|noon|midnight"
    rf"|midday|year|period|two thousand|{_WORDS})",
    re.IGNORECASE,
)
"""What every expression holds at least one of: most sentences need not be tried."""
_ONWARD = frozenset(("until", "till", "starting", "effective"))
_CALLING = word_set("times.calling")
"""Verbs whose "for Saturday" lies ahead however they are told: "called a march for Saturday"."""
_NOUN_LIKE = frozenset(("CD", "JJ", "NN", "NNS", "NNP"))
_PERIOD = ("Q", "H")


def find_timexes(
    text: str, sentences: Iterable[Sentence], published: date | None
) -> list[tuple[Timex, ...]]:
    """The expressions of each sentence, left to right; never raises on any text.

    `published` is the publisher's local day; without it only absolute dates have days.
    """
    sentences = list(sentences)
    found: list[tuple[Timex, ...]] = []
    if not sentences:
        return found
    running = str(published) if published else ""
    setting = Setting(published, sentences[0], running=running, last_year=_last_year(text))
    for sentence in sentences:
        setting.sentence = sentence
        setting.told = []
        found.append(tuple(_read(text, setting)))
    return found


def _last_year(text: str) -> int | None:
    return max((int(year) for year in _DATED.findall(text)), default=None)


def _read(text: str, setting: Setting) -> Iterator[Timex]:
    for start, end, rule, groups in _chosen(text, setting.sentence):
        first, last = _tokens(setting.sentence, start, end)
        setting.first, setting.last = first, last
        setting.tense = _tense(setting.sentence, first, last)
        try:
            reading = rule.resolve(groups, setting)
        except (ValueError, OverflowError, KeyError):  # "February 30", "9999 years ago"
            continue
        if reading is None:
            continue
        days = reading.days or days_of(reading.value) if reading.type != "SET" else None
        _remember(setting, reading)
        yield Timex(start, end, first, last, reading.type, reading.value, reading.mod, days,
                    reading.ahead)  # fmt: skip


def _tense(sentence: Sentence, first: int, last: int) -> Tense:
    if first and sentence.tokens[first - 1].low in _ONWARD:
        return "future"
    if not sentence.parsed:
        return ""
    called = sentence.tokens[sentence.tokens[last].head].lemma in _CALLING
    if called and first and sentence.tokens[first - 1].low == "for":
        return "future"
    return tense_at(sentence, last)


def _remember(setting: Setting, reading: Reading) -> None:
    if reading.compared or reading.type not in ("DATE", "TIME") or not days_of(reading.value):
        return
    setting.running, setting.begun = reading.value, True
    setting.told.append(reading.value)
    setting.told_at = setting.last
    if reading.value[5:6] in _PERIOD:
        setting.period = reading.value


def _chosen(text: str, sentence: Sentence) -> list[tuple[int, int, Rule, dict[str, str]]]:
    """The matches that stand, longest first, none over another; then in reading order."""
    if _HINT.search(text, sentence.start, sentence.end) is None:
        return []
    matches = [
        (match.start(), match.end(), rule, match)
        for rule in _RULES
        for match in rule.pattern.finditer(text, sentence.start, sentence.end)
    ]
    taken: list[tuple[int, int, Rule, dict[str, str]]] = []
    for start, end, rule, match in sorted(matches, key=lambda m: (m[0] - m[1], m[0])):
        if any(start < t[1] and t[0] < end for t in taken):
            continue
        if _plausible(match.group().lower(), sentence, start, end):
            groups = {k: " ".join(v.lower().split()) for k, v in match.groupdict().items() if v}
            taken.append((start, end, rule, groups))
    return sorted(taken, key=lambda t: t[0])


def _tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    inside = [i for i, t in enumerate(sentence.tokens) if t.end > start and t.start < end]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _plausible(said: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words are a time here and not a verb, a name or a number."""
    first, last = _tokens(sentence, start, end)
    token = sentence.tokens[first]
    before = sentence.tokens[first - 1].low if first else ""
    if said.rstrip(".") in _NAMES:
        month = token.text[0].isupper() and token.tag in ("NNP", "NN", "") and token.name != "PER"
        short = len(said.rstrip(".")) == len("jan") and said.rstrip(".") != "may"
        return month and bool(first) and (not short or said.endswith("."))
    if said in _ADJECTIVES:
        return token.tag in ("JJ", "")
    after = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    if said == "the past":
        return after is None or after.tag not in _NOUN_LIKE
    if said.isdigit():
        counted = after is not None and after.tag == "NNS" and token.dep == "nummod"
        return before not in _BEFORE_YEARS and not counted
    if said == "now" and before in ("from", "until"):
        return True
    return not (said.startswith("second") and first == last)


def shifted_to(timex: Timex, start: int) -> Timex:
    """The same expression, begun earlier in the text (at a preposition)."""
    return replace(timex, start=start)
