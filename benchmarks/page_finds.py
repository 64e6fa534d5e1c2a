"""What the fuzzer finds: recognised, made small, and written down as a case."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import TypeVar

from benchmarks.page_promises import PageInput, outcome, signature

SLOW = 8.0
_MOST_TRIES = 3000
_Text = TypeVar("_Text", bytes, str)


class TooSlow(BaseException):
    """Not an Exception: nothing that the parser catches may swallow it."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raises TooSlow when the block takes more CPU seconds; in the main thread only."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds:.0f} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def failure(page: PageInput, *, twice: bool = False) -> tuple[str, BaseException | None]:
    """The outcome and None, or the signature of a broken promise and its error."""
    try:
        with limit(SLOW):
            return outcome(page, twice=twice), None
    except KeyboardInterrupt:
        raise
    except TooSlow as error:
        # Where it stood when its time was over is chance, and no part of what it is.
        return "TooSlow", error
    except BaseException as error:  # noqa: BLE001 - whatever comes out is what we look for
        return signature(error), error


def minimised(page: PageInput, found: str, seconds: float = 30.0) -> PageInput:
    """A smaller input that fails in the same way, as small as a bounded search makes it."""
    until = time.monotonic() + seconds

    def same(candidate: PageInput) -> bool:
        return time.monotonic() < until and failure(candidate)[0] == found

    bare = (replace(page, url=None), replace(page, url=None, content_type=None, fetched=True))
    page = next(filter(same, reversed(bare)), page)
    if isinstance(page.html, bytes):
        return replace(page, html=smaller(page.html, lambda html: same(replace(page, html=html))))
    return replace(page, html=smaller(page.html, lambda html: same(replace(page, html=html))))


def smaller(whole: _Text, still: Callable[[_Text], bool]) -> _Text:
    """Delta debugging: pieces are left out, ever finer ones, for as long as `still` holds."""
    size, tries = max(1, len(whole) // 2), 0
    while size and tries < _MOST_TRIES:
        at, before = 0, len(whole)
        while at < len(whole) and tries < _MOST_TRIES:
            candidate = whole[:at] + whole[at + size :]
            tries += 1
            if still(candidate):
                whole = candidate
            else:
                at += size
        if len(whole) == before or size > len(whole):
            size //= 2
    return whole


def write_find(folder: Path, page: PageInput, found: str) -> Path:
    """The input as a file of one line, named for what was found."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{sha256(found.encode()).hexdigest()[:12]}.json"
    path.write_text(page.as_json(found), "utf-8")
    return path
