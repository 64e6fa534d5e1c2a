# ruff: noqa: RUF001 - names and marks in their own alphabets
"""A byline to names: persons and organisations told apart, all that is no name cut off."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from parsers.agencies import agency_named
from parsers.article import byline_words as words
from parsers.article.months import MONTHS
from parsers.article.signing import begins_like_by, is_by, without_by
from parsers.records import Author

_LONGEST = 60
_LONGEST_BYLINE = 600
_LONGEST_UNSPACED = 12
_MOST_WORDS = 6
_MOST_SMALL = 3
_PAIR = 2
_DAY = 2
_ACRONYM = 4


def _any(table: Iterable[str]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


_TIGHT = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Words that begin a byline or stand between names, and acronyms.
_BETWEEN = re.compile(
    r"^(?:the|and|und|et|og|och|y|e|en|or|from|in|na|a|i|mit|with|(?-i:[A-Z]{2,4}))$", re.IGNORECASE
)
# Two to four words with capitals: most names, which need no closer reading.
_PLAIN = re.compile(r"^[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ](?:\.|[^\W\d_]+(?:['’-][^\W\d_]+)?)){1,3}$")
_MAY_BE_NAMES = frozenset(("von", "vom", "di", "av", "af", "od", "haber", "van"))
_CREDIT = re.compile(rf"^(?:{_any(words.CREDITS)})(?![\w-])", re.IGNORECASE)
_CREDIT_INSIDE = re.compile(
    rf"\s(?:{_any(words.CREDITS)})(?:\s*[:：/]|\s+(?:by|von|par|por|di|door|av|af|od)\s)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_ASIDE = re.compile(r"\([^)]*\)|（[^）]*）|【[^】]*】|<[^>]{1,80}>|\[(?=\W*$)")
_HARD = re.compile(r"\s*(?:[;|•·●\n\x1f、，／]|\s[-–—]\s|(?<!\w)/|/(?!\w)|(?<=\w{3})/(?=\w{3}))\s*")
_COMMA = re.compile(r"\s*,\s*|(?<=[a-zß-ÿа-я]{3})\.\s+(?=[A-ZÀ-ÞА-Я])")
_SMALL_AND = re.compile(rf"\s+(?:{_any(words.AND)}|&)\s+(?=[^\Wa-zß-öø-ÿа-яёіїєґά-ώ\d_])")
_PLAIN_AND = re.compile(
    r"\s*&\s*|"
    r"\s+(?:and|und|et|og|och|with|mit|AND|UND|ET|OG|OCH|Y|E|EN|И|ТА|and others|et al\.?)\s+"
)
_FIRST_AND = re.compile(r"^\s*(?:and|und|et|og|och|y|e|en|i)\s+(?=[A-ZÀ-Þ])")
_DOUBLE = frozenset(("y", "e", "i", "a"))
_BODY = re.compile(
    rf"\b(?:{_any(words.BODIES)})\b.*\s(?:of|for|on|für|de|du|des|della|do|da)\s", re.IGNORECASE
)
_NOISE = re.compile(rf"https?:|www\.|[@{{}}=<>?!#]|\b(?:{_any(words.NOISE)})\b", re.IGNORECASE)
_ROLE = re.compile(rf"(?<![\w-])(?:{_any(words.ROLES)})(?![\w-])", re.IGNORECASE)
_ORGANISATION = re.compile(
    rf"(?<![\w-])(?:{_any(words.ORGANISATIONS)})(?![\w-])|(?<=\w\w)\.[a-z]{{2,4}}(?=\s|$)",
    re.IGNORECASE,
)
UNNAMED = re.compile(r"^(?:An?|Our)(?: [A-Z][\w-]+){0,3} (?:Correspondent|Reporter|Staff|Desk)s?$")
"""Desks and correspondents that a paper does not name: "Our Foreign Staff"."""
_VIDEO_DESK = re.compile(r"(?<=\w{3}) Videos?$")
_BEHIND = re.compile(rf"\s*(?:{_any(words.AFTER_TIGHT)})$")
_DEGREE = (
    r"Ph\.?\s?D|M\.?D|M\.?[AS]c?|B\.?[AS]c?|MPH|MBA|MSN|MFA|RDN?|RN|NP|CPA|CFA|DO|DDS|DVM|JD|J\.D|LLM|"
    r"LCSW|Psy\.?D|Ed\.?D|CSCS|CNS|FACP|Esq"
)
_DEGREES = re.compile(rf"^(?:{_DEGREE}|Jr|Sr|Dr|II|III|IV)\.?$")
_DEGREE_END = re.compile(rf"(?:\s+(?:{_DEGREE})\.?)+$")
_PLACE_END = re.compile(
    r"\s+(?:in|aus|à|en|i|w|em|at|for|from|för|für|of the|at the|on|w/)\s+(?=[A-ZÀ-ÞА-Я]).*$"
)
_DIGIT = re.compile(r"(?<![^\W_])\d")
_SENTENCE = re.compile(r"[のはをがにで。]")
_UNSPACED = re.compile(rf"^[{_TIGHT}・ー々〆･＝=]+$")
_ODD = re.compile(r"[-_.+]")
_EDGES = " .:,*\"'“”„«»[]《》「」-–—_~>‹›&\u200b"


def read_names(text: str, kind: str | None = None) -> tuple[Author, ...]:
    """The names in a byline, without "By", roles, addresses, dates, and credits for pictures.

    `kind` is the schema.org type ("Organization") where one is given.
    """
    return _names(text[:_LONGEST_BYLINE], "Organization" in (kind or ""))


# Head and byline mostly say the same words.
@lru_cache(maxsize=256)
def _names(text: str, organisation: bool) -> tuple[Author, ...]:  # noqa: FBT001 - a key of the cache
    text = " ".join(html.unescape(text).split(" "))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if organisation:
        name = " ".join(text.split()).strip(_EDGES)
        fits = 1 < len(name) <= _LONGEST and ("." in name or not _NOISE.search(name))
        return (Author(name, "organisation"),) if fits else ()
    name = without_by(text) or text
    if _PLAIN.match(name) and all(map(_is_plain, name.split(" "))):
        return (Author(name),)
    return tuple(_sifted([one for part in _parts(text) if (one := _read(part))]))


@lru_cache(maxsize=8192)
def _is_plain(word: str) -> bool:
    """Whether a word can be part of a name only."""
    if begins_like_by(word) or agency_named(word):
        return False
    return not any(
        table.search(word) for table in (_NOISE, _ROLE, _ORGANISATION, _CREDIT, _BETWEEN)
    )


def _sifted(found: list[tuple[Author, bool]]) -> Iterator[Author]:
    """Without the papers and places that stand behind the names of persons."""
    long = any(" " in name.name or name.kind == "organisation" for name, _ in found)
    persons = False
    for author, behind_comma in found:
        person = author.kind == "person"
        short = author.name.isupper() and len(author.name) <= _ACRONYM
        if person and (behind_comma or short) and long and _is_lone(author.name):
            continue
        beside = behind_comma or author.name == author.name.lower()
        if persons and not person and beside and not agency_named(author.name):
            continue
        persons = persons or person
        yield author


def credited(line: str) -> tuple[Author, ...] | None:
    """Who a line credits for something else than the words; None where it credits nobody.

    Empty where the line is nothing but such a label ("Photography by").
    """
    match = _CREDIT.match(line)
    if match is None:
        return None
    rest = line[match.end() :].strip(" :：-–—/")
    if not rest or rest == "from" or is_by(rest):
        return ()
    return read_names(without_by(rest) or rest)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """(candidate, whether a comma stands before it); who is credited for pictures is left out."""
    crediting = False
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    for line in _HARD.split(_ASIDE.sub(" ", text)):
        for position, segment in enumerate(_COMMA.split(line)):
            signed = _signed(segment)
            if signed is not None:
                crediting = False
            elif _CREDIT.match(segment.strip()):
                crediting = True
            if crediting:
                continue
            kept, *cut = _CREDIT_INSIDE.split(signed or segment, maxsplit=1)
            crediting = bool(cut)
            for one in _split(kept):
                yield one, position > 0


def _signed(segment: str) -> str | None:
    """The segment after "By"; a name that begins like it ("Von Miller") stays whole."""
    rest = without_by(segment)
    first = segment.split(" ", 1)[0]
    may_be_name = first.lower() in _MAY_BE_NAMES and first[:1].isupper()
    if rest is None or (may_be_name and " " not in rest.strip() and not agency_named(rest)):
        return None
    return rest


def _split(text: str) -> list[str]:
    """At "and" in any language, but not inside a double surname or the name of a body."""
    if _BODY.search(text):
        return [text]
    parts: list[str] = []
    for one in _PLAIN_AND.split(text):
        start = 0
        piece = _FIRST_AND.sub("", one)
        for match in _SMALL_AND.finditer(piece):
            left, right = piece[start : match.start()], piece[match.end() :]
            if match[0].strip() in _DOUBLE and " " in left.strip() and " " not in right.strip():
                continue
            parts.append(left)
            start = match.end()
        parts.append(piece[start:])
    return parts


def _read(part: tuple[str, bool]) -> tuple[Author, bool] | None:
    name, behind_comma = part
    name = " ".join(name.split()).strip(_EDGES)
    name = _BEHIND.sub("", _undated(name)).strip(_EDGES)
    if not 0 < len(name) <= _LONGEST or is_by(name):
        return None
    if UNNAMED.match(name):
        return Author(name, "organisation"), behind_comma
    if _NOISE.search(_VIDEO_DESK.sub("", name)):
        return None
    if _DEGREES.match(name) or (behind_comma and _ROLE.search(name)):
        return None
    video = _VIDEO_DESK.search(name)
    if video or _ORGANISATION.search(name) or name.startswith("The ") or agency_named(name):
        author = _organisation(name)
    else:
        author = _person(name)
    return (author, behind_comma) if author else None


def _organisation(name: str) -> Author | None:
    """An organisation, or the person before the name of an agency."""
    parts = name.split()
    for end in range(len(parts) - 1, 1, -1) if agency_named(name) else ():
        if agency_named(" ".join(parts[end:])):
            before = " ".join(parts[:end]).removesuffix(" The")
            if _is_name(before) and before.count(" ") and not _ORGANISATION.search(before):
                return Author(before)
            break
    if name.count(" ") >= _MOST_WORDS or (name == name.lower() and " " in name):
        return None
    return Author(name, "organisation")


def _undated(name: str) -> str:
    """The name before a date."""
    digit = _DIGIT.search(name)
    if not digit:
        return name
    parts = name[: digit.start()].split()
    while parts and (len(parts[-1]) <= _DAY or parts[-1].casefold().strip(".,") in MONTHS):
        parts.pop()
    return " ".join(parts)


def _without_weekday(name: str) -> str:
    """The name before a weekday at its end: "Ana Petrova Monday"."""
    before, _, last = name.rpartition(" ")
    return before if " " in before and last.casefold() in words.WEEKDAYS else name


def _person(name: str) -> Author | None:
    name = _without_weekday(_PLACE_END.sub("", name))
    role = list(_ROLE.finditer(name))
    if role:
        before, after = name[: role[0].start()], name[role[-1].end() :]
        name = next((x.strip(_EDGES) for x in (after, before) if x.strip(_EDGES).count(" ")), "")
    name = _DEGREE_END.sub("", name).strip(_EDGES)
    return Author(name) if _is_name(name) else None


def _is_name(name: str) -> bool:
    parts = name.split()
    if not 1 <= len(parts) <= _MOST_WORDS or len(name) < _PAIR:
        return False
    if _UNSPACED.match(name):
        return len(name) <= _LONGEST_UNSPACED and not _SENTENCE.search(name)
    if not any(map(str.isalpha, name)) or any(map(str.isdigit, name)):
        return False
    if name == name.lower() and name != name.upper():
        return len(parts) <= _MOST_SMALL and not _ODD.search(name)
    return parts[0].lower() != "the" and all(map(_fits, parts))


def _fits(word: str) -> bool:
    """A word of a name: with a capital, of a script without them, or small by custom."""
    letters = word.lstrip("'’‘\"“(-.")
    if not letters:
        return word in ("-", "’", "'")
    return not letters[0].islower() or word in words.PARTICLES or letters[1:2] in ("'", "’", "-")


def _is_lone(name: str) -> bool:
    return " " not in name and not _UNSPACED.match(name) and not agency_named(name)
