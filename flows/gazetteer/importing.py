"""Makes the index file from a GeoNames dump: a country's file, allCountries.txt, or their zips."""

import heapq
import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from parsers.errors import ConfigError
from parsers.gazetteer import Entry, Gazetteer, fold
from parsers.gazetteer.dump import DumpPlace, Problem, read_line
from parsers.gazetteer.index import HEADER, line_of

_CHUNK = 500_000
"""Lines sorted in memory at a time: about 100 MB."""
_LONGEST = 65_536
"""Characters of a line; GeoNames' longest have 15,000."""
_MANY_CODES = 2


@dataclass(slots=True)
class ImportReport:
    """What became of the dump's lines.

    `problems` counts the lines that are no place by why, `first` has the number of the first line
    of each kind.
    """

    places: int = 0
    names: int = 0
    left_out: int = 0
    problems: Counter[Problem] = field(default_factory=Counter)
    first: dict[Problem, int] = field(default_factory=dict)


def import_dump(
    dump: Path, target: Path, gazetteer: Gazetteer, admin1: Path | None = None
) -> ImportReport:
    """Reads the dump and replaces the index at `target` when all is written.

    `admin1` is GeoNames' admin1CodesASCII.txt, for names of regions that the dump lacks. Lines
    that are no place are counted; ConfigError where no line is one, or a file cannot be read.
    """
    report = ImportReport()
    codes = _region_codes(dump, gazetteer)
    names = _region_names(admin1) if admin1 is not None else {}
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        parts = _sorted_parts(_lines(dump, gazetteer, codes, names, report), Path(folder))
        if not report.places:
            raise ConfigError(
                f"{dump}: no line is a place of GeoNames (19 columns divided by tabs); give "
                "allCountries.txt, a country's file, or its zip"
            )
        draft = Path(folder) / "index"
        _merge(parts, draft)
        draft.replace(target)
    return report


def _lines(
    dump: Path,
    gazetteer: Gazetteer,
    codes: dict[str, str],
    names: dict[str, str],
    report: ImportReport,
) -> Iterator[bytes]:
    regions: dict[str, Entry] = {}
    for place in _places(dump, gazetteer, report):
        region = codes.get(place.admin1) or _own_code(place.admin1)
        entry = Entry(
            place.entry.kind, place.entry.id, place.entry.name, place.entry.country,
            place.entry.latitude, place.entry.longitude, place.entry.population, region,
        )  # fmt: skip
        if entry.kind == "region" or place.admin1 not in regions:
            regions[place.admin1] = entry
        report.places += 1
        for key in place.keys:
            report.names += 1
            yield line_of(key, entry)
    for code, entry in regions.items():
        name = entry.name if entry.kind == "region" else names.get(code)
        if name and code and code not in codes:
            # The code itself leads to the region, as ISO 3166-2 codes do in the packaged table.
            own = _own_code(code)
            named = Entry("region", own, name, entry.country,
                          entry.latitude, entry.longitude, 0, own)  # fmt: skip
            yield line_of(fold(own), named)


def _own_code(admin1: str) -> str:
    """GeoNames' code of a region, so marked that it is none of ISO 3166-2."""
    return f"geonames-region:{admin1}" if admin1 else ""


def _places(dump: Path, gazetteer: Gazetteer, report: ImportReport) -> Iterator[DumpPlace]:
    for number, line in enumerate(_texts(dump), 1):
        read = read_line(line, gazetteer.facts.codes)
        if isinstance(read, DumpPlace):
            yield read
        elif read is None:
            report.left_out += 1
        else:
            report.problems[read] += 1
            report.first.setdefault(read, number)


def _region_codes(dump: Path, gazetteer: Gazetteer) -> dict[str, str]:
    """ISO 3166-2 codes for GeoNames' codes, learnt from the settlements that both tables have."""
    known = gazetteer.settlement_regions()
    votes: dict[str, Counter[str]] = {}
    for line in _texts(dump):
        key, _, _ = line.partition("\t")
        region = known.get(key)
        read = read_line(line, gazetteer.facts.codes) if region else None
        if region and isinstance(read, DumpPlace) and read.admin1:
            votes.setdefault(read.admin1, Counter())[region] += 1
    return {code: count.most_common(1)[0][0] for code, count in votes.items()}


def _region_names(path: Path) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in _texts(path):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) >= _MANY_CODES and cells[1].strip():
            names[cells[0]] = " ".join(cells[1].split())
    return names


def _texts(path: Path) -> Iterator[str]:
    """The lines of a text or of the largest text in a zip; too long ones are cut."""
    with _opened(path) as stream:
        while line := stream.readline(_LONGEST):
            if not line.endswith("\n"):
                while (rest := stream.readline(_LONGEST)) and not rest.endswith("\n"):
                    pass
            yield line


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOWrapper]:
    try:
        with ExitStack() as stack:
            if zipfile.is_zipfile(path):
                packed = stack.enter_context(zipfile.ZipFile(path))
                texts = [i for i in packed.infolist() if i.filename.endswith(".txt")]
                if not texts:
                    raise ConfigError(f"{path}: the zip holds no .txt file")
                largest = max(texts, key=lambda info: info.file_size)
                raw = stack.enter_context(packed.open(largest))
                yield io.TextIOWrapper(raw, "utf-8", errors="replace", newline="\n")
            else:
                yield stack.enter_context(
                    path.open("r", encoding="utf-8", errors="replace", newline="\n")
                )
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def _sorted_parts(lines: Iterator[bytes], folder: Path) -> list[Path]:
    """Files of sorted lines, each as large as fits in memory."""
    parts: list[Path] = []
    chunk: list[bytes] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) >= _CHUNK:
            parts.append(_write(chunk, folder / str(len(parts))))
            chunk = []
    parts.append(_write(chunk, folder / str(len(parts))))
    return parts


def _write(chunk: list[bytes], path: Path) -> Path:
    chunk.sort()
    path.write_bytes(b"".join(line + b"\n" for line in chunk))
    return path


def _merge(parts: list[Path], target: Path) -> None:
    with ExitStack() as stack, target.open("wb") as out:
        out.write(HEADER + b"\n")
        before = b""
        for line in heapq.merge(*(stack.enter_context(part.open("rb")) for part in parts)):
            if line != before:
                out.write(line)
            before = line
