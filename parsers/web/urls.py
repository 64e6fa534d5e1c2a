"""Addresses: the one that is fetched, the key that says "same article", the key of the index.

Three forms are kept apart. `normalise` gives what is fetched: the WHATWG reading of the address,
nothing taken away but the fragment. `url_key` gives what is compared: forms of one article lead
to one key, and the key is never fetched. `surt` gives what CDXJ indexes are sorted by.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote

from ada_url import URL

from parsers.web.tracking import is_tracking

URL_RULES_VERSION = 1
"""Version of everything that `url_key` does, stored beside the keys.

Rules or the list in `parsers.web.tracking` changed? Raise it: old keys then count as stale.
"""

MAX_URL = 4096
"""Longest address in characters; sitemaps.org allows 2,048, servers rarely take more than 8,000."""

# Addresses that the WHATWG parser would return unchanged: seven times cheaper than asking it.
# Whatever it would touch (ports, escapes, dot segments, punycode, digits as last label) is left
# out; a property test compares the two ways.
_ALREADY_NORMAL = re.compile(
    r"https?://(?!\S*/\.)(?!\S*xn--)(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,24}"
    r"/[A-Za-z0-9/_.~,;:@!$&()*+=-]*(?:\?[A-Za-z0-9/_.~,;:@!$&()*+=?-]+)?"
)


def normalise(url: str, base: str | None = None) -> str | None:
    """The address as a browser would ask for it, or None where it cannot be one.

    Relative addresses are resolved against `base`. Only http and https, no fragment. Addresses
    with credentials are refused: they have no place in an archive. Idempotent; never raises.
    """
    if len(url) > MAX_URL:
        return None
    if _ALREADY_NORMAL.fullmatch(url):
        return url
    parsed = _parse(url, base)
    return parsed.href if parsed and len(parsed.href) <= MAX_URL else None


def resolve(base: str, link: str) -> str | None:
    """`link` as found on the page `base`, absolute and normalised, or None."""
    return normalise(link, base)


def host_of(url: str) -> str:
    """host[:port] in lower case and punycode, without a default port; "" where there is none."""
    parsed = _parse(url)
    return parsed.host if parsed else ""


def site_of(url: str) -> str:
    """The registrable domain, nearly: two labels, or three under endings such as co.uk.

    A rule of thumb without the public suffix list, good enough to tell a publisher's own hosts
    from strangers. Numeric addresses and single names are given as they are, ports left out.
    """
    parsed = _parse(url)
    if parsed is None:
        return ""
    host = parsed.hostname
    labels = host.split(".")
    if host.startswith("[") or labels[-1].isdigit():
        return host
    return ".".join(labels[-_suffix_length(labels) - 1 :])


def url_key(url: str) -> str:
    """The key that all forms of one article's address share.

    http and https, `www.`, default ports, a trailing slash, the order of the query, tracking
    parameters, session ids and the AMP, mobile and print forms make no difference. Names of index
    pages are not guessed. What is no address is given back unchanged. Idempotent; never raises.
    Not for fetching.
    """
    parsed = _parse(url)
    if parsed is None:
        return url
    host = _key_host(parsed.hostname, has_path=parsed.pathname != "/")
    port = f":{parsed.port}" if parsed.port not in ("", "80", "443") else ""
    query = _key_query(parsed.search[1:])
    return f"https://{host}{port}{_key_path(parsed.pathname)}{'?' if query else ''}{query}"


def surt(url: str) -> str:
    """The sort-friendly form that CDXJ files are keyed by: `com,example)/path?query`.

    Follows the `surt` package that web archives use: lower case, no `www`, no default port,
    sorted query, no trailing slash, no session id. What is no address is given back unchanged.
    """
    parsed = _parse(url)
    if parsed is None:
        return url
    host = re.sub(r"^www\d*\.(?=.)", "", parsed.hostname)
    labels = [host.strip("[]")] if host.startswith("[") else host.split(".")[::-1]
    port = f":{parsed.port}" if parsed.port else ""
    path = re.sub(r"/{2,}", "/", _plain_escapes(_SESSION.sub("", parsed.pathname)))
    query = "&".join(sorted(parsed.search[1:].split("&")))
    tail = f"{path.rstrip('/') or '/'}{'?' if query else ''}{query}"
    return f"{','.join(labels)}{port}){tail.lower()}"


def _parse(url: str, base: str | None = None) -> URL | None:
    """The parsed address without fragment, or None: unparsable, not http(s), or credentials."""
    try:
        parsed = URL(url, base)
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:") or parsed.username or parsed.password:
        return None
    del parsed.hash
    return parsed


# Second-level labels under which names are registered in many countries.
_SECOND_LEVEL = re.compile(
    r"ac|asso|com?|edu|gob?|gouv|gov|gub|gv|in|info|ltd|mil|net?|nic|nom|org?|plc|press|sch|web"
)


def _suffix_length(labels: list[str]) -> int:
    """How many labels at the end are a public suffix, by rule of thumb."""
    country = len(labels) > 1 and len(labels[-1]) == 2  # noqa: PLR2004 - ISO country codes
    return 2 if country and _SECOND_LEVEL.fullmatch(labels[-2]) else 1


_VARIANT_HOSTS = ("www", "amp", "m", "mobile")


def _key_host(host: str, *, has_path: bool) -> str:
    """The host without `www.`, and for pages below the root without `amp.`, `m.`, `mobile.`.

    Only where a registrable name remains: `m.com.br` and `amp.dev` are sites of their own.
    """
    labels = host.split(".")
    folded = _VARIANT_HOSTS if has_path else _VARIANT_HOSTS[:1]
    while labels[0] in folded and len(labels) - 1 > _suffix_length(labels):
        labels = labels[1:]
    return ".".join(labels)


_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
# "/amp" and "/print" after a segment that looks like an article: it has a digit or a hyphen.
_VARIANT_SUFFIX = re.compile(r"(?<=/)([^/]*[0-9-][^/]*)/(?:amp|print)$", re.IGNORECASE)
_AMP_ENDING = re.compile(r"(?<=[^/])\.amp(?=\.html?$|$)", re.IGNORECASE)


def _key_path(path: str) -> str:
    """The path without session id, AMP or print ending and trailing slash."""
    path = _plain_escapes(_SESSION.sub("", path))
    path = _until_stable(_fold_path_once, path)
    return path or "/"


def _fold_path_once(path: str) -> str:
    path = _AMP_ENDING.sub("", _VARIANT_SUFFIX.sub(r"\1", path.rstrip("/")))
    # What was taken away may leave "." or ".." as a segment, which means another path.
    return URL(f"http://a{path}").pathname if "/." in path else path


def _until_stable(step: Callable[[str], str], value: str) -> str:
    while (after := step(value)) != value:
        value = after
    return value


_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9_~-]")


def _plain_escapes(text: str) -> str:
    """Escapes in upper case, needless ones undone (RFC 3986 section 6.2.2), dots left alone."""
    return _ESCAPE.sub(_plain_escape, text)


def _plain_escape(match: re.Match[str]) -> str:
    letter = chr(int(match[0][1:], 16))
    return letter if _UNRESERVED.fullmatch(letter) else match[0].upper()


def _key_query(query: str) -> str:
    """The query sorted, without tracking parameters and switches for AMP or print."""
    kept = [part for part in map(_plain_escapes, query.split("&")) if part and not _is_noise(part)]
    return "&".join(sorted(kept))


_VARIANT_SWITCHES = frozenset(
    f"{name}={value}"
    for name, values in {
        "amp": ("", "1", "true"),
        "outputtype": ("amp",),
        "output": ("amp",),
        "print": ("", "1", "true", "yes"),
        "view": ("print", "amp"),
        "m": ("1",),
        "mobile": ("1", "true"),
    }.items()
    for value in values
)


def _is_noise(part: str) -> bool:
    name, _, value = part.partition("=")
    name = unquote(name).lower().removeprefix("amp;")
    return is_tracking(name) or f"{name}={value.lower()}" in _VARIANT_SWITCHES
