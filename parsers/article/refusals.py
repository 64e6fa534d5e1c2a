"""Pages that stand where an article should be: checks, walls, errors, forms, empty shells."""

import re

from parsers.article.body import Body, extent
from parsers.article.page import Page
from parsers.article.wall_words import (
    CHALLENGE,
    CONSENT,
    CONSENT_BUTTON,
    ERROR,
    LOGIN,
    NOT_FOUND,
)
from parsers.errors import NotAnArticle

_CONSENT_NAME = '[class*="consent" i], [id*="consent" i], [class*="cookie" i], [id*="cookie" i]'
_PASSWORD = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)
_LOST = re.compile(r"/(?:404|not-?found|error-?404)\b", re.IGNORECASE)
_SHORT = 250
_RUNNING = 700
_STUB = 1200
_ENOUGH = 2
_PLENTY = 4
_FEW_WORDS = 2
_MANY_WORDS = 4
_CROWDED = 180
_MOST_BUTTONS = 200
_MOST_BOXES = 20
_MOST_CHUNKS = 400
_MOST_HEADINGS = 2
_LONGEST_URL = 2000
_FIRST = 60_000


def refuse_failures(page: Page, body: Body, title: str, evidence: int) -> None:
    """Raise NotAnArticle for pages that say themselves that they are not what was asked for."""
    size = _extent(body.text, 2 * _STUB)
    if size >= 2 * _STUB or (evidence >= _PLENTY and size >= _RUNNING):
        return
    shown = _shown(page)
    heads = [title.lower(), (page.meta.title or "").lower()]
    little = _extent(shown, 2 * _STUB) < 2 * _STUB
    if (found := _first(CHALLENGE, heads)) or (
        little and (found := _first(CHALLENGE, [_markup(page)]))
    ):
        raise NotAnArticle("challenge", f"a check for robots stands before the page: {found!r}")
    if size < _RUNNING or evidence < _ENOUGH:
        heads += _headings(page)
    if found := _first(NOT_FOUND, heads) or _lost(page, shown, size, evidence):
        raise NotAnArticle("soft_404", f"the page says that it was not found: {found!r}")
    if (found := _first(ERROR, heads[:1])) or (
        _extent(shown, _STUB) < _STUB and (found := _first(ERROR, [shown]))
    ):
        raise NotAnArticle("error", f"the page reports an error of the server: {found!r}")


def refuse_walls(page: Page, body: Body, title: str, evidence: int) -> None:
    """Raise NotAnArticle where a wall, a form or nothing at all stands for the text."""
    size = _extent(body.text, 2 * _STUB)
    if size >= 2 * _STUB or (evidence >= _PLENTY and size >= _SHORT):
        return
    shown = _shown(page)
    words = len(CONSENT.findall(shown))
    if words >= _FEW_WORDS and _asks_consent(page, body, shown, words, evidence):
        raise NotAnArticle("consent_wall", f"a request for consent: {words} words of it, no text")
    if size < _SHORT and evidence < _ENOUGH:
        _refuse_forms(page, shown, title)
    if "javascript" in shown and (
        extent(shown) < _SHORT or (evidence < _ENOUGH and size < _RUNNING)
    ):
        raise NotAnArticle("empty_shell", "the page asks for JavaScript and has no text without it")
    if size < _SHORT and extent(shown) < _SHORT and (evidence < _ENOUGH or not body.text):
        raise NotAnArticle(
            "empty_shell", f"{extent(shown)} characters of text: a page built by its scripts"
        )


def _asks_consent(page: Page, body: Body, shown: str, words: int, evidence: int) -> bool:
    """Words of consent and hardly anything else; with buttons to choose, fewer words will do."""
    size, text = extent(shown), extent(body.text)
    asked = len(CONSENT.findall(body.text.lower()))
    if text >= _SHORT:
        # The wall's own words were taken for the text: they must be crowded, and it all.
        crowded = asked >= _MANY_WORDS and text < asked * _CROWDED
        return crowded and (evidence < _ENOUGH or _offers_choice(page))
    if size >= 4 * _STUB or (evidence >= _ENOUGH and text and not asked):
        return False
    if words >= _MANY_WORDS:
        return True
    if evidence >= _ENOUGH or size >= _STUB:
        return False
    if words > _FEW_WORDS and size < words * _CROWDED and _offers_choice(page):
        return True
    boxes = page.document.css(_CONSENT_NAME)[:_MOST_BOXES]
    largest = max((len(box.text()) for box in boxes), default=0)
    return largest * 2 > len(shown) and _offers_choice(page)


def _offers_choice(page: Page) -> bool:
    buttons = page.document.css("button, a, [role=button], input[type=submit]")[:_MOST_BUTTONS]
    said = ((one.text() or one.get("value")).strip().lower() for one in buttons)
    return any(map(CONSENT_BUTTON.match, said))


def _refuse_forms(page: Page, shown: str, title: str) -> None:
    if extent(shown) >= 2 * _STUB:
        return
    if _PASSWORD.search(page.source):
        raise NotAnArticle("login", "a form that asks for a password, and hardly any text")
    forms = any(style.tag == "form" for style in page.outline.styles)
    if forms and (found := _first(LOGIN, [title.lower(), *_headings(page)])):
        raise NotAnArticle("login", f"a form to log in: {found!r}")


def _lost(page: Page, shown: str, size: int, evidence: int) -> str:
    """What says beside the headings that there is nothing here."""
    if evidence >= _ENOUGH or size >= _RUNNING:
        return ""
    if _extent(shown, _STUB) < _STUB and (found := _first(NOT_FOUND, [shown])):
        return found
    lost = _LOST.search((page.url or "")[:_LONGEST_URL])
    return lost[0] if lost else ""


def _extent(text: str, enough: int) -> int:
    """The extent of a text, or `enough` where it has that many letters at least."""
    return enough if len(text) >= enough else extent(text)


def _first(words: re.Pattern[str], texts: list[str]) -> str:
    """The first finding in any of the texts, "" for none."""
    return next((found[0][:60] for text in texts if (found := words.search(text))), "")


def _shown(page: Page) -> str:
    """The beginning of all text on the page, in lower case."""
    return " ".join([chunk.text for chunk in page.outline.chunks[:_MOST_CHUNKS]]).lower()


def _headings(page: Page) -> list[str]:
    headings = [chunk.text.lower() for chunk in page.outline.chunks if chunk.kind == "heading"]
    return headings[:_MOST_HEADINGS]


def _markup(page: Page) -> str:
    return page.source[:_FIRST].decode("latin-1").lower()
