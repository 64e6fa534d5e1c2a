"""The pages that are read worst: for finding out why, never for a rule about one site."""

from collections.abc import Callable, Iterator, Sequence
from types import ModuleType

from benchmarks.gold_files import PAGE_SCORER, Row, load_scorer, read_rows
from benchmarks.page_scores import NEWS, OTHERS, Data, Library, predictions

Judge = Callable[[ModuleType, Row, Row], float]


def _text(scoring: ModuleType, gold: Row, found: Row) -> float:
    cjk = gold["corpus"] == "fundus_fixtures"
    rates = scoring.shingle_tpfpfn(gold["text"], found.get("text") or "", cjk)
    return float(scoring.prf(*rates)[2])


def _title(scoring: ModuleType, gold: Row, found: Row) -> float:
    return float(scoring.title_exact(gold["title"], found.get("title")))


def _authors(scoring: ModuleType, gold: Row, found: Row) -> float:
    return float(scoring.author_scores(gold["authors"], found.get("authors"))[2])


def _invented(_scoring: ModuleType, _gold: Row, found: Row) -> float:
    return float(not found.get("authors"))


def _date(scoring: ModuleType, gold: Row, found: Row) -> float:
    return float(scoring.date_same_day(gold["date"], found.get("date")))


def _called(_scoring: ModuleType, _gold: Row, found: Row) -> float:
    return float(not (found.get("text") or "").strip())


# What is judged, the pages it is judged on, the corpora; 1 is right, 0 is wrong.
JUDGES: dict[str, tuple[Callable[[Row], bool], Judge, tuple[str, ...]]] = {
    "text": (lambda gold: bool(gold.get("text")), _text, NEWS),
    "title": (lambda gold: bool(gold.get("title")), _title, (*NEWS, *OTHERS)),
    "authors": (lambda gold: bool(gold.get("authors")), _authors, (*NEWS, *OTHERS)),
    "authors invented": (lambda gold: gold.get("authors") == [], _invented, (*NEWS, *OTHERS)),
    "date": (lambda gold: bool(gold.get("date")), _date, (*NEWS, *OTHERS)),
    "called an article": (lambda gold: "page_type" in gold, _called, ("not_articles",)),
}
_FIELDS = {"title": "title", "authors": "authors", "authors invented": "authors", "date": "date"}


def worst(data: Data, library: Library, flags: Sequence[str], most: int) -> Iterator[str]:
    """Lines: for every measure and corpus the `most` worst pages that are not right."""
    scoring = load_scorer(data.scorer / PAGE_SCORER)
    for name, (wanted, judge, corpora) in JUDGES.items():
        for corpus in data.corpora(corpora):
            pairs = [pair for pair in _pairs(data, library, corpus, flags) if wanted(pair[0])]
            judged = [(judge(scoring, *pair), *pair) for pair in pairs]
            wrong = sorted((one for one in judged if one[0] < 1), key=lambda one: one[0])
            if wrong:
                yield f"\n{name}, {corpus}: {len(wrong)} of {len(judged)} not right"
                yield from (_line(name, *one) for one in wrong[:most])


def _line(name: str, score: float, gold: Row, found: Row) -> str:
    line = f"  {score:.3f} {gold['id']:>8} {gold.get('domain') or '':32}"
    if name in _FIELDS:
        field = _FIELDS[name]
        line += f" wanted {str(gold.get(field))[:90]!r}, found {str(found.get(field))[:90]!r}"
    error = found.get("error")
    return line + (f" raised {error}" if error else "")


def _pairs(
    data: Data, library: Library, corpus: str, flags: Sequence[str]
) -> list[tuple[Row, Row]]:
    found = {row["id"]: row for row in read_rows(predictions(library, corpus, flags))}
    gold = read_rows(data.gold / "pages" / corpus / "gold.jsonl")
    return [(row | {"corpus": corpus}, found.get(row["id"], {})) for row in gold]
