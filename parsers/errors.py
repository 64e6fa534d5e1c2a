"""Every error that sitrep raises on purpose.

    SitrepError
    ├── ConfigError          a setting or a source file is wrong; names file, key and remedy
    ├── ParseError           bytes that cannot be read as what they claim to be
    │   ├── NotAnArticle     a readable page that is no article; carries the kind of page
    │   ├── FeedError        no feed or sitemap can be read from these bytes
    │   └── HttpError        a stored exchange is no HTTP message
    ├── FetchError           a request did not give a response; carries the kind of failure
    │   └── BlockedAddress   the name leads to an address that may not be reached
    ├── ArchiveError         an archive file is damaged or missing
    └── WarehouseError       the database refused
        ├── LockHeld         somebody else writes to this home
        ├── SchemaTooNew     the database was written by a newer sitrep
        └── DiskFull         the night or the migration would not fit on the disk

A library's exception is translated into one of these at the boundary where the library is called.
Messages say what happened and what to do. `exit_code` is what the command line ends with.
"""


class SitrepError(Exception):
    """Base of all expected errors: shown as one line, without a traceback."""

    exit_code = 1


class ConfigError(SitrepError):
    """A setting or a source file is wrong; the message names file, key and remedy."""

    exit_code = 2


class ParseError(SitrepError):
    """Bytes that cannot be read as what they claim to be."""


class NotAnArticle(ParseError):
    """A readable page that is no article.

    `kind` is one of `parsers.records.PageKind`, `reason` says what the page gave away.
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind = kind
        self.reason = reason


class FeedError(ParseError):
    """No feed or sitemap can be read from these bytes."""


class HttpError(ParseError):
    """A stored exchange is no HTTP message."""


class FetchError(SitrepError):
    """A request did not give a response; `kind` is a value of `flows.fetch.records.Failure`."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail


class BlockedAddress(FetchError):
    """The name leads to an address that the configuration does not allow."""

    def __init__(self, detail: str) -> None:
        super().__init__("blocked_address", detail)


class ArchiveError(SitrepError):
    """An archive file is damaged or missing."""

    exit_code = 4


class WarehouseError(SitrepError):
    """The database refused."""

    exit_code = 5


class LockHeld(WarehouseError):
    """Somebody else writes to this home; the message says who."""

    exit_code = 6


class SchemaTooNew(WarehouseError):
    """The database was written by a newer sitrep; the message says which."""


class DiskFull(WarehouseError):
    """The night or the migration would not fit on the disk."""

    exit_code = 7
