"""What the archive remembers of why a capture was made: the metadata record beside it.

With it a capture that the warehouse does not know (a crash between archive and ledger, a warehouse
rebuilt from nothing) gets exactly the rows it would have had.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flows.fetch.records import Failure, FetchResult, Outcome, Purpose
from parsers.records import Link
from warehouse.archive.records import Json


@dataclass(frozen=True, slots=True)
class CaptureContext:
    """Why and how one capture was made; hop 0 is the address that was asked for.

    `is_answer` tells the last hop, whose capture the fetch's outcome speaks of, with its `failure`,
    `detail` and `problems`. `link` is what the feed said of the page, for articles.
    """

    night: datetime
    source: str
    purpose: Purpose
    requested: str
    hop: int
    is_answer: bool
    outcome: Outcome
    attempts: int
    found_in: str | None = None
    link: Link | None = None
    failure: Failure | None = None
    detail: str | None = None
    problems: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """The context as JSON values."""
        values: dict[str, Any] = asdict(self)
        values |= {"night": self.night.isoformat(), "problems": list(self.problems)}
        if self.link is not None:
            values["link"] = {key: _plain(value) for key, value in asdict(self.link).items()}
        return values

    @classmethod
    def from_json(cls, stored: Mapping[str, Json]) -> "CaptureContext":
        """The context of a metadata record; KeyError or ValueError when it is not one of ours."""
        values: dict[str, Any] = {key: stored[key] for key in cls.__dataclass_fields__}
        values["night"] = datetime.fromisoformat(values["night"])
        values["problems"] = tuple(values["problems"])
        link = values["link"]
        if link is not None:
            times = {name: _time(link.get(name)) for name in ("published_at", "modified_at")}
            values["link"] = Link(**{**link, **times})
        return cls(**values)


def contexts(
    result: FetchResult, night: datetime, link: Link | None = None
) -> list[CaptureContext]:
    """One context for each exchange of a result, in their order."""
    request, last = result.request, len(result.exchanges) - 1
    return [
        CaptureContext(
            night=night,
            source=request.source,
            purpose=request.purpose,
            requested=request.url,
            hop=hop,
            is_answer=hop == last,
            outcome=result.outcome,
            attempts=result.attempts,
            found_in=link.found_in if link else None,
            link=link,
            failure=result.failure,
            detail=result.detail,
            problems=result.problems,
        )
        for hop in range(len(result.exchanges))
    ]


def _plain(value: object) -> Json:
    if isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, str):
        return value
    return str(value)


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
