"""What an address says of the kind of its page."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from parsers.web import urls

_LONGEST = 2000
_TOLD = 80
_LIST = re.compile(
    r"^/(?:(?:tags?|topics?|categor(?:y|ies)|authors?|sections?|search|themen?|autor|rubrik|"
    r"kategorie|tema|etiqueta|label|people)/[^/]+/?)?(?:[a-z]{2}/?)?$",
    re.IGNORECASE,
)
_DISCUSSION = re.compile(
    r"/(?:threads?|questions|topic|forums?|t)/[^/?#]*\d|showthread|viewtopic|viewthread",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)
def host_of(url: str) -> str:
    """The host of an address in lower case, as `parsers.web.urls` has it: asked several times."""
    return urls.host_of(url)


def is_list(url: str | None) -> bool:
    """Whether an address is that of a front page, a tag, a section or an author's page."""
    path = _path(url)
    return path is not None and _LIST.match(path) is not None


def is_discussion(url: str | None) -> bool:
    """Whether an address is that of a thread or a question."""
    return _DISCUSSION.search((url or "")[:_LONGEST]) is not None


def path_of(url: str | None) -> str:
    """The beginning of an address's path, to be told in a message; "/" where there is none."""
    try:
        path = urlsplit((url or "")[:_LONGEST]).path
    except ValueError:
        path = ""
    return path[:_TOLD] or "/"


def _path(url: str | None) -> str | None:
    """The path of an address without query; None with one: it may mean anything."""
    if not url:
        return None
    try:
        parts = urlsplit(url[:_LONGEST])
    except ValueError:
        return None
    return parts.path if not parts.query else None
