# ruff: noqa: RUF001 - words of many alphabets
"""Pages made for training, with invented papers and words in no order.

What annotated corpora hold few of: lists of stories with a paper's own marks of date and author,
and articles in plain markup, short ones as well.
"""

import random
from collections.abc import Iterator

_WORDS = {
    "en": "the town council bridge harbour vote fire school river market price mayor police rain",
    "de": "die Stadt Brücke Hafen Wahl Feuer Schule Fluss Markt Preis Polizei Regen und der im",
    "fr": "la ville conseil pont port vote feu école rivière marché prix maire police pluie de",
    "es": "la ciudad puente puerto voto fuego escuela río mercado precio alcalde policía lluvia",
    "ru": "город совет мост порт выборы пожар школа река рынок цена мэр полиция дождь в на и",
    "tr": "şehir köprü liman seçim yangın okul nehir pazar fiyat başkan polis yağmur ve bir",
}
_STYLES = (
    ("article", "teaser", "h2"), ("div", "card", "h3"), ("li", "list-item", "h3"),
    ("div", "story", "h4"), ("section", "post", "h2"), ("tr", "", "b"),
)  # fmt: skip

_PEOPLE = ("A. Ivanov", "Rosa Lind", "J. Poe")


def made_pages(number: int = 60) -> Iterator[tuple[bool, bytes]]:
    """(whether it is an article, page): always the same."""
    for seed in range(number):
        chance = random.Random(seed)  # noqa: S311 - no secret
        yield False, _list(chance).encode()
        yield True, _article(chance).encode()


def _list(chance: random.Random) -> str:
    language = chance.choice(list(_WORDS))
    words = _WORDS[language].split()
    tag, name, heading = chance.choice(_STYLES)
    marks = [chance.random() < 0.6 for _ in range(3)]
    cards = [
        f'<{tag} class="{name}">{_card(chance, words, heading, marks)}</{tag}>'
        for _ in range(chance.randint(6, 40))
    ]
    intro = f"<p>{_sentence(chance, words, 10, 60)}.</p>" if chance.random() < 0.4 else ""
    pager = '<ul class="pagination"><li><a href="?page=2">2</a></li></ul>'
    kind = chance.choice(["website", "website", "article", ""])
    title = _sentence(chance, words, 1, 3)
    body = f'<h1>{title}</h1>{intro}<div class="list">{"".join(cards)}</div>{pager}'
    return _page(language, words, title, kind, body)


def _card(chance: random.Random, words: list[str], heading: str, marks: list[bool]) -> str:
    number = chance.randint(1, 28)
    dated, signed, teased = marks
    card = f'<{heading}><a href="/s-{number}">{_sentence(chance, words, 5, 10)}</a></{heading}>'
    if dated:
        card += f'<time datetime="2024-05-{number:02}">{number}.5.2024</time>'
    if signed:
        card += f'<span class="author">{chance.choice(_PEOPLE)}</span>'
    if teased:
        card += f"<p>{_sentence(chance, words, 12, 40)}{chance.choice(['.', '…', ''])}</p>"
    return card


def _article(chance: random.Random) -> str:
    language = chance.choice(list(_WORDS))
    words = _WORDS[language].split()
    title = _sentence(chance, words, 5, 10)
    parts = [f"<h1>{title}</h1>"]
    if chance.random() < 0.7:
        parts.append(f'<time datetime="2024-05-{chance.randint(10, 28)}">5.2024</time>')
    if chance.random() < 0.6:
        parts.append(f'<p class="byline">{chance.choice(_PEOPLE)}</p>')
    for _ in range(chance.choice([2, 3, 5, 8, 13])):
        text = ". ".join(_sentence(chance, words, 8, 24) for _ in range(chance.randint(1, 4)))
        quoted = f"“{text}.”" if chance.random() < 0.2 else f"{text}."
        parts.append(f"<p>{quoted}</p>")
        if chance.random() < 0.1:
            parts.append(f"<h2>{_sentence(chance, words, 2, 5)}</h2>")
    tag = chance.choice(["article", "div", "main"])
    more = "".join(
        f"<li>{_card(chance, words, 'b', [False, False, False])}</li>"
        for _ in range(chance.choice([0, 0, 3, 6]))
    )
    body = f"<{tag}>{''.join(parts)}</{tag}><ul>{more}</ul>"
    return _page(language, words, title, chance.choice(["article", ""]), body)


def _page(language: str, words: list[str], title: str, kind: str, body: str) -> str:
    graph = f'<meta property="og:type" content="{kind}">' if kind else ""
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in words)
    return (
        f'<html lang="{language}"><head><title>{title} - Paper</title>{graph}</head><body>'
        f'<ul class="menu">{menu}</ul>{body}</body></html>'
    )


def _sentence(chance: random.Random, words: list[str], least: int, most: int) -> str:
    return " ".join(chance.choices(words, k=chance.randint(least, most))).capitalize()
