"""Whether an event is told as having happened, as denied, planned or possible."""

import re

from parsers.events.records import Modality
from parsers.events.triggers import Hit
from parsers.language.tokens import Sentence

_REACH = 6
_PLANNED = re.compile(
    r"\b(?:will|'ll|going to|plans? to|planned|planning|scheduled|upcoming|due to|set to|"
    r"expected to|intends? to|is to|are to|about to|prepar\w+ (?:to|for)|to be|ready to|agreed to|"
    r"vow\w* to|pledg\w* to|promis\w+ to|next (?:week|month|year)|ordered to|called for|"
    r"call(?:s|ing)? for|urg\w+|ask\w* to|want\w* to|tomorrow|aims? to|hop\w+ to)\b"
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|would|can|cannot|should|must|if|threat(?:s|en\w*)?(?: of| to)?|"
    r"risk(?:s|ed)?(?: of)?|fear(?:s|ed)?(?: of)?|possible|possibility|potential|warn\w*(?: of)?|"
    r"alleged|allegedly|suspected of|suspicions?|hypothetical|in case of|prevent\w*|avoid\w*|"
    r"whether|attempt\w* to|try(?:ing)? to|tried to|trying|to deter|deter\w*|against any|"
    r"likely|unless|seek\w* to|sought to|able to|capable of|designed to|need to|how to)\b"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|not|never|n't|no|without|refus\w+|stop short of)\b"
)
_HABITUAL = re.compile(
    r"\b(?:often|usually|frequently|regularly|always|routinely|sometimes|typically|generally|"
    r"every (?:year|day|week|month)|each year|normally|tend to|used to)\b"
)
_FUTURE_VERB = re.compile(r"\b(?:will|'ll|is to|are to|plans? to|scheduled|going to)\b")


def words_before(sentence: Sentence, hit: Hit, reach: int = _REACH) -> str:
    """The words before a trigger within its clause, in lower case."""
    words: list[str] = []
    for index in range(hit.first - 1, max(-1, hit.first - 1 - reach), -1):
        token = sentence.tokens[index]
        if token.text in ";:.!?" or (token.low in ("but", "after", "when", "as") and words):
            break
        words.append(token.low)
    return " ".join(reversed(words)).replace(" n't", "n't")


def modality_of(sentence: Sentence, hit: Hit) -> Modality:
    """The modality of one trigger by the words before it."""
    before = words_before(sentence, hit)
    if _DENIED.search(" ".join(before.split()[-4:])):
        return "denied"
    if _PLANNED.search(before) or before.endswith(" to") or before == "to":
        return "planned"
    return "possible" if _POSSIBLE.search(before) else "occurred"


def is_future(sentence: Sentence, hit: Hit) -> bool:
    """Whether the words say plainly that it will happen: "will visit", "is scheduled to meet"."""
    return bool(_FUTURE_VERB.search(words_before(sentence, hit)))


def is_habitual(sentence: Sentence, hit: Hit) -> bool:
    """Whether a sentence tells of what happens again and again, not of one event."""
    around = words_before(sentence, hit, reach=8)
    after = " ".join(t.low for t in sentence.tokens[hit.last + 1 : hit.last + 5])
    return bool(_HABITUAL.search(around) or _HABITUAL.search(after))
