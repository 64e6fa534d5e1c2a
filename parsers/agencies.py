"""News agencies, and the credits by which papers name them."""

import re
from collections.abc import Iterable

# One agency a line: what it is called here, then the names and codes that stand in credits.
_AGENCIES = """
AA=Anadolu Agency|Anadolu Ajansı|Anadolu|AA
AAP=Australian Associated Press|AAP
AFP=Agence France-Presse|Agence France Presse|AFP
ANI=Asian News International|ANI
ANP=Algemeen Nederlands Persbureau|ANP
ANSA=ANSA
Antara=Antara
AP=Associated Press|The Associated Press|AP
APA=Austria Presse Agentur|APA
Belga=Belga
Bernama=Bernama
BNS=Baltic News Service|BNS
BTA=БТА|BTA
Canadian Press=The Canadian Press|Canadian Press|La Presse Canadienne
CNS=中新社|中新网
CTK=ČTK|CTK
dpa=Deutsche Presse-Agentur|dpa
EFE=Agencia EFE|EFE
Europa Press=Europa Press
IANS=IANS
Interfax=Интерфакс|Interfax
Interfax-Ukraine=Interfax-Ukraine|Інтерфакс-Україна
IRNA=IRNA
Jiji=Jiji Press|時事通信|時事
Keystone-SDA=Keystone-SDA|Keystone-ATS
Kyodo=Kyodo News|Kyodo|共同通信|共同
Lusa=Agência Lusa|Lusa
MTI=MTI
NAN=News Agency of Nigeria|NAN
NTB=NTB
PA=PA Media|Press Association|PA
PAP=Polska Agencja Prasowa|PAP
PTI=Press Trust of India|PTI
Reuters=Thomson Reuters|Reuters|REUTERS|Рейтер|ロイター|路透社
RIA Novosti=РИА Новости|RIA Novosti
Ritzau=Ritzau
SID=Sport-Informations-Dienst|SID
STT=STT
TASS=ТАСС|TASS
TT=TT
Ukrinform=Укрінформ|Ukrinform
UNI=United News of India|UNI
UPI=United Press International|UPI
WAM=WAM
Xinhua=Xinhua News Agency|Xinhua|新华社|新华网
Yonhap=Yonhap News Agency|Yonhap|연합뉴스
"""  # noqa: RUF001 - names in their own scripts
_BY_NAME = {
    name: line.partition("=")[0]
    for line in _AGENCIES.split("\n")
    for name in line.partition("=")[2].split("|")
    if name
}


def _bounded(name: str) -> str:
    """The pattern of a name; only in scripts with spaces does it have to be a word of its own."""
    pattern = re.escape(name)
    return pattern if name[0] >= "\u2e80" else rf"(?<![^\W_]){pattern}(?![^\W_]|-\w)"


# Longest first, so that "Interfax-Ukraine" is not read as "Interfax".
_ANY = "|".join(map(_bounded, sorted(_BY_NAME, key=len, reverse=True)))
_NAMED = re.compile(_ANY)
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
_FIRST_WORDS = frozenset(word[0] for word in map(_ASCII_WORD.match, _BY_NAME) if word)
_OPENING = r"[(\[/（【=—–|-]\s*"  # noqa: RUF001 - brackets and dashes of several scripts
_IN_DATELINE = re.compile(rf"{_OPENING}({_ANY})")
_AT_START = re.compile(rf"\s*({_ANY})(?=\s*[-–—:|/]|[\u3400-\u9fff])")  # noqa: RUF001 - dashes
_AT_END = re.compile(rf"{_OPENING}({_ANY})\s*[)\]/）】]?[\s.]*$")  # noqa: RUF001 - brackets

_DATELINE = 250  # characters from the start in which a dateline stands
_CREDIT = 120  # characters from the end in which a credit stands
_WORDS_OF_A_CREDIT = 5


def agency_named(name: str) -> str | None:
    """The agency that a byline or a site's name is ("AFP in Kyiv", "Reuters"), or None.

    Codes count as written: "AP" is one, "ap" is not. Longer phrases are no names.
    """
    # Most names are none, and a look at their words is cheaper than the search.
    if name.isascii() and _FIRST_WORDS.isdisjoint(_ASCII_WORD.findall(name)):
        return None
    found = _NAMED.search(name)
    return _BY_NAME[found[0]] if found and len(name.split()) <= _WORDS_OF_A_CREDIT else None


def agency_credited(authors: Iterable[str], text: str) -> str | None:
    """The agency that a story is credited to: in the byline, the dateline or the last line.

    "LONDON (Reuters) -" is a dateline; "told Reuters" is none.
    """
    named = (agency_named(author) for author in authors)
    found = next((agency for agency in named if agency), None)
    if found:
        return found
    head, tail = text[:_DATELINE], text[-_CREDIT:]
    match = _AT_START.match(head) or _IN_DATELINE.search(head) or _AT_END.search(tail)
    return _BY_NAME[match[1]] if match else None
