"""The parts of the page benchmark that need neither gold nor peers."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.page_scores import Data, Library, predictions
from benchmarks.page_worst import worst
from benchmarks.pages import extract
from benchmarks.peers import PEERS, PeerHome, find_home

PAGES = Path(__file__).parents[1] / "pages"
ROOT = PAGES.parents[1]
SCORING = """
def title_exact(gold, found): return gold == found
def date_same_day(gold, found): return gold == found
def author_scores(gold, found): return None, None, float(gold == found)
def shingle_tpfpfn(gold, found, cjk): return gold, found, cjk
def prf(gold, found, cjk): return 0, 0, float(gold == found)
"""


def test_the_scorer_is_given_text_title_authors_and_date() -> None:
    found = extract((PAGES / "en-report" / "page.html").read_bytes(), None)
    assert set(found) == {"text", "title", "authors", "date"}
    assert found["text"]
    assert isinstance(found["authors"], list)


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"<html></html>"])
def test_a_refused_page_is_empty_and_no_error(raw: bytes) -> None:
    assert extract(raw, None) == {"text": "", "title": None, "authors": [], "date": None}


def test_without_the_peers_environment_there_are_no_peers(tmp_path: Path) -> None:
    assert find_home(tmp_path) is None


def test_cached_predictions_are_kept_apart_by_version_and_flags(tmp_path: Path) -> None:
    home = PeerHome(tmp_path, {"trafilatura": "1.2"})
    assert [home.label(peer) for peer in PEERS[:2]] == ["trafilatura-1.2", "trafilatura_fast-1.2"]
    library = Library("a:b", tmp_path, tmp_path)
    assert predictions(library, "c", ()) == tmp_path / "c" / "a.b.jsonl"
    hidden = predictions(library, "c", ("--no-scripts", "--no-url"))
    assert hidden == tmp_path / "c" / "a.b-nourl-noscripts.jsonl"


def test_every_peer_has_its_version_pinned() -> None:
    pins = (ROOT / "benchmarks" / "requirements-peers.txt").read_text("utf-8")
    assert all(f"\n{peer.package}==" in pins for peer in PEERS)


def write_rows(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_the_worst_pages_are_named_with_host_and_score(tmp_path: Path) -> None:
    data, library = Data(tmp_path, tmp_path), Library("a:b", tmp_path, tmp_path / "found")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "scoring.py").write_text(SCORING, "utf-8")
    gold = [{"id": str(n), "domain": f"{n}.example", "title": "T"} for n in range(3)]
    write_rows(tmp_path / "pages" / "naeb" / "gold.jsonl", *gold)
    found = [{"id": "0", "title": "T"}, {"id": "1", "title": "U"}, {"id": "2", "error": "E: x"}]
    write_rows(predictions(library, "naeb", ()), *found)
    told = list(worst(data, library, (), 1))
    assert told[0] == "\ntitle, naeb: 2 of 3 not right"
    assert "0.000        1 1.example" in told[1]
    assert "wanted 'T', found 'U'" in told[1]
    assert len(told) == 2
