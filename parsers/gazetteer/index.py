"""An index of places in one sorted text, searched where it lies (a memory-mapped file).

The first line is `HEADER`. Every other line is one name of one place, tab-separated:
`folded name, kind, id, name, country, latitude, longitude, population, region`, sorted by bytes.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from parsers.gazetteer.entries import Entry, Kind

HEADER = b"# sitrep gazetteer 1"
_CELLS = 9


class Text(Protocol):
    """What `bytes` and a memory-mapped file can both do."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> bytes: ...
    def find(self, sub: bytes, start: int = ..., end: int = ..., /) -> int:
        """As `bytes.find`."""
        ...

    def rfind(self, sub: bytes, start: int = ..., end: int = ..., /) -> int:
        """As `bytes.rfind`."""
        ...


@dataclass(frozen=True, slots=True)
class Index:
    """Looks names up by halving the text; a damaged line is passed over."""

    text: Text

    @property
    def intact(self) -> bool:
        """Whether the text begins as an index of this version."""
        return self.text[: len(HEADER)] == HEADER

    def find(self, key: str) -> tuple[Entry, ...]:
        """Everything that bears the folded name, the most populous first."""
        wanted = key.encode("utf-8", "replace")
        found = filter(None, map(_entry, self._lines(wanted)))
        return tuple(sorted(found, key=lambda entry: (-entry.population, entry.id)))

    def _lines(self, wanted: bytes) -> Iterator[bytes]:
        position = self._first(wanted + b"\t")
        while position < len(self.text):
            end = self._end(position)
            line = self.text[position:end]
            if not line.startswith(wanted + b"\t"):
                return
            yield line
            position = end + 1

    def _first(self, wanted: bytes) -> int:
        """Where the first line begins that is not smaller than the wanted one."""
        low, high = self._end(0) + 1, len(self.text)
        while low < high:
            middle = (low + high) // 2
            start = max(self.text.rfind(b"\n", 0, middle) + 1, low)
            end = self._end(start)
            if self.text[start:end] < wanted:
                low = end + 1
            else:
                high = start
        return low

    def _end(self, start: int) -> int:
        end = self.text.find(b"\n", start)
        return len(self.text) if end < 0 else end


def line_of(key: str, entry: Entry) -> bytes:
    """The line of one name."""
    cells = (key, entry.kind, entry.id, entry.name, entry.country, f"{entry.latitude:.5f}",
             f"{entry.longitude:.5f}", str(entry.population), entry.region)  # fmt: skip
    return "\t".join(cells).encode("utf-8", "replace")


def _entry(line: bytes) -> Entry | None:
    cells = line.decode("utf-8", "replace").split("\t")
    if len(cells) != _CELLS:
        return None
    try:
        latitude, longitude, population = float(cells[5]), float(cells[6]), int(cells[7])
    except ValueError:
        return None
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    return Entry(
        cast("Kind", cells[1]), cells[2], cells[3], cells[4], latitude, longitude, population,
        cells[8],
    )  # fmt: skip
