"""`sitrep parse`: what goes in, what comes out, and that rows can be scored as they are."""

import gzip
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from flows.cli import cli
from flows.steps.parsing import as_line
from tests.warehouse.archive.build import exchange, response, writer, zipped

SENTENCE = (
    "At least four people were killed on Tuesday when a rocket hit a market in Odesa, "
    "the regional governor said."
)
FILLER = (
    "The market stands near the harbour and is open on every day of the week, and many who "
    "live on the hill above it come down in the morning to buy bread and fish."
)
PAGE = (
    '<html lang="en"><head><title>Rocket hits market</title>'
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2026-03-10T08:00:00Z"></head>'
    f"<body><main><h1>Rocket hits market</h1><p>{SENTENCE}</p><p>{FILLER}</p><p>{FILLER} Again.</p>"
    "</main></body></html>"
)
KEYS = frozenset(
    """type evidence acled actor recipient place date counts modality attribution weapon background
    incident""".split()  # noqa: SIM905 - a word list
)
AWKWARD = f"\ufeff  {SENTENCE}\r\n\n\tSecond\u2028line\u0085 \u200b \U0001f4a5 e\u0301 …  \n"


def parse(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["parse", *map(str, arguments)], input=stdin)


def rows(result: Result) -> list[dict[str, Any]]:
    """The rows of the output; a blank line or a line that is no object fails the test."""
    assert result.stdout_bytes.endswith(b"\n")
    lines = result.stdout_bytes.removesuffix(b"\n").split(b"\n")
    told = [json.loads(line) for line in lines]
    assert all(isinstance(row, dict) for row in told)
    return told


def lines_file(folder: Path, *given: object) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
    return path


def test_a_page_gives_one_row_with_its_events(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    result = parse(path, "--url", "https://paper.example/a")
    assert result.exit_code == 0
    (row,) = rows(result)
    assert (row["id"], row["url"]) == (str(path), "https://paper.example/a")
    assert (row["title"], row["kind"], row["language"]) == ("Rocket hits market", "article", "en")
    assert row["published_at"] == "2026-03-10T08:00:00+00:00"
    assert row["text"].startswith(SENTENCE)
    assert row["events"]
    for event in row["events"]:
        start, end = event["trigger"]
        assert 0 <= start < end <= len(row["text"])
        assert set(event) >= KEYS


def test_a_page_comes_from_standard_input_packed_or_not(tmp_path: Path) -> None:
    plain = rows(parse("-", stdin=PAGE.encode()))[0]
    for name, data in (("a.html", PAGE.encode()), ("a.html.gz", gzip.compress(PAGE.encode()))):
        (tmp_path / name).write_bytes(data)
        (row,) = rows(parse(tmp_path / name))
        assert row["text"] == plain["text"]
    assert plain["id"] == "-"


def test_several_inputs_give_their_rows_in_order(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    result = parse(tmp_path / "b.html", tmp_path / "a.html")
    assert [Path(row["id"]).name for row in rows(result)] == ["b.html", "a.html"]


def test_an_address_for_several_inputs_is_wrong_usage(tmp_path: Path) -> None:
    assert parse("a.html", "b.html", "--url", "https://paper.example/a").exit_code == 2


def test_each_row_of_json_lines_gives_one_line_and_blank_ones_none(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "p.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    given = [
        {"id": "t", "text": SENTENCE, "title": "T", "published": "2026-03-10"},
        {"id": "h", "html": PAGE, "url": "https://paper.example/h"},
        {"id": 7, "html_path": "html/p.html.gz"},
        {"text": SENTENCE, "published": None},
    ]
    path.write_text("\n\n".join(map(json.dumps, given)) + "\n  \n", "utf-8")
    result = parse(path)
    assert result.exit_code == 0
    assert [row["id"] for row in rows(result)] == ["t", "h", 7, 7]


def test_rows_come_from_standard_input_too() -> None:
    given = json.dumps({"id": "a", "text": SENTENCE}).encode() + b"\n"
    assert rows(parse("-", "--jsonl", stdin=given))[0]["id"] == "a"


def test_no_rows_give_no_output() -> None:
    result = parse("-", "--jsonl", stdin=b"\n \n")
    assert (result.exit_code, result.stdout_bytes) == (0, b"")


def test_text_comes_back_unchanged_on_one_line_whatever_it_holds(tmp_path: Path) -> None:
    result = parse(lines_file(tmp_path, {"id": 1, "text": AWKWARD}, {"id": 2, "text": "\ud83d"}))
    assert [row["text"] for row in rows(result)] == [AWKWARD, "\ud83d"]
    assert len(result.stdout_bytes.decode("utf-8").splitlines()) == 2


def test_offsets_hold_in_awkward_text(tmp_path: Path) -> None:
    (row,) = rows(
        parse(lines_file(tmp_path, {"id": 1, "text": AWKWARD, "published": "2026-03-10"}))
    )
    assert row["events"]
    for event in row["events"]:
        assert AWKWARD[slice(*event["trigger"])] in ("killed", "hit", "rocket hit")
        assert all(SENTENCE in AWKWARD[slice(*span)] for span in event["evidence"])


def test_the_published_day_anchors_the_text(tmp_path: Path) -> None:
    given = [
        {"id": 1, "text": SENTENCE, "published": "2026-03-11"},
        {"id": 2, "text": SENTENCE, "published": "2026-03-11T23:30:00-05:00"},
    ]
    day, instant = rows(parse(lines_file(tmp_path, *given)))
    assert day["published_at"] == "2026-03-11"
    assert instant["published_at"] == "2026-03-12T04:30:00+00:00"
    assert day["events"][0]["date"]["start"] == "2026-03-10"
    assert instant["events"] == day["events"]


def test_what_annotated_rows_say_of_events_does_not_reach_the_output(tmp_path: Path) -> None:
    events = [{"type": "bombing", "evidence": [[0, 5]], "counts": [{"kind": "killed", "low": 99}]}]
    bare: list[dict[str, object]] = [
        {"id": "a", "url": "https://paper.example/a", "text": SENTENCE, "published": "2026-03-10"},
        {"id": "b", "html": PAGE},
        {"id": "c", "text": FILLER, "language": "en"},
        {"id": "d"},
    ]
    (tmp_path / "bare").mkdir()
    gold = [{**row, "events": events, "note": "seen", "incidents": [1]} for row in bare]
    with_events = parse(lines_file(tmp_path, *gold))
    without = parse(lines_file(tmp_path / "bare", *bare))
    assert with_events.stdout_bytes == without.stdout_bytes
    assert with_events.exit_code == without.exit_code == 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b"{", "error"),
        (b"[1]", "error"),
        (b"\xff\xfe\xfd", "error"),
        (b"[" * 100_000, "error"),
        (b'{"id": 1}', "error"),
        (b'{"id": 1, "text": 5}', "error"),
        (b'{"id": 1, "text": "x", "url": ["x"]}', "error"),
        (b'{"id": 1, "text": "x", "published": "yesterday"}', "error"),
        (b'{"id": 1, "html_path": "is/not/there.html"}', "error"),
        (b'{"id": 1, "html": "<title>404 Not Found</title><h1>Not found</h1>"}', "soft_404"),
        (b'{"id": 1, "html": ""}', "empty_shell"),
    ],
)
def test_a_row_that_fails_is_told_and_the_others_go_on(line: bytes, kind: str) -> None:
    good = json.dumps({"id": "good", "text": SENTENCE}).encode()
    result = parse("-", "--jsonl", stdin=line + b"\n" + good + b"\n")
    assert result.exit_code == 3
    failed, row = rows(result)
    assert (failed["id"], failed["kind"], failed["events"]) == (1, kind, [])
    assert failed["error"]
    assert "text" not in failed
    assert row["id"] == "good"


@pytest.mark.parametrize("name", ["lost.html", "lost.jsonl", "lost.warc.gz"])
def test_an_input_that_is_not_there_is_a_row_too(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    result = parse(tmp_path / name, tmp_path / "page.html")
    assert result.exit_code == 3
    failed, row = rows(result)
    assert (failed["id"], failed["kind"]) == (str(tmp_path / name), "error")
    assert row["kind"] == "article"


def test_a_torn_gzip_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode())[:-40])
    result = parse(tmp_path / "a.html.gz")
    assert (result.exit_code, rows(result)[0]["kind"]) == (3, "error")


def test_a_warc_file_gives_a_row_for_each_page(tmp_path: Path) -> None:
    page = PAGE.encode()
    answers = {
        "plain": response(page),
        "packed": response(zipped(page), "Content-Encoding: gzip"),
        "picture": response(b"\x89PNG\r\n", kind="image/png"),
        "gone": response(b"<h1>Gone</h1>", status="410 Gone"),
        "lost": response(b"<title>Page not found</title><h1>Page not found</h1>"),
    }
    with writer(tmp_path) as archive:
        for name, answer in answers.items():
            archive.write(exchange(answer, f"http://paper.example/{name}"), {"night": "1"})
    (path,) = tmp_path.rglob("*.warc.gz")
    result = parse(path)
    assert result.exit_code == 3
    told = rows(result)
    assert [row["url"].rsplit("/", 1)[1] for row in told] == ["plain", "packed", "lost"]
    assert [row["kind"] for row in told] == ["article", "article", "soft_404"]
    assert told[0]["text"] == told[1]["text"]
    assert told[0]["events"]


def test_a_date_in_the_future_is_not_believed(tmp_path: Path) -> None:
    late = (datetime.now(UTC) + timedelta(days=9)).isoformat(timespec="seconds")
    page = PAGE.replace("2026-03-10T08:00:00Z", late)
    (tmp_path / "page.html").write_text(page, "utf-8")
    (tmp_path / "later").mkdir()
    given = lines_file(
        tmp_path / "later", {"id": 1, "html": page}, {"id": 2, "html_path": "../page.html"}
    )
    told = rows(parse(tmp_path / "page.html")) + rows(parse(given))
    assert [row["published_at"] for row in told] == [None, None, None]


def test_a_date_after_the_capture_is_not_believed_either(tmp_path: Path) -> None:
    with writer(tmp_path) as archive:
        early = datetime(2026, 3, 4, tzinfo=UTC)
        archive.write(exchange(response(PAGE.encode()), fetched_at=early), {"night": "1"})
    (path,) = tmp_path.rglob("*.warc.gz")
    assert rows(parse(path))[0]["published_at"] is None


def test_a_line_keeps_what_json_can_hold() -> None:
    line = as_line({"text": 'é "x"\n\u2029\x00\x7f\ud800', "n": 1})
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert json.loads(line) == {"text": 'é "x"\n\u2029\x00\x7f\ud800', "n": 1}


def test_the_output_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    path = lines_file(tmp_path, {"id": "ж", "text": AWKWARD})
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "parse", str(path)],
        env={"PYTHONIOENCODING": "latin-1", "PATH": "", "SITREP_HOME": str(tmp_path)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["text"] == AWKWARD


def test_a_row_says_where_values_came_from_and_how_sure_they_are(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    broken = '<script type="application/ld+json">{"@type": oops</script>'
    path.write_text(PAGE.replace("</head>", broken + "</head>"), "utf-8")
    (row,) = rows(parse(path))
    assert row["methods"]["published"] == "meta:article:published_time"
    assert row["confidences"].keys() >= {"title", "text", "published"}
    assert all(0 <= sure <= 1 for sure in row["confidences"].values())
    assert any("JSON-LD" in problem for problem in row["problems"])


def test_a_file_that_is_not_there_is_named_with_the_reason(tmp_path: Path) -> None:
    missing = tmp_path / "nothing.html"
    result = parse(missing)
    assert result.exit_code == 3
    assert rows(result)[0]["error"] == f"{missing} cannot be read: No such file or directory"
