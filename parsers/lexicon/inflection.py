"""English inflection, as far as the trigger tables need it: forms of a verb, plural of a noun."""

import re

_IRREGULAR = {
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "strike": ("strikes", "struck", "struck", "striking"),
    "hit": ("hits", "hit", "hit", "hitting"),
    "fight": ("fights", "fought", "fought", "fighting"),
    "blow": ("blows", "blew", "blown", "blowing"),
    "hold": ("holds", "held", "held", "holding"),
    "meet": ("meets", "met", "met", "meeting"),
    "take": ("takes", "took", "taken", "taking"),
    "give": ("gives", "gave", "given", "giving"),
    "send": ("sends", "sent", "sent", "sending"),
    "drive": ("drives", "drove", "driven", "driving"),
    "run": ("runs", "ran", "run", "running"),
    "beat": ("beats", "beat", "beaten", "beating"),
    "set": ("sets", "set", "set", "setting"),
    "slay": ("slays", "slew", "slain", "slaying"),
    "leave": ("leaves", "left", "left", "leaving"),
    "cut": ("cuts", "cut", "cut", "cutting"),
    "go": ("goes", "went", "gone", "going"),
    "sink": ("sinks", "sank", "sunk", "sinking"),
    "catch": ("catches", "caught", "caught", "catching"),
    "shut": ("shuts", "shut", "shut", "shutting"),
    "die": ("dies", "died", "died", "dying"),
    "ban": ("bans", "banned", "banned", "banning"),
    "plead": ("pleads", "pleaded", "pleaded", "pleading"),
    "burn": ("burns", "burnt", "burned", "burning"),
    "retake": ("retakes", "retook", "retaken", "retaking"),
    "overrun": ("overruns", "overran", "overrun", "overrunning"),
    "lay": ("lays", "laid", "laid", "laying"),
    "bomb": ("bombs", "bombed", "bombed", "bombing"),
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "free": ("frees", "freed", "freed", "freeing"),
    "withdraw": ("withdraws", "withdrew", "withdrawn", "withdrawing"),
    "spread": ("spreads", "spread", "spread", "spreading"),
    "steal": ("steals", "stole", "stolen", "stealing"),
}
_DOUBLING = re.compile(r"(?:stab|ram|gun|mob|expel|step|kidnap|quit|rob|plot|plan|admit|mass\b)$")
_VOWELS = "aeiou"


def verb_forms(lemma: str) -> frozenset[str]:
    """All forms of a verb: shoot, shoots, shot, shooting."""
    return frozenset((lemma, _third(lemma), *past_forms(lemma), ing_form(lemma)))


def past_forms(lemma: str) -> frozenset[str]:
    """Past tense and past participle."""
    if lemma in _IRREGULAR:
        return frozenset(_IRREGULAR[lemma][1:3])
    if lemma.endswith("e"):
        return frozenset((lemma + "d",))
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return frozenset((lemma[:-1] + "ied",))
    return frozenset((_doubled(lemma) + "ed",))


def ing_form(lemma: str) -> str:
    """The form in -ing."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma][3]
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe")):
        return lemma[:-1] + "ing"
    return _doubled(lemma) + "ing"


def _third(lemma: str) -> str:
    return _IRREGULAR[lemma][0] if lemma in _IRREGULAR else plural(lemma)


def _doubled(lemma: str) -> str:
    return lemma + lemma[-1] if _DOUBLING.search(lemma) and not lemma.endswith("ss") else lemma


def plural(noun: str) -> str:
    """The regular plural of a noun (and the third person of a verb)."""
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"
