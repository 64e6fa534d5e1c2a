"""What the publisher asks for: payment, no replay from archives, no text and data mining."""

import re
from itertools import islice

from parsers.article.jsonld import LinkedData
from parsers.article.meta import Meta
from parsers.article.outline import Mark, Outline
from parsers.records import Access

_TIERS: dict[str, Access] = {
    "free": "free", "metered": "metered", "metred": "metered", "locked": "paid", "paid": "paid",
    "premium": "paid", "subscriber": "paid", "subscription": "paid", "plus": "paid",
}  # fmt: skip
_WALL = re.compile(r"paywall|regwall|(?:subscribe|subscription|premium)-wall", re.IGNORECASE)
_INVITATION = re.compile(
    r"subscri(?:be|ption|bers?)[^.]{0,40}(?:continue|read|only|full|access)|(?:continue|"
    r"keep) reading[^.]{0,60}(?:subscri|account|free trial)|"
    r"already a (?:subscriber|member)|to (?:continue|read) (?:reading|the full|this)|"
    r"weiterlesen mit|jetzt weiterlesen|abo(?:nnement)? (?:abschließen|testen|kaufen)|"
    r"nur für abonnent|bereits abonnent|mit \S+ ?(?:plus|\+) weiterlesen|"
    r"réservé aux abonnés|abonnez-vous pour|déjà abonné|il vous reste \d|"
    r"solo para suscriptores|suscríbete para|contenido exclusivo para suscriptores|"
    r"ya eres suscriptor|"
    r"conteúdo exclusivo para assinantes|riservato agli abbonati|abbonati per|"
    r"kun for abonnenter|for å lese (?:hele|videre)|bli abonnent|läs vidare med|för prenumeranter|"
    r"dostęp(?:ny)? dla prenumeratorów|тільки для передплатників|только для подписчиков|購読者限定|"
    r"有料会員|会員限定|続きを読む",
    re.IGNORECASE,
)


def access_of(outline: Outline, meta: Meta, data: LinkedData) -> tuple[Access, str] | None:
    """(who may read it, method); None where the page says nothing."""
    for thing in (data.article, data.page):
        said = _free((thing or {}).get("isAccessibleForFree"))
        if said is not None:
            return ("free" if said else "paid"), "json-ld:isAccessibleForFree"
    found = meta.first(
        "article:content_tier", "og:article:content_tier", "content_tier", "lp:paywall", "access"
    )
    if found and (tier := _TIERS.get(found[1].lower())):
        return tier, f"meta:{found[0]}"
    if wall_text(outline):
        return "paid", "text:paywall"
    return None


def wall_text(outline: Outline) -> str | None:
    """The words with which a paywall in the page invites to pay, or None."""
    walls = (mark for mark in outline.marks if _WALL.search(_names(mark)))
    for wall in islice(walls, 20):
        text = wall.text
        if len(text) < 2000 and (match := _INVITATION.search(text)):  # noqa: PLR2004 - a box, not a wrapper
            return match[0]
    return None


def invites_to_pay(text: str) -> bool:
    """Whether a text asks the reader to subscribe in order to go on."""
    return bool(_INVITATION.search(text))


def forbids_archive(meta: Meta) -> bool:
    """Whether robots meta elements say noarchive (or none)."""
    words = ",".join(value for _, value in meta.each("robots", "googlebot", "bingbot")).lower()
    return bool(re.search(r"\b(?:noarchive|none)\b", words))


def reserves_mining(meta: Meta) -> bool:
    """Whether the page reserves text and data mining (TDM Reservation Protocol, meta element)."""
    return meta.value("tdm-reservation") == "1"


def _names(mark: Mark) -> str:
    return f"{mark.get('class')} {mark.get('id')} {mark.get('data-testid')}"


def _free(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "false", "yes", "no"):
        return value.strip().lower() in ("true", "yes")
    return None
