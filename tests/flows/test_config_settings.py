from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.config import (
    Settings,
    fetch_settings,
    heartbeat_url,
    home_folder,
    load_settings,
    parse_source,
)
from flows.config.reading import parse_toml, validated
from flows.config.settings import FetchTable
from flows.fetch.settings import FetchSettings
from parsers.errors import ConfigError

PAPER = parse_source(
    "paper",
    b"""
title = "Paper"
home = "https://www.paper.org/"
country = "UKR"
languages = ["uk"]
time_zone = "Europe/Kyiv"
feeds = ["https://www.paper.org/rss", "https://feeds.elsewhere.net/paper"]
known_from = "its front page"
""",
    "paper.toml",
)


def settings(text: str) -> Settings:
    return validated(Settings, parse_toml(text.encode(), "sitrep.toml"), "sitrep.toml")


def fault(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        settings(text)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("sitrep.toml: ")
    return message


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()
    assert Settings().contact is None


def test_the_home_folder_comes_from_the_environment_or_is_data() -> None:
    assert home_folder({"SITREP_HOME": "/srv/press"}) == Path("/srv/press")
    assert home_folder({}) == Path("data")
    assert home_folder({"SITREP_HOME": ""}) == Path("data")


def test_a_file_is_read_with_all_its_tables(tmp_path: Path) -> None:
    (tmp_path / "sitrep.toml").write_text(
        """
contact = "desk@paper.org"
operator = "The desk"
time_zone = "Europe/Kyiv"
[fetch]
min_delay = 3
wire_limit_mb = 2.5
[hosts]
"press.local" = "127.0.0.1:8000"
[storage]
night_size_mb = 10
[signals]
tdm = "record"
""",
        encoding="utf-8",
    )
    read = load_settings(tmp_path)
    assert (read.fetch.min_delay, read.time_zone, read.signals.tdm) == (3, "Europe/Kyiv", "record")
    assert read.storage.night_bytes == 10_000_000
    told = fetch_settings(read, [PAPER])
    assert told.wire_limit == 2_500_000
    assert told.from_contact == "desk@paper.org"
    assert told.allow_addresses == {"press.local": "127.0.0.1:8000"}


def test_the_defaults_of_the_fetch_table_are_those_of_the_fetcher() -> None:
    told = fetch_settings(Settings(contact="desk@paper.org"), [PAPER])
    plain = FetchSettings(user_agent="x")
    differing = {
        one.name for one in fields(plain) if getattr(told, one.name) != getattr(plain, one.name)
    }
    assert differing == {"user_agent", "from_contact", "clock"}


def test_every_key_of_the_fetch_table_reaches_the_fetcher(tmp_path: Path) -> None:
    certificate = tmp_path / "ca.pem"
    certificate.write_text("")
    for key, field in FetchTable.model_fields.items():
        value: object = 7 if field.annotation in (int, float) else False
        value = str(certificate) if key == "ca_file" else value
        changed = Settings(contact="desk@paper.org", fetch=FetchTable.model_validate({key: value}))
        assert fetch_settings(changed, [PAPER]) != fetch_settings(
            Settings(contact="desk@paper.org"), [PAPER], fetch_settings(changed, [PAPER]).clock
        ), key


def test_the_user_agent_names_program_version_and_contact() -> None:
    assert Settings(contact="https://desk.paper.org/bot").user_agent.endswith(
        " (+https://desk.paper.org/bot)"
    )
    assert Settings(contact="desk@paper.org").user_agent.startswith("sitrep/")
    assert "(" not in Settings().user_agent


def test_a_run_that_reaches_strangers_needs_a_contact() -> None:
    with pytest.raises(ConfigError, match=r"contact: missing, and www\.paper\.org .* add a line"):
        Settings().require_contact(PAPER.hosts)
    with pytest.raises(ConfigError, match="nobody can be reached"):
        Settings(contact="me@example.org").require_contact(PAPER.hosts)
    with pytest.raises(ConfigError, match="nobody can be reached"):
        Settings(contact="https://desk.example/").require_contact(PAPER.hosts)
    Settings(contact="desk@paper.org").require_contact(PAPER.hosts)


def test_a_run_that_reaches_strangers_may_not_be_hasty() -> None:
    hasty = settings('contact = "desk@paper.org"\nfetch.min_delay = 0.1')
    with pytest.raises(ConfigError, match=r"min_delay: 0\.1 s is too hasty"):
        hasty.require_contact(PAPER.hosts)


def test_a_run_within_the_machine_needs_no_contact_and_no_delay() -> None:
    local = settings(
        'fetch.min_delay = 0\n[hosts]\n"www.paper.org" = "127.0.0.1:1"\n'
        '"feeds.elsewhere.net" = "[::1]:1"'
    )
    local.require_contact(PAPER.hosts)
    assert fetch_settings(local, [PAPER]).min_delay == 0


def test_a_host_that_is_led_to_a_public_address_is_still_a_stranger() -> None:
    led = settings(
        '[hosts]\n"www.paper.org" = "127.0.0.1:1"\n"feeds.elsewhere.net" = "93.184.216.34"'
    )
    with pytest.raises(ConfigError, match=r"feeds\.elsewhere\.net"):
        led.require_contact(PAPER.hosts)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("contcat = 'a@b.org'", "contcat: unknown key; did you mean contact?"),
        ("[fetch]\nmin_dealy = 2", "fetch.min_dealy: unknown key; did you mean min_delay?"),
        ("[fetch]\nqqq = 2", "fetch.qqq: unknown key; known are min_delay, "),
        ("fetch.min_delay = '2'", "fetch.min_delay: should be a valid number"),
        ("fetch.min_delay = -1", "greater than or equal to 0; it is the least seconds"),
        ("fetch.min_delay = nan", "fetch.min_delay: should be a finite number"),
        ("fetch.retries = true", "fetch.retries: should be a valid integer"),
        ("fetch.concurrency = 0", "greater than or equal to 1"),
        ("fetch.deadline = 0", "fetch.deadline: should be greater than 0"),
        ("fetch = 3", "fetch: "),
        ("contact = 'nobody'", "contact: write a mail address or an https:// page"),
        ("contact = 'a@b.org (x'", "contact: write"),
        ("contact = 'http://plain.org/'", "contact: write"),
        ("time_zone = 'Europe/Kiew'", "'Europe/Kiew' is no time zone; did you mean Europe/"),
        ("time_zone = 'Europe'", "'Europe' is no time zone"),
        ("time_zone = ''", "is no time zone"),
        ("time_zone = '../etc/passwd'", "is no time zone"),
        ("[hosts]\n'Press.local' = '127.0.0.1:1'", "hosts.Press.local: 'Press.local' is no host"),
        ("[hosts]\n'press.local:80' = '127.0.0.1:1'", "without port"),
        ("[hosts]\n'press.local' = 'localhost:1'", "write it like 127.0.0.1:8000"),
        ("[signals]\ntdm = 'ignore'", "signals.tdm: should be 'obey' or 'record'"),
        ("[storage]\nmin_free_mb = 0", "storage.min_free_mb: should be greater than 0"),
        ("contact = ", "no TOML: "),
        ("a = 1\na = 2", "no TOML: "),
    ],
)
def test_a_wrong_setting_is_named_with_file_key_and_remedy(text: str, says: str) -> None:
    assert says in fault(text)


def test_several_faults_are_all_named_in_one_line() -> None:
    assert "(also wrong: operator, fetch.retries)" in fault(
        "contact = 'x'\noperator = ''\nfetch.retries = -1"
    )


def test_a_file_that_is_not_utf8_or_far_too_large_is_refused() -> None:
    with pytest.raises(ConfigError, match="not UTF-8 at byte 1"):
        parse_toml(b"a\xff = 1", "x.toml")
    with pytest.raises(ConfigError, match="larger than"):
        parse_toml(b"#" * 300_000, "x.toml")


def test_a_mark_at_the_start_of_the_file_does_no_harm() -> None:
    assert parse_toml(b"\xef\xbb\xbfa = 1", "x.toml") == {"a": 1}


def test_deep_nesting_is_an_error_and_no_crash() -> None:
    with pytest.raises(ConfigError, match="no TOML"):
        parse_toml(b"a = " + b"[" * 100_000, "x.toml")


@given(st.binary(max_size=300))
def test_no_bytes_give_anything_but_settings_or_a_config_error(content: bytes) -> None:
    message = ""
    try:
        validated(Settings, parse_toml(content, "sitrep.toml"), "sitrep.toml")
    except ConfigError as error:
        message = str(error)
    assert message == "" or message.startswith("sitrep.toml: ")


SECRET = "sk-4f0c2d1e9ab8"  # noqa: S105 - a stand-in


@pytest.mark.parametrize(
    "text",
    [
        f"[logins.bbc-news]\nCookie = '{SECRET}'",
        f"[logins.bbc-news]\nCookie = ['{SECRET}']",
        f"[heartbeat]\nurl = 'ftp://x/{SECRET}'",
        f"[heartbeat]\nurl = ['{SECRET}']",
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(text: str) -> None:
    message = fault(text)
    assert SECRET not in message
    assert text[1:5] in message


def test_an_error_carries_no_trace_of_the_file_for_a_debugger_to_print() -> None:
    with pytest.raises(ConfigError) as caught:
        settings(f"[logins.bbc-news]\nCookie = '{SECRET}'")
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


LOGIN = settings("contact = 'desk@paper.org'\n[logins.paper]\nCookie = 'env:PAPER_COOKIE'")


def test_a_login_goes_to_the_sources_own_hosts_only() -> None:
    told = fetch_settings(LOGIN, [PAPER], environ={"PAPER_COOKIE": SECRET})
    assert told.secrets == {"www.paper.org": {"Cookie": SECRET}}
    assert SECRET not in repr(LOGIN)


def test_a_login_whose_variable_is_missing_stops_the_run_by_name() -> None:
    with pytest.raises(ConfigError, match=r"logins\.paper\.Cookie: .* PAPER_COOKIE is not set"):
        fetch_settings(LOGIN, [PAPER], environ={})


def test_a_login_for_a_source_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "sitrep.toml").write_text("[logins.bbc-newz]\nCookie = 'env:X'")
    with pytest.raises(ConfigError, match=r"logins\.bbc-newz: no such source"):
        load_settings(tmp_path)


def test_a_heartbeat_address_may_come_from_the_environment() -> None:
    hidden = settings("[heartbeat]\nurl = 'env:PING'")
    assert heartbeat_url(hidden, {"PING": "https://ping.paper.org/1"}) == "https://ping.paper.org/1"
    assert heartbeat_url(settings("[heartbeat]\nurl = 'https://p.org/1'"), {}) == "https://p.org/1"
    assert heartbeat_url(Settings(), {}) is None
    with pytest.raises(ConfigError, match="PING is not set"):
        heartbeat_url(hidden, {})


def test_a_source_may_say_otherwise_about_reservations() -> None:
    eager = PAPER.model_copy(update={"signals": PAPER.signals.model_copy(update={"tdm": "record"})})
    assert Settings().tdm_for(PAPER) == "obey"
    assert Settings().tdm_for(eager) == "record"


def test_further_hosts_are_strangers_too() -> None:
    with pytest.raises(ConfigError, match=r"other\.org is to be asked"):
        fetch_settings(Settings(), [], hosts=["other.org"])
    assert fetch_settings(Settings(), []).user_agent == Settings().user_agent


def test_a_certificate_file_that_is_missing_is_named() -> None:
    missing = settings("contact = 'desk@paper.org'\nfetch.ca_file = '/nowhere/ca.pem'")
    with pytest.raises(ConfigError, match=r"fetch\.ca_file: there is no file /nowhere/ca\.pem"):
        fetch_settings(missing, [PAPER])
