"""Values that stand in settings and source files: checked when read, explained when wrong.

Every check raises ValueError with what is wrong and what to write instead; `flows.config.reading`
puts file and key in front. Secrets are never repeated in a message.
"""

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

import pycountry
import re2
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict

from flows.fetch.addresses import parse_endpoint
from parsers.web.urls import host_of, normalise

PLACEHOLDERS = frozenset(("yyyy", "mm", "dd", "m", "d", "page"))
"""What `parsers.web.listings.dated_address` fills in."""

_MAX_PATTERN = 300
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# BCP 47 (RFC 5646) as far as news needs it: language, script, region.
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_MAIL = re.compile(r"[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
_VARIABLE = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]*)")
_HEADER = re.compile(r"[A-Za-z0-9-]+")


class Record(BaseModel):
    """What is read from a file: frozen, without unknown keys, silent about its input."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def http_url(text: str) -> str:
    """The address as the house writes it; http or https, with a host, without credentials."""
    address = normalise(text) if "{" not in text else None
    if address is None:
        raise ValueError(
            f"{text!r} is no address that can be fetched; "
            "write http:// or https://, a host and no user name"
        )
    return address


def url_template(text: str) -> str:
    """An address with {yyyy}, and other `PLACEHOLDERS` where they are needed; kept as written."""
    used = set(_PLACEHOLDER.findall(text))
    if unknown := used - PLACEHOLDERS:
        raise ValueError(f"unknown placeholder {{{min(unknown)}}}; use {{yyyy}}, {{mm}}, {{dd}}")
    if "yyyy" not in used:
        raise ValueError("an address by date needs {yyyy}; without a date it belongs in `sitemaps`")
    http_url(_PLACEHOLDER.sub("1", text))
    return text


def pattern(text: str) -> str:
    """A regular expression in RE2's syntax, whose time is linear in the address.

    RE2 has no look-around and no back references, and so nothing that could run for ever:
    https://github.com/google/re2/wiki/Syntax
    """
    if not text or len(text) > _MAX_PATTERN:
        raise ValueError(f"a pattern has 1 to {_MAX_PATTERN} characters; use several short ones")
    try:
        compiled(text)
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if error.args else "not readable"
        raise ValueError(
            f"{text!r} is no pattern: {reason}; escape what is meant literally, and do without "
            "look-around and back references"
        ) from None
    return text


@lru_cache(maxsize=1024)
def compiled(text: str) -> "re2._Regexp":
    """The pattern made ready; re2.error where it cannot be one."""
    options = re2.Options()
    options.log_errors = False
    return re2.compile(text, options)


def source_name(text: str) -> str:
    """A name of small letters, digits and single hyphens: it names files and folders."""
    if not _NAME.fullmatch(text) or len(text) > 60:  # noqa: PLR2004 - room for suffixes in paths
        raise ValueError(f"{text!r} is no name of a source; use a-z, 0-9 and hyphens, at most 60")
    return text


def country(text: str) -> str:
    """An ISO 3166-1 alpha-3 code, or XKX for Kosovo, which has none of its own."""
    found = pycountry.countries.get(alpha_3=text)  # which does not mind small letters
    if text != "XKX" and (found is None or found.alpha_3 != text):
        raise ValueError(f"{text!r} is no ISO 3166-1 alpha-3 code; three capitals, such as UKR")
    return text


def language(text: str) -> str:
    """A BCP 47 tag whose language is in ISO 639, in two letters where ISO 639-1 has it."""
    found = _LANGUAGE.fullmatch(text)
    code = found[1] if found else ""
    known = pycountry.languages.get(**{f"alpha_{len(code)}": code}) if code else None
    if known is None:
        raise ValueError(f"{text!r} is no language tag; write en, uk, pt-BR or zh-Hant")
    if len(code) > 2 and (short := getattr(known, "alpha_2", None)):  # noqa: PLR2004 - ISO 639-1
        raise ValueError(f"{text!r} has a two-letter code; write {short}")
    return text


def time_zone(text: str) -> str:
    """A name of the time zone database, such as Europe/Kyiv; UTC is one."""
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # a folder of the database is an OSError
        near = get_close_matches(text, available_timezones(), 1, 0.5)
        hint = f"; did you mean {near[0]}?" if near else "; write UTC or a name like Europe/Kyiv"
        raise ValueError(f"{text!r} is no time zone{hint}") from None
    return text


def contact(text: str) -> str:
    """A mail address or an https page: it goes out with every request."""
    page = normalise(text) if text.isascii() and text.startswith("https://") else None
    if not page and not _MAIL.fullmatch(text):
        raise ValueError("write a mail address or an https:// page where you can be reached")
    return page or text


def host(text: str) -> str:
    """A host name in lower case and punycode, without port."""
    if ":" in text or "/" in text or host_of(f"http://{text}/") != text:
        raise ValueError(f"{text!r} is no host name; write it in small letters, without port")
    return text


def endpoint(text: str) -> str:
    """An address of a machine: "ip", "ip:port" or "[ip6]:port"."""
    try:
        parse_endpoint(text, 80)
    except ValueError:
        raise ValueError(f"{text!r} is no address; write it like 127.0.0.1:8000") from None
    return text


def variable(text: str) -> str:
    """`env:NAME`: where a secret is. The secret itself in its place is refused, unrepeated."""
    if not _VARIABLE.fullmatch(text):
        raise ValueError(
            "secrets do not belong in this file; set an environment variable and write env:NAME"
        )
    return text


def header(text: str) -> str:
    """The name of an HTTP header."""
    if not _HEADER.fullmatch(text):
        raise ValueError(f"{text!r} is no header; write a name such as Cookie or Authorization")
    return text


def ping_address(text: str) -> str:
    """An address to call, or `env:NAME`; never repeated, since such addresses hold a key."""
    if not _VARIABLE.fullmatch(text) and normalise(text) is None:
        raise ValueError("this is no http(s) address; write one, or env:NAME to keep it out")
    return text


Text = Annotated[str, Field(min_length=1, max_length=300)]
Url = Annotated[str, AfterValidator(http_url)]
UrlTemplate = Annotated[str, AfterValidator(url_template)]
Pattern = Annotated[str, AfterValidator(pattern)]
SourceName = Annotated[str, AfterValidator(source_name)]
Country = Annotated[str, AfterValidator(country)]
Language = Annotated[str, AfterValidator(language)]
TimeZone = Annotated[str, AfterValidator(time_zone)]
Contact = Annotated[str, AfterValidator(contact)]
Host = Annotated[str, AfterValidator(host)]
Endpoint = Annotated[str, AfterValidator(endpoint)]
Variable = Annotated[str, AfterValidator(variable)]
Header = Annotated[str, AfterValidator(header)]
PingAddress = Annotated[str, AfterValidator(ping_address)]

# Strict: "3" is no number and true is not 1. Upper bounds catch a wrong unit.
Switch = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=0, le=1_000_000)]
Several = Annotated[int, Strict(), Field(ge=1, le=1_000_000)]
Seconds = Annotated[float, Strict(), Field(ge=0, le=86_400, allow_inf_nan=False)]
Timeout = Annotated[float, Strict(), Field(gt=0, le=3_600, allow_inf_nan=False)]
Megabytes = Annotated[float, Strict(), Field(gt=0, le=100_000_000, allow_inf_nan=False)]
Share = Annotated[float, Strict(), Field(ge=0, le=1, allow_inf_nan=False)]
