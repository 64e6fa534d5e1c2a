"""What live checks of sources found, kept in `checks/<name>.json` of the home folder."""

import os
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, ValidationError

from flows.config.values import Record, SourceName
from parsers.errors import ConfigError

Level = Literal["ok", "warn", "fail"]


class Finding(Record):
    """One thing that a check looked at: what was seen, and what to do about it if anything."""

    level: Level
    what: str
    remedy: str = ""


class CheckReport(Record):
    """What a live check of one source found. Only "fail" keeps a source out of the nights."""

    source: SourceName
    checked_at: AwareDatetime
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether something was looked at and nothing failed."""
        return bool(self.findings) and all(one.level != "fail" for one in self.findings)


class StoredCheck(Record):
    """A report as kept: it holds for the file with this digest and no other."""

    checked_at: AwareDatetime
    passed: bool
    digest: str
    findings: tuple[Finding, ...]


def read_check(home: Path, name: str) -> StoredCheck | None:
    """The last check of a source; None where there is none or it cannot be read."""
    try:
        return StoredCheck.model_validate_json(_path(home, name).read_bytes())
    except (OSError, ValidationError):
        return None


def write_check(home: Path, digest: str, report: CheckReport) -> Path:
    """Keep a report for the file with this digest; written beside and renamed, never half."""
    stored = StoredCheck(
        checked_at=report.checked_at,
        passed=report.passed,
        digest=digest,
        findings=report.findings,
    )
    path = _path(home, report.source)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(stored.model_dump_json(indent=2) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be written ({error.strerror}); check the folder"
        ) from None
    return path


def _path(home: Path, name: str) -> Path:
    return home / "checks" / f"{name}.json"
