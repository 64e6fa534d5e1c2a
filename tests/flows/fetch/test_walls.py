"""Walls as the transport sees them: the status decides, the page is kept for the parsers."""

import pytest

from tests.flows.fetch.world import HOST, OTHER, fetched
from tests.servers.misbehaving import Page, answer, redirect

_CHALLENGE = b"<title>Just a moment...</title><p>Checking your browser"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("403 Forbidden", "refused"), ("503 Busy", "busy"), ("200 OK", "ok")],
)
def test_a_challenge_is_kept_under_each_of_its_statuses(status: str, outcome: str) -> None:
    result = fetched({"/": answer(_CHALLENGE, status, "cf-mitigated: challenge")})
    assert (result.outcome, result.attempts) == (outcome, 1)
    assert result.body == _CHALLENGE
    assert result.header("cf-mitigated") == "challenge"


def test_a_page_closed_to_this_country_is_refused() -> None:
    result = fetched({"/": answer(b"not here", "451 Unavailable For Legal Reasons")})
    assert (result.outcome, result.status, result.body) == ("refused", 451, b"not here")


def test_a_redirect_to_a_login_says_where_it_led() -> None:
    pages: dict[str, Page] = {
        "/story": redirect(f"http://{OTHER}/login?next=/story"),
        "/login?next=/story": answer(b"<form>"),
    }
    result = fetched(pages, "/story")
    assert (result.outcome, result.final_url) == ("ok", f"http://{OTHER}/login?next=/story")
    assert result.exchanges[0].url == f"http://{HOST}/story"


def test_a_removed_article_that_leads_home_says_so() -> None:
    pages: dict[str, Page] = {"/story": redirect("/", "301 Moved"), "/": answer(b"<h1>Home")}
    result = fetched(pages, "/story")
    assert (result.outcome, result.final_url) == ("ok", f"http://{HOST}/")
    assert len(result.exchanges) == 2


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, "refused"),
        (401, "refused"),
        (402, "refused"),
        (403, "refused"),
        (404, "gone"),
        (410, "gone"),
        (418, "refused"),
        (451, "refused"),
        (501, "server_error"),
    ],
)
def test_what_a_client_is_told_is_not_asked_again(status: int, outcome: str) -> None:
    result = fetched({"/": answer(b"go away", f"{status} No")})
    assert (result.outcome, result.status, result.attempts) == (outcome, status, 1)
    assert result.exchanges[-1].response.endswith(b"go away")
