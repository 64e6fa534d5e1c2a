import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from flows.config import Settings, Source, SourceState, parse_source, source_states
from flows.config.source import FOUND_BY, Expectations
from parsers.web.urls import normalise, site_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
STATES = source_states(Path("no such home"))
SOURCES = [state.source for state in STATES if state.source]


def rows() -> list[list[str]]:
    lines = [line for line in DOCUMENT.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"{prefix}{name}"
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from keys(inner, f"{prefix}{name}.")


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_packaged_file_is_right_and_waits_for_a_check(state: SourceState) -> None:
    assert state.problem is None
    assert state.origin == "packaged"
    assert "never checked" in state.obstacle


def test_the_packaged_sources_cover_the_world() -> None:
    assert len(SOURCES) >= 36
    assert len({source.country for source in SOURCES}) >= 24
    assert len({source.language for source in SOURCES}) >= 8


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_packaged_source_has_something_for_the_nights(source: Source) -> None:
    assert source.feeds or source.news_sitemaps or source.sitemaps
    assert source.verified == "never"
    assert not source.disabled
    assert source.expectations.model_fields_set == set(Expectations.model_fields)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_addresses_of_a_packaged_source_are_unique_and_in_their_final_form(source: Source) -> None:
    listed = [url for key in FOUND_BY for url in getattr(source, key)]
    assert len(set(listed)) == len(listed)
    for url in listed:
        assert url.startswith("https://")
        assert "{" in url or normalise(url) == url


def test_no_two_packaged_sources_read_the_same_feed() -> None:
    listed = [url for source in SOURCES for key in FOUND_BY for url in getattr(source, key)]
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_packaged_source_keeps_out_strangers_and_its_own_front_page(source: Source) -> None:
    assert not source.allows("https://elsewhere.org/news/2026/03/10/story")
    assert not source.allow or not source.allows(f"https://elsewhere.org/?{source.home}")


# One address of an article as public code and documentation show them, where a pattern is narrow.
ARTICLES = {
    "agencia-brasil": "https://agenciabrasil.ebc.com.br/geral/noticia/2026-03/uma-noticia",
    "al-jazeera": "https://www.aljazeera.com/news/2026/3/10/a-story?traffic_source=rss",
    "asahi-shimbun": "https://www.asahi.com/articles/ASV3B000V3BUHBI001M.html",
    "bbc-arabic": "https://www.bbc.com/arabic/articles/c0000000000o?at_medium=RSS",
    "bbc-news": "https://www.bbc.co.uk/news/articles/c0000000000o?at_medium=RSS",
    "dawn": "https://www.dawn.com/news/1900000/a-story",
    "deutsche-welle": "https://www.dw.com/de/eine-nachricht/a-70000000?maca=de-rss-de-all",
    "el-pais": "https://elpais.com/internacional/2026-03-10/una-noticia.html",
    "folha-de-s-paulo": "https://www1.folha.uol.com.br/mundo/2026/03/uma-noticia.shtml",
    "kyiv-independent": "https://kyivindependent.com/a-story/",
    "le-monde": "https://www.lemonde.fr/international/article/2026/03/10/un_0000000_3210.html",
    "mainichi": "https://mainichi.jp/articles/20260310/k00/00m/030/001000c",
    "radio-okapi": "https://www.radiookapi.net/2026/03/10/actualite/securite/une-nouvelle",
    "the-hindu": "https://www.thehindu.com/news/national/a-story/article70000000.ece",
    "ukrainska-pravda": "https://www.pravda.com.ua/news/2026/03/10/8000000/",
    "vnexpress": "https://vnexpress.net/mot-tin-4800000.html",
    "yonhap-english": "https://en.yna.co.kr/view/AEN20260310000100315",
}


@pytest.mark.parametrize("name", ARTICLES)
def test_patterns_let_an_article_of_the_publisher_through(name: str) -> None:
    source = next(one for one in SOURCES if one.name == name)
    assert source.allows(ARTICLES[name])


def test_the_document_has_every_key_of_a_source_and_no_other() -> None:
    part = DOCUMENT.split("## Every key of a source")[1].split("## Every key of the settings")[0]
    documented = re.findall(r"^\| `([a-z_.]+)` \|", part, re.MULTILINE)
    assert set(documented) == set(keys(Source)) - {"name"}
    assert len(documented) == len(set(documented))


def test_the_document_has_every_key_of_the_settings_with_its_default() -> None:
    part = DOCUMENT.split("## Every key of the settings")[1]
    documented = dict(re.findall(r"^\| `([a-z_.]+)` \|([^|]*)\|", part, re.MULTILINE))
    assert set(documented) == set(keys(Settings))
    for key, shown in documented.items():
        value: object = Settings()
        for step in key.split("."):
            value = getattr(value, step)
        if not isinstance(value, (BaseModel, dict)):
            told = {None: "none", True: "true"}.get(value) if not isinstance(value, float) else None
            assert shown.strip('`" ') == (told or str(value)), key


def test_the_document_lists_every_packaged_source_with_country_and_languages() -> None:
    listed = {row[0]: row for row in rows() if len(row) == 5}
    listed.pop("name")
    assert set(listed) == {source.name for source in SOURCES}
    for source in SOURCES:
        assert listed[source.name][1:4] == [
            source.title,
            source.country,
            ", ".join(source.languages),
        ]


def test_the_example_in_the_document_is_a_source() -> None:
    example = re.search(r"A whole file:\n\n((?:    .*\n|\n)+)", DOCUMENT)
    assert example
    content = "\n".join(line[4:] for line in example[1].splitlines())
    source = parse_source("a-paper", content.encode(), "docs/sources.md")
    assert source.allows("https://www.a-paper.org/news/a")
    assert site_of(source.home) == "a-paper.org"
