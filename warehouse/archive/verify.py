"""Checks the archive byte by byte: members, records, digests, index, and the ledger against it.

Nothing is changed; `repair` does what can be done about a report.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Literal, Protocol

from parsers.errors import ArchiveError, HttpError
from parsers.ids import stable_id
from parsers.web.http import parse_response
from warehouse.archive.cdxj import cdxj_line, index_path, index_text
from warehouse.archive.files import archive_files, is_in_use, locate, open_files
from warehouse.archive.ledger import captures_from
from warehouse.archive.members import Damage, Member, walk
from warehouse.archive.records import StoredCapture
from warehouse.archive.repair import Recovered, mend, rebuild_index, recover
from warehouse.archive.warc import Record, parse_record, sha1_digest

ProblemKind = Literal[
    "open",  # a file that a dead writer left behind
    "torn",  # an incomplete member at the end
    "zeros",  # zero bytes at the end, as a loss of power leaves them
    "damaged",  # bytes in the middle that are no member; also an append after a torn tail
    "no_record",  # a whole member that holds no WARC record
    "block_digest",  # a record's block is not what its digest says
    "payload_digest",  # a response's payload is not what its digest says
    "no_metadata",  # a capture without its context
    "index",  # the index is missing or says something else than the file
    "unreadable",  # the operating system does not give the file's bytes
    "missing_file",  # the ledger names a file that is not there
    "missing_capture",  # the ledger is ahead of the file
    "unknown_capture",  # the file is ahead of the ledger
    "ledger_mismatch",  # both know the capture and say different things of it
    "original_gone",  # a revisit whose original is nowhere in the archive
]


class LedgerEntry(Protocol):
    """What the ledger must know of a capture; `StoredCapture` does."""

    @property
    def offset(self) -> int:
        """Where the capture's member begins."""

    @property
    def length(self) -> int:
        """The bytes of the capture's member."""

    @property
    def payload_digest(self) -> str:
        """The payload's digest as in `StoredCapture`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be; `repairable` by `repair`."""

    file: str
    offset: int
    kind: ProblemKind
    detail: str
    repairable: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification read and found."""

    files: int
    records: int
    captures: int
    size: int
    problems: tuple[Problem, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(slots=True)
class _Findings:
    """The report in the making."""

    root: Path
    files: int = 0
    records: int = 0
    captures: int = 0
    size: int = 0
    problems: list[Problem] = field(default_factory=list)
    # Sixteen hexadecimal digits' worth of each id: about 70 MB of memory per million captures.
    seen: set[int] = field(default_factory=set)
    wanted: list[StoredCapture] = field(default_factory=list)

    def add(self, file: str, offset: int, kind: ProblemKind, detail: str) -> None:
        self.problems.append(Problem(file, offset, kind, detail, kind in _REPAIRABLE))


_REPAIRABLE: frozenset[ProblemKind] = frozenset(
    ("open", "torn", "zeros", "damaged", "no_record", "index")
)
_MENDED: frozenset[ProblemKind] = frozenset(("torn", "zeros", "damaged", "no_record"))


def verify(root: Path, ledger: Mapping[str, Iterable[LedgerEntry]] | None = None) -> Report:
    """Reads the whole archive and compares it with `ledger` (its entries by file), if given.

    Files of living writers are passed over. Beside a run that is under way, captures that it has
    not loaded yet are reported as unknown to the ledger.
    """
    found = _Findings(root)
    for file in archive_files(root):
        try:
            _verify_file(found, file, ledger)
        except (ArchiveError, OSError) as error:
            found.add(file, 0, "unreadable", str(error))
    for path in open_files(root):
        if not is_in_use(path):
            name = path.relative_to(root).as_posix()
            found.add(name, 0, "open", "left open by a writer that died")
    for file in ledger or ():
        _verify_presence(found, file)
    for capture in found.wanted:
        if stable_id(capture.refers_to) not in found.seen:
            detail = f"the original {capture.refers_to} of a revisit is gone"
            found.add(capture.file, capture.offset, "original_gone", detail)
    return Report(found.files, found.records, found.captures, found.size, tuple(found.problems))


def repair(root: Path, report: Report) -> tuple[Recovered, ...]:
    """Does what can be done about `report`; verify again to see what is left.

    Where a file was rewritten its captures have new offsets: the ledger takes them over from
    `captures_in`, matched by record id.
    """
    done: list[Recovered] = []
    if any(problem.kind == "open" for problem in report.problems):
        done += recover(root)
    mended = sorted({p.file for p in report.problems if p.kind in _MENDED})
    for file in mended:
        result = mend(root, file)
        if result:
            done.append(result)
    for file in sorted({p.file for p in report.problems if p.kind == "index"} - set(mended)):
        done.append(Recovered(file, "indexed", rebuild_index(root, file)))
    return tuple(done)


def _verify_file(
    found: _Findings, file: str, ledger: Mapping[str, Iterable[LedgerEntry]] | None
) -> None:
    path = locate(found.root, file)
    found.files += 1
    found.size += path.stat().st_size
    entries: dict[int, LedgerEntry] = {}
    if ledger is not None:
        entries = {entry.offset: entry for entry in ledger.get(file, ())}
    waiting: dict[str, StoredCapture] = {}
    captures = captures_from(_checked_records(found, path, file), file, waiting)
    lines = []
    # The orphans are known only when all of the file is read, which `chain` waits for.
    for capture in chain(captures, waiting.values()):
        found.captures += 1
        lines.append(cdxj_line(capture))
        found.seen.add(stable_id(capture.record_id))
        if capture.refers_to:
            found.wanted.append(capture)
        if capture.record_id in waiting:
            found.add(file, capture.offset, "no_metadata", "the capture's metadata record is gone")
        if ledger is not None:
            _compare(found, capture, entries.pop(capture.offset, None))
    for offset in sorted(entries):
        found.add(file, offset, "missing_capture", "the ledger knows a capture that is not here")
    _verify_index(found, path, file, index_text(lines))


def _checked_records(found: _Findings, path: Path, file: str) -> Iterator[tuple[Member, Record]]:
    for part in walk(path):
        if isinstance(part, Damage):
            found.add(file, part.offset, part.kind, f"{part.length} bytes are no whole record")
            continue
        try:
            record = parse_record(part.data)
        except ArchiveError as error:
            found.add(file, part.offset, "no_record", str(error))
            continue
        found.records += 1
        _check_digests(found, file, part.offset, record)
        yield part, record


def _check_digests(found: _Findings, file: str, offset: int, record: Record) -> None:
    said = record.field("WARC-Block-Digest")
    if said != sha1_digest(record.block):
        found.add(file, offset, "block_digest", f"the {record.type} record is not what {said} says")
    if record.type != "response":
        return
    said = record.field("WARC-Payload-Digest")
    try:
        payload = parse_response(record.block).payload
    except HttpError as error:
        found.add(file, offset, "payload_digest", str(error))
        return
    if said != sha1_digest(payload):
        found.add(file, offset, "payload_digest", f"the payload is not what {said} says")


def _compare(found: _Findings, capture: StoredCapture, entry: LedgerEntry | None) -> None:
    if entry is None:
        detail = "the ledger does not know this capture"
        found.add(capture.file, capture.offset, "unknown_capture", detail)
        return
    for name in ("length", "payload_digest"):
        ours, theirs = getattr(capture, name), getattr(entry, name)
        if ours != theirs:
            detail = f"{name} is {ours} in the file and {theirs} in the ledger"
            found.add(capture.file, capture.offset, "ledger_mismatch", detail)


def _verify_index(found: _Findings, path: Path, file: str, expected: bytes) -> None:
    index = index_path(path)
    if not index.is_file():
        found.add(file, 0, "index", "the index is missing")
    elif index.read_bytes() != expected:
        found.add(file, 0, "index", "the index does not say what is in the file")


def _verify_presence(found: _Findings, file: str) -> None:
    try:
        locate(found.root, file)
    except ArchiveError as error:
        found.add(file, 0, "missing_file", str(error))
