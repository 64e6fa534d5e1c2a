"""What a publisher asks for: no archived copies, no index, no text and data mining.

Read here and never acted on here. The forms: X-Robots-Tag headers and robots metas, with or
without a robot's name; the TDM Reservation Protocol (W3C community group report of 2024) as
header, meta and `/.well-known/tdmrep.json`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

Pairs = Iterable[tuple[str, str]]

MAX_TDM_RULES = 1000
"""Rules of a tdmrep.json that are read; a site has a handful."""

_NO_ARCHIVE = frozenset(("noarchive", "nocache", "none"))
_NO_INDEX = frozenset(("noindex", "none"))
_NO_AI = frozenset(("noai", "noimageai", "noml"))
# Directives with a value of their own: what stands before their colon is no robot's name.
_VALUED = frozenset(
    (
        "unavailable_after",
        "max-snippet",
        "max-image-preview",
        "max-video-preview",
        "indexifembedded",
    )
)
_TOKEN = re.compile(r"[a-z][\w-]*")


@dataclass(frozen=True, slots=True)
class Signals:
    """What is asked for. `evidence` are the words it was read from ("header x-robots-tag: ...").

    `tdm_reserved` is None where nobody said anything: neither reserved nor released.
    """

    noarchive: bool = False
    noindex: bool = False
    noai: bool = False
    tdm_reserved: bool | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TdmRule:
    """One entry of a tdmrep.json: paths like `location`, "*" for anything, are reserved or not."""

    location: str
    reserved: bool

    def covers(self, path: str) -> bool:
        """Whether the rule speaks of this path (with its query)."""
        whole = self.location.endswith("$")
        first, *others = self.location.removesuffix("$").split("*")
        if not others:
            return path == first if whole else path.startswith(first)
        # The leftmost place for each piece, in turn: linear, where a regex would be polynomial.
        position = len(first) if path.startswith(first) else -1
        for piece in others[:-1]:
            position = path.find(piece, position) + len(piece) if position >= 0 else -1
            position = -1 if position < len(piece) else position
        last = others[-1]
        if position < 0 or not whole:
            return position >= 0 and path.find(last, position) >= 0
        return path.endswith(last) and len(path) - len(last) >= position


def read_signals(
    headers: Pairs = (),
    metas: Pairs = (),
    robot: str = "sitrep",
    *,
    tdm_of_site: bool | None = None,
) -> Signals:
    """The wishes of one response for this robot.

    `headers` are pairs with lower-case names, `metas` pairs of name and content, `robot` is the
    product token that scoped wishes may name, `tdm_of_site` what `tdm_reserved_by` gave. Wishes
    add up; for the TDM reservation the header goes before the page and the page before the site.
    Wishes to other robots are left out.
    """
    robot = robot.lower()
    heard = [*_header_words(headers, robot), *_meta_words(metas, robot)]
    words = {word for _, found in heard for word in found}
    tdm = [*_reservations(headers, "header"), *_reservations(metas, "meta")]
    if tdm_of_site is not None:
        tdm.append((f"tdmrep.json: {int(tdm_of_site)}", tdm_of_site))
    interesting = _NO_ARCHIVE | _NO_INDEX | _NO_AI
    return Signals(
        noarchive=not words.isdisjoint(_NO_ARCHIVE),
        noindex=not words.isdisjoint(_NO_INDEX),
        noai=not words.isdisjoint(_NO_AI),
        tdm_reserved=tdm[0][1] if tdm else None,
        evidence=tuple(
            [source for source, found in heard if not interesting.isdisjoint(found)]
            + [source for source, _ in tdm]
        ),
    )


def tdm_rules(body: bytes) -> tuple[TdmRule, ...]:
    """The rules of a tdmrep.json in their order; none where the file is no list of rules."""
    try:
        entries = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return ()
    entries = entries if isinstance(entries, list) else [entries]
    return tuple(_rules_of(entries[:MAX_TDM_RULES]))


def tdm_reserved_by(rules: Iterable[TdmRule], url: str) -> bool | None:
    """What the site's file says of an address: the first rule that covers it, or None."""
    parts = urlsplit(url)
    path = unquote(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return next((rule.reserved for rule in rules if rule.covers(path)), None)


def _rules_of(entries: list[object]) -> Iterator[TdmRule]:
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        location, value = entry.get("location"), _switch(entry.get("tdm-reservation"))
        if isinstance(location, str) and value is not None:
            yield TdmRule(unquote(location), value)


def _switch(value: object) -> bool | None:
    """1 is reserved, 0 is not; anything else says nothing."""
    text = str(value).strip().strip('"')
    return {"1": True, "0": False}.get(text) if not isinstance(value, bool) else None


def _reservations(pairs: Pairs, place: str) -> list[tuple[str, bool]]:
    found = []
    for name, value in pairs:
        # Repeated headers come joined by commas: one reservation among them is a reservation.
        switches = [_switch(part) for part in value.split(",")]
        if name.strip().lower() == "tdm-reservation" and any(s is not None for s in switches):
            found.append((f"{place} tdm-reservation: {value.strip()[:100]}", True in switches))
    return found


def _header_words(headers: Pairs, robot: str) -> Iterator[tuple[str, set[str]]]:
    for name, value in headers:
        if name == "x-robots-tag":
            yield f"header x-robots-tag: {value[:200]}", set(_words_for(value, robot))


def _words_for(value: str, robot: str) -> Iterator[str]:
    """The directives of one header that are meant for everybody or for this robot.

    "otherbot: noindex, nofollow" binds both words to the other robot, as Google reads it.
    """
    meant = True
    for part in value.lower().split(","):
        scope, colon, rest = (piece.strip() for piece in part.partition(":"))
        if not colon:
            word = scope
        elif scope in _VALUED:
            continue
        else:
            # A scope is a name; what else has a colon ("25 jun 2010 15:00:00") is a value.
            meant = scope in ("*", robot) if scope == "*" or _TOKEN.fullmatch(scope) else meant
            word = rest
        if meant:
            yield word


def _meta_words(metas: Pairs, robot: str) -> Iterator[tuple[str, set[str]]]:
    for name, content in metas:
        if name.strip().lower() in ("robots", robot):
            words = {word.strip() for word in re.split(r"[,\s]+", content.lower())}
            yield f"meta {name.strip().lower()}: {content[:200]}", words
