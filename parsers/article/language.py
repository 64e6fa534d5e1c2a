"""The language: what the page declares, checked against what the text is."""

import re
from array import array
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from parsers.article.jsonld import LinkedData, first
from parsers.article.meta import Meta

_SAMPLE = 200
_ENOUGH = 80
_SURE = 0.9
_CODE = re.compile(r"^([a-zA-Z]{2,3})(?:[-_]|$)")
# Codes that name the same language, or one that the identifier does not tell from its neighbour.
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "sh": "hr"}
_CLOSE = (
    frozenset(("no", "nb", "nn", "da")), frozenset(("hr", "sr", "bs", "sh")),
    frozenset(("id", "ms")), frozenset(("cs", "sk")), frozenset(("es", "gl", "ca", "an")),
    frozenset(("pt", "gl")), frozenset(("bg", "mk")), frozenset(("xh", "zu")),
    frozenset(("af", "nl")), frozenset(("zh", "yue")), frozenset(("tl", "fil")),
)  # fmt: skip


def language_of(text: str, meta: Meta, data: LinkedData) -> tuple[str, str] | None:
    """(ISO 639 code in lower case, method); None for a short text that declares nothing."""
    declared = _declared(meta, data)
    detected, sure = _identify(text)
    if declared is None:
        return (detected, "text") if detected else None
    code, method = declared
    if detected is None or not sure or _agree(code, detected):
        return code, method
    return detected, f"text, against {method}"


def _declared(meta: Meta, data: LinkedData) -> tuple[str, str] | None:
    article = data.article or {}
    for value, method in (
        (first(article.get("inLanguage")), "json-ld:inLanguage"),
        (meta.language, "html:lang"),
        (meta.value("og:locale"), "meta:og:locale"),
        (meta.value("content-language", "language", "dc.language", "inlanguage"), "meta:language"),
    ):
        match = _CODE.match(value or "")
        if match:
            code = match[1].lower()
            return _SAME.get(code, code), method
    return None


def _identify(text: str) -> tuple[str | None, bool]:
    sample = text[:_SAMPLE]
    if len(sample) < _ENOUGH and sample.isascii():
        return None, False
    code, confidence = _identifier().classify(sample)
    return _SAME.get(code, code), confidence >= _SURE


def _agree(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _CLOSE)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # The same numbers in an eighth of the memory: what the caches of the processor have forgotten
    # between two pages must be fetched, and that is most of the work.
    identifier._rowbase = array("I", identifier._rowbase)  # noqa: SLF001 - no other way in
    identifier.tk_output = array("i", identifier.tk_output)
    return identifier
