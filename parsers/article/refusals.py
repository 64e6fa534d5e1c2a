# ruff: noqa: RUF001 - words and marks of many alphabets
"""Pages that stand where an article should be: checks, walls, errors, forms, empty shells."""

import re

from parsers.article.body import Body, extent
from parsers.article.page import Page
from parsers.errors import NotAnArticle

_CHALLENGE = re.compile(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"are you a robot|attention required!|"
    r"enable javascript and cookies to continue|cf-chl|captcha-delivery|_incapsula_resource|"
    r"px-captcha|ddos protection by|"
    r"access (?:to this page )?(?:has been )?denied|unusual traffic|request unsuccessful",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|gdpr|dsgvo|rgpd|datenschutz\w*|einwilligung\w*|privacy|tracking|werbung|"
    r"zustimm\w+|consentement|vie privée|privacidad|consentimiento|privacidade|consentimento|"
    r"riservatezza|consenso|toestemming|samtykke\w*|samtycke\w*|suostumu\w*|zgod[ay]|prywatnoś\w+|"
    r"souhlas\w*|súhlas\w*|hozzájárul\w*|consimțământ\w*|rıza|çerez\w*|персональны\w+|куки|partners?|"
    r"partenaires|partnern|socios|parceiros|personali[sz]ed? (?:ads?|advertising))\b|"
    r"同意|クッキー|쿠키|동의",
    re.IGNORECASE,
)
_CONSENT_BUTTON = re.compile(
    r"^(?:accept|agree|allow|reject|decline|manage|i agree|i accept|got it|consent|akzept|"
    r"alle akzept|allen? zustimm|zustimm|ablehnen|alle ablehnen|einstellungen|accepter|"
    r"tout accepter|refuser|tout refuser|continuer sans|aceptar|rechazar|aceitar|rejeitar|"
    r"accett|rifiut|accepteer|akkoord|weiger|godta|godkänn|tillad|avvis|hyväksy|hylkää|"
    r"akceptuj|zgadzam|odrzu[ćc]|přijmout|souhlasím|odmítnout|prijať|súhlasím|elfogad|accept[aă]|"
    r"kabul|reddet|принять|принимаю|согласен|прийняти|погоджуюсь|αποδοχή|同意|接受|동의)",
    re.IGNORECASE,
)
_CONSENT_NAME = '[class*="consent" i], [id*="consent" i], [class*="cookie" i], [id*="cookie" i]'
_NOT_FOUND = re.compile(
    r"\b404\b|page (?:was |could |can )?(?:not |no longer )(?:be )?(?:found|available|exist)|"
    r"not found|"
    r"(?:page|article|story) (?:you(?:'re| are) looking for|doesn.t exist|has been removed|"
    r"no longer)|"
    r"seite (?:wurde )?nicht gefunden|seite existiert nicht|page (?:introuvable|non trouvée)|"
    r"página no encontrada|no se encuentra la página|página não encontrada|pagina non trovata|"
    r"pagina niet gevonden|"
    r"siden (?:finnes|findes) ikke|sidan (?:kunde inte|hittades inte)|страница не найдена|"
    r"сторінку не знайдено|"
    r"nie znaleziono strony|strona nie istnieje|sayfa bulunamadı|"
    r"ページが見つかりません|页面不存在|페이지를 찾을 수 없",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b50[0234]\b.{0,40}\b(?:error|gateway|unavailable|timeout)|internal server error|"
    r"bad gateway|service (?:temporarily )?unavailable|"
    r"gateway time-?out|something went wrong|temporarily unavailable|under maintenance|"
    r"wartungsarbeiten",
    re.IGNORECASE,
)
_SHORT = 250
_STUB = 1200
_RUNNING = 700
_ENOUGH = 2
_FEW_WORDS = 2
_MANY_WORDS = 4
_MOST_BUTTONS = 200
_MOST_BOXES = 20
_MOST_CHUNKS = 400


def refuse_failures(page: Page, body: Body, title: str) -> None:
    """Raise NotAnArticle for pages that say themselves that they are not what was asked for."""
    shown = _shown(page)
    size = extent(body.text)
    if size < 2 * _STUB:
        if _CHALLENGE.search(title) or (
            extent(shown) < 2 * _STUB and _CHALLENGE.search(page.source[:60_000].decode("latin-1"))
        ):
            raise NotAnArticle("challenge", "a check for robots stands before the page")
        if _NOT_FOUND.search(title) or (
            size < _RUNNING and _NOT_FOUND.search(_first_heading(page))
        ):
            raise NotAnArticle("soft_404", "the page says that it was not found")
        if _ERROR.search(title) or (extent(shown) < _STUB and _ERROR.search(shown)):
            raise NotAnArticle("error", "the page reports an error of the server")


def refuse_walls(page: Page, body: Body, evidence: int) -> None:
    """Raise NotAnArticle where a wall, a form or nothing at all stands for the text."""
    if extent(body.text) >= _SHORT:
        return
    shown = _shown(page)
    if _asks_consent(page, shown, evidence):
        raise NotAnArticle("consent_wall", "only a request for consent can be read")
    if page.document.css_first('input[type="password" i]') and extent(shown) < 2 * _STUB:
        raise NotAnArticle("login", "only a login form can be read")
    if extent(shown) < _SHORT and evidence < _ENOUGH:
        raise NotAnArticle(
            "empty_shell", f"{extent(shown)} characters of text: a page built by its scripts"
        )


def _asks_consent(page: Page, shown: str, evidence: int) -> bool:
    """Words of consent and hardly anything else; with buttons to choose, fewer words will do."""
    words = len(_CONSENT.findall(shown))
    if extent(shown) >= 4 * _STUB or words < _FEW_WORDS:
        return False
    if words >= _MANY_WORDS:
        return True
    if evidence >= _ENOUGH or extent(shown) >= _STUB:
        return False
    boxes = page.document.css(_CONSENT_NAME)[:_MOST_BOXES]
    largest = max((len(box.text()) for box in boxes), default=0)
    return largest * 2 > len(shown) and _offers_choice(page)


def _offers_choice(page: Page) -> bool:
    buttons = page.document.css("button, a, [role=button], input[type=submit]")[:_MOST_BUTTONS]
    return any(_CONSENT_BUTTON.match(one.text() or one.get("value")) for one in buttons)


def _shown(page: Page) -> str:
    return " ".join(chunk.text for chunk in page.outline.chunks[:_MOST_CHUNKS])


def _first_heading(page: Page) -> str:
    return next((chunk.text for chunk in page.outline.chunks if chunk.kind == "heading"), "")
