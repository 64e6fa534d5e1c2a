import gzip

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.errors import HttpError
from parsers.web.http import parse_request, parse_response

HEAD = b"HTTP/1.1 200 OK\r\n"


def chunked(*parts: bytes, extension: bytes = b"", trailer: bytes = b"") -> bytes:
    lines = [b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in parts if part]
    return b"".join(lines) + b"0\r\n" + trailer + b"\r\n"


def test_headers_keep_order_spelling_and_repetition() -> None:
    block = HEAD + b"X-B: 1\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\ncOnTenT-Length: 2\r\n\r\nhi"
    response = parse_response(block)
    assert (response.status, response.reason, response.version) == (200, "OK", "HTTP/1.1")
    assert response.headers == (
        ("X-B", "1"),
        ("Set-Cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("cOnTenT-Length", "2"),
    )
    assert response.header("SET-COOKIE") == "a=1, b=2"
    assert response.header("Age") is None
    assert (response.payload, response.problems) == (b"hi", ())


def test_chunks_are_removed_and_content_encoding_is_kept() -> None:
    packed = gzip.compress(b"story " * 50, mtime=0)
    block = HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    block += chunked(packed[:10], packed[10:], extension=b";a=b", trailer=b"X-Sum: 1\r\n")
    response = parse_response(block)
    assert response.payload == packed
    assert response.problems == ()


@pytest.mark.parametrize(
    ("start", "status", "reason", "version"),
    [
        (b"HTTP/1.0 404 Not Found\r\n\r\n", 404, "Not Found", "HTTP/1.0"),
        (b"HTTP/1.1 200\r\n\r\n", 200, "", "HTTP/1.1"),
        (b"HTTP/1.1 200 \r\n\r\n", 200, "", "HTTP/1.1"),
        (b"http/1.1  301   Moved  \n\n", 301, "Moved", "HTTP/1.1"),
        (b"HTTP/2 503 x\r\n\r\n", 503, "x", "HTTP/2"),
        (b"ICY 200 OK\r\n\r\n", 200, "OK", "ICY"),
        (b"HTTP/1.1 999 Denied\r\n\r\n", 999, "Denied", "HTTP/1.1"),
        (b"HTTP/1.1 200 Gr\xfc\xdfe\r\n\r\n", 200, "Grüße", "HTTP/1.1"),
    ],
)
def test_odd_status_lines_are_read(start: bytes, status: int, reason: str, version: str) -> None:
    response = parse_response(start + b"body")
    assert (response.status, response.reason, response.version) == (status, reason, version)
    assert (response.payload, response.problems) == (b"body", ())


@pytest.mark.parametrize(
    ("block", "headers", "payload", "problem"),
    [
        (HEAD + b"A: 1\r\nno colon\r\n: x\r\n\r\nb", (("A", "1"),), b"b", "without a name"),
        (HEAD + b"A: 1\r\n  2\r\n\t3\r\n\r\nb", (("A", "1 2 3"),), b"b", "folded"),
        (HEAD + b"A : 1\r\n\r\nb", (("A", "1"),), b"b", "white space"),
        (HEAD + b"A: 1\r\nB: 2", (("A", "1"), ("B", "2")), b"", "without an end"),
        (b"\r\n\n" + HEAD + b"A: 1\r\n\r\nb", (("A", "1"),), b"b", "blank lines before"),
        (b"HTTP/1.1 200OK\r\nA: 1\r\n\r\nb", (("A", "1"),), b"b", "run together"),
        (
            b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + HEAD + b"A: 1\r\n\r\nb",
            (("A", "1"),),
            b"b",
            "interim response 103",
        ),
    ],
)
def test_odd_heads_are_read_and_reported(
    block: bytes, headers: tuple[tuple[str, str], ...], payload: bytes, problem: str
) -> None:
    response = parse_response(block)
    assert (response.headers, response.payload) == (headers, payload)
    assert response.status == 200
    assert len(response.problems) == 1
    assert problem in response.problems[0]


@pytest.mark.parametrize(
    ("body", "payload", "problem"),
    [
        (b"3\r\nabc\r\n5\r\nde", b"abcde", "is cut"),
        (b"3\r\nabc\r\n", b"abc", "is cut"),
        (b"3\r\nabc\r\nzz\r\nde\r\n0\r\n\r\n", b"abc", "broken chunk"),
        (b"<html>never chunked</html>", b"<html>never chunked</html>", "without chunks"),
        (b"0x3\r\nabc\r\n0\r\n\r\n", b"0x3\r\nabc\r\n0\r\n\r\n", "without chunks"),
        (b"3\r\nabc\r\n0\r\n\r\nmore", b"abc", "after the last chunk"),
        (b"3\r\nabc\r\n0\r\n", b"abc", "without an end"),
        (b"fffffffffffffff\r\nabc", b"abc", "is cut"),
    ],
)
def test_wrong_chunks_give_what_can_be_read(body: bytes, payload: bytes, problem: str) -> None:
    response = parse_response(HEAD + b"Transfer-Encoding: Chunked\r\n\r\n" + body)
    assert response.payload == payload
    assert [problem in text for text in response.problems] == [True]


def test_chunks_with_bare_line_feeds_are_read() -> None:
    response = parse_response(b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n")
    assert (response.payload, response.problems) == (b"abc", ())


@pytest.mark.parametrize(
    ("lengths", "problem"),
    [
        (b"Content-Length: 9\r\n", "shorter"),
        (b"Content-Length: 1\r\n", "longer"),
        (b"Content-Length: 4\r\nContent-Length: 5\r\n", "contradictory"),
        (b"Content-Length: -4\r\n", "broken"),
    ],
)
def test_a_wrong_length_is_reported_and_no_byte_is_dropped(lengths: bytes, problem: str) -> None:
    response = parse_response(HEAD + lengths + b"\r\nbody")
    assert response.payload == b"body"
    assert [problem in text for text in response.problems] == [True]


def test_a_transfer_coding_other_than_chunked_is_reported() -> None:
    response = parse_response(HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + chunked(b"xyz"))
    assert response.payload == b"xyz"
    assert response.problems == ("transfer coding that is not removed: gzip",)


@pytest.mark.parametrize("block", [b"", b"\r\n", b"<html>", b"HTTP/1.1 099 x\r\n", b"\x00" * 9])
def test_bytes_without_a_status_line_are_refused(block: bytes) -> None:
    with pytest.raises(HttpError, match="status line"):
        parse_response(block)


def test_a_lone_interim_response_is_a_response() -> None:
    assert parse_response(b"HTTP/1.1 103 Early Hints\r\n\r\n").status == 103


def test_a_request_is_read() -> None:
    request = parse_request(b"POST /a%20b?c=d HTTP/1.1\r\nHost: paper.example\r\n\r\nx=1")
    assert (request.method, request.target, request.version) == ("POST", "/a%20b?c=d", "HTTP/1.1")
    assert request.headers == (("Host", "paper.example"),)
    assert request.header("host") == "paper.example"
    assert (request.payload, request.problems) == (b"x=1", ())


def test_a_request_line_without_a_version_is_reported() -> None:
    request = parse_request(b"GET /with space\r\n\r\n")
    assert (request.target, request.version) == ("/with space", "HTTP/0.9")
    assert request.problems == ("request line without a version",)


def test_bytes_without_a_request_line_are_refused() -> None:
    with pytest.raises(HttpError, match="request line"):
        parse_request(b"{}")


HEADER = st.tuples(
    st.from_regex(r"[A-Za-z-]{1,12}", fullmatch=True).filter(
        lambda name: name.lower() not in ("transfer-encoding", "content-length")
    ),
    st.from_regex(r"[!-~]([ -~]{0,20}[!-~])?", fullmatch=True),
)


@given(
    st.integers(200, 599), st.lists(HEADER, max_size=5), st.lists(st.binary(max_size=40)), st.data()
)
def test_a_well_formed_response_comes_back_whole(
    status: int, headers: list[tuple[str, str]], parts: list[bytes], data: st.DataObject
) -> None:
    as_chunks = data.draw(st.booleans())
    sent = [*headers, ("Transfer-Encoding", "chunked")] if as_chunks else headers
    block = b"HTTP/1.1 %d OK\r\n" % status
    block += b"".join(f"{name}: {value}\r\n".encode() for name, value in sent) + b"\r\n"
    block += chunked(*parts) if as_chunks else b"".join(parts)
    response = parse_response(block)
    assert (response.status, response.headers) == (status, tuple(sent))
    assert response.payload == b"".join(parts)
    assert response.problems == ()


PIECES = [
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Length: 3\r\n",
    b"\r\n",
    b"\n",
    b"5\r\nabcde\r\n",
    b"0\r\n\r\n",
    b" folded\r\n",
    b":\r\n",
]


@given(st.one_of(st.binary(), st.lists(st.sampled_from(PIECES)).map(b"".join)))
@example(b"HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\n chunked\r\n\r\n5\r\nabcde\r\n0\r\n")
@example(b"HTTP/1.1 200 " + b"\xff" * 9)
def test_any_bytes_give_a_response_or_an_http_error(block: bytes) -> None:
    for parse in (parse_response, parse_request):
        try:
            message = parse(block)
        except HttpError:
            continue
        assert len(message.payload) <= len(block)
        assert all(name == name.strip() != "" for name, _ in message.headers)
        assert len(set(message.problems)) == len(message.problems)
