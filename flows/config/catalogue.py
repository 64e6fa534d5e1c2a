"""All sources: packaged ones, those of the home folder in their place, and who is enabled.

A source takes part in nights once `sitrep sources check` has passed on this machine for its file
as it is now; a changed file has to pass again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from flows.config.checks import CheckReport, StoredCheck, read_check, write_check
from flows.config.source import Source, parse_source
from parsers.errors import ConfigError

Origin = Literal["packaged", "home"]


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source file and what is known of it; `source` is None where it cannot be read.

    `digest` covers the file's bytes, `problem` is the one-line error of a wrong file, `check`
    the last live check, of whatever state of the file.
    """

    name: str
    origin: Origin
    shown: str
    digest: str
    source: Source | None
    problem: str | None
    check: StoredCheck | None

    @property
    def enabled(self) -> bool:
        """Whether nights fetch it."""
        return not self.obstacle

    @property
    def obstacle(self) -> str:
        """Why it takes no part in nights and what to do; empty where it does."""
        remedy = f"run `sitrep sources check {self.name}`"
        if self.problem or self.source is None:
            return self.problem or "cannot be read"
        if self.source.disabled:
            return f"disabled in its file; remove `disabled` from {self.shown}"
        if self.check is None:
            return f"never checked; {remedy}"
        day = f"{self.check.checked_at:%Y-%m-%d}"
        if self.check.digest != self.digest:
            return f"changed since its check of {day}; {remedy}"
        return "" if self.check.passed else f"its check of {day} failed; {remedy} for the findings"


def source_names(home: Path) -> tuple[str, ...]:
    """The names of all sources in order, without reading any."""
    return tuple(_files(home))


def source_states(home: Path) -> tuple[SourceState, ...]:
    """Every source with its state, wrong files too: for `sitrep sources list`."""
    return tuple(_state(home, name, *found) for name, found in _files(home).items())


def source_state(home: Path, name: str) -> SourceState:
    """One source with its state; ConfigError for an unknown name."""
    return _chosen(home, (name,))[0]


def load_sources(home: Path, only: Iterable[str] = ()) -> tuple[Source, ...]:
    """The sources of these names, or all, enabled or not; ConfigError for a wrong file."""
    return tuple(_readable(state) for state in _chosen(home, only))


def enabled_sources(home: Path, only: Iterable[str] = ()) -> tuple[Source, ...]:
    """The sources that nights fetch, in order of their names.

    A wrong file is a ConfigError, even of a source that was never enabled: what it should say is
    unknown. So is a source asked for by name that is not enabled.
    """
    named = tuple(only)
    enabled = []
    for state in _chosen(home, named):
        source = _readable(state)
        if state.enabled:
            enabled.append(source)
        elif named:
            raise ConfigError(f"source {state.name} is not enabled: {state.obstacle}")
    return tuple(enabled)


def record_check(home: Path, report: CheckReport) -> Path:
    """Keep what a check found for the source's file as it is now; a passed one enables it."""
    return write_check(home, source_state(home, report.source).digest, report)


def _chosen(home: Path, only: Iterable[str]) -> tuple[SourceState, ...]:
    """The states of these names in their order, or of all; ConfigError for an unknown name."""
    known = _files(home)
    names = tuple(dict.fromkeys(only)) or tuple(known)
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else "`sitrep sources list` shows all"
            raise ConfigError(f"no source {name!r}; {hint}")
    return tuple(_state(home, name, *known[name]) for name in names)


def _files(home: Path) -> dict[str, tuple[Origin, Traversable | Path]]:
    """The file of each source by name; one in the home folder stands for the packaged one."""
    found: dict[str, tuple[Origin, Traversable | Path]] = {
        file.name.removesuffix(".toml"): ("packaged", file)
        for file in (files("flows") / "sources").iterdir()
        if file.name.endswith(".toml")
    }
    for path in (home / "sources").glob("*.toml"):
        if not path.name.startswith("."):  # what editors leave while a file is open
            found[path.stem] = ("home", path)
    return dict(sorted(found.items()))


def _state(home: Path, name: str, origin: Origin, file: Traversable | Path) -> SourceState:
    shown = str(file) if origin == "home" else f"packaged source {name}.toml"
    content, source, problem = b"", None, None
    try:
        content = file.read_bytes()
        source = parse_source(name, content, shown)
    except OSError as error:
        problem = f"{shown}: cannot be read ({error.strerror}); check the file's rights"
    except ConfigError as error:
        problem = str(error)
    digest = sha256(content).hexdigest()
    return SourceState(name, origin, shown, digest, source, problem, read_check(home, name))


def _readable(state: SourceState) -> Source:
    if state.source is None:
        raise ConfigError(state.problem or f"{state.shown}: cannot be read")
    return state.source
