"""Settings that could not be sent are refused before the first request."""

import pytest

from flows.fetch.settings import FetchSettings
from parsers.errors import ConfigError


@pytest.mark.parametrize("agent", ["", "  ", "sitrep\r\nX-Evil: 1", "s\u00edtrep/1"])
def test_a_user_agent_that_no_header_can_carry_is_refused(agent: str) -> None:
    with pytest.raises(ConfigError, match="user_agent"):
        FetchSettings(user_agent=agent)


def test_a_contact_that_no_header_can_carry_is_refused() -> None:
    with pytest.raises(ConfigError, match="from_contact"):
        FetchSettings(user_agent="sitrep/1", from_contact="desk@example.org\n")


@pytest.mark.parametrize(
    ("agent", "name"),
    [("sitrep/1.2 (+https://x.example)", "sitrep"), ("sitrep", "sitrep"), ("a b/c", "a")],
)
def test_robots_rules_are_matched_with_the_product_token(agent: str, name: str) -> None:
    assert FetchSettings(user_agent=agent).robots_name == name
