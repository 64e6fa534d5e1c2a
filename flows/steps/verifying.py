"""`sitrep verify`: archive and warehouse checked, and mended where that is possible."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from flows.config import home_folder
from parsers.errors import ArchiveError, WarehouseError
from warehouse import state
from warehouse.archive.ledger import captures_in
from warehouse.archive.repair import Recovered
from warehouse.archive.verify import Report, repair, verify
from warehouse.checks import verify_warehouse
from warehouse.connection import connect
from warehouse.home import Home
from warehouse.load import Writer
from warehouse.relocate import follow

_BACKUP = "restore the file from a backup"
_REMEDIES = {
    "open": "the next run finishes it",
    "unknown_capture": "run `sitrep reparse --rebuild`",
    "ledger_mismatch": "run `sitrep verify --repair`: it follows a file that was restored",
    "original_gone": "restore the original's file from a backup",
}
_PASSING = frozenset(("open", "unknown_capture", "staging", "underived", "published", "migrations"))
"""What an ordinary run puts right by itself, or a command that each finding names."""

_ASTRAY = frozenset(("ledger_mismatch", "missing_capture", "unknown_capture"))
"""What a file shows whose captures lie elsewhere than the ledger has them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be: what, where, and what to do about it."""

    part: Literal["archive", "warehouse"]
    kind: str
    subject: str
    detail: str
    remedy: str

    @property
    def passing(self) -> bool:
        """Whether nothing is lost and an ordinary run or command puts it right."""
        return self.kind in _PASSING


@dataclass(frozen=True, slots=True)
class Verification:
    """What was read, what is wrong now, and what a repair did and could not save."""

    files: int
    records: int
    captures: int
    size: int
    faults: tuple[Fault, ...]
    repaired: tuple[Recovered, ...] = ()
    lost: int = 0

    @property
    def exit_code(self) -> int:
        """0 sound; 4 archive damaged; 5 warehouse unsound; 3 something a run will put right."""
        grave = {fault.part for fault in self.faults if not fault.passing}
        if "archive" in grave:
            return ArchiveError.exit_code
        if "warehouse" in grave:
            return WarehouseError.exit_code
        return 3 if self.faults else 0

    @property
    def headline(self) -> str:
        """The result in one line."""
        read = f"{self.files} files, {self.captures} captures, {self.size / 1e6:,.1f} MB read"
        done = f", {len(self.repaired)} files repaired" if self.repaired else ""
        lost = f", {self.lost} captures lost" if self.lost else ""
        return f"{read}{done}{lost}: {len(self.faults) or 'no'} faults"


def run_verify(*, mend: bool = False, wait_seconds: float = 0) -> Verification:
    """Reads the whole archive and asks the warehouse, under the home's lock.

    `mend` repairs what can be repaired and keeps every byte that it takes away, then looks again.
    Raises LockHeld, DiskFull, ConfigError; damage is no error but a fault in the report.
    """
    home = Home(home_folder())
    with home.lock("sitrep verify", wait_seconds):
        report = _read_archive(home)
        repaired, lost = _mend(home, report) if mend and not report.good else ((), 0)
        if mend and not report.good:
            report = _read_archive(home)
        faults = (*_archive_faults(report), *_warehouse_faults(home))
    counts = (report.files, report.records, report.captures, report.size)
    return Verification(*counts, faults, repaired, lost)


def _read_archive(home: Home) -> Report:
    if not home.warehouse.is_file():
        return verify(home.archive)
    with closing(connect(home.warehouse)) as connection:
        return verify(home.archive, state.archive_ledger(connection))


def _mend(home: Home, report: Report) -> tuple[tuple[Recovered, ...], int]:
    """Repairs files, then tells the ledger where their captures are; gives how many are lost."""
    done = repair(home.archive, report)
    moved: dict[str, str | None] = {
        one.file: None for one in report.problems if one.kind in _ASTRAY
    }
    moved |= {one.file: one.kept for one in done if one.kept}
    if not moved or not home.warehouse.is_file():
        return done, 0
    gone = {one.file for one in done if one.how == "removed"}
    lost = 0
    with Writer.open(home) as writer:
        for file, kept in moved.items():
            there = () if file in gone else captures_in(home.archive, file)
            lost += follow(writer.connection, file, there, kept)
    return done, lost


def _archive_faults(report: Report) -> Iterator[Fault]:
    for one in report.problems:
        where = f"{one.file} at {one.offset}" if one.offset else one.file
        remedy = _REMEDIES.get(one.kind, _BACKUP)
        remedy = "run `sitrep verify --repair`" if one.repairable else remedy
        yield Fault("archive", one.kind, where, one.detail, remedy)


def _warehouse_faults(home: Home) -> Iterator[Fault]:
    for one in verify_warehouse(home):
        yield Fault("warehouse", one.kind, one.name, one.detail, one.remedy)
