"""The other readers of pages, in an environment of their own, and how fast all are beside them.

`make peers` makes that environment. Their adaptors are the scorer's; nothing of theirs is imported
here.
"""

import json
import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".venv-peers"
ABSENT = "peers: not measured: run `make peers`"
OURS = "benchmarks.pages:extract"
YARDSTICK = "trafilatura"

_VERSIONS = (
    "import importlib.metadata as m, json, sys;"
    "print(json.dumps({name: m.version(name) for name in sys.argv[1:]}))"
)
# Our packages go to the end of the path, so that the peers run with the versions they came with.
# All run on one core: the ratio is of CPU time, and moves between cores would be noise in it.
_BESIDE = (
    "import os, runpy, sys;"
    "sys.path += sys.argv[1].split(os.pathsep);"
    "os.sched_setaffinity(0, {max(os.sched_getaffinity(0))});"
    "sys.argv = sys.argv[2:];"
    "runpy.run_path(sys.argv[0], run_name='__main__')"
)


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to call a library: a name in the scorer's adaptors and the package it is in."""

    lib: str
    package: str
    gives_text: bool = True


PEERS = (
    Peer("trafilatura", "trafilatura"),
    Peer("trafilatura_fast", "trafilatura"),
    Peer("newspaper4k", "newspaper4k"),
    Peer("resiliparse", "resiliparse"),
    Peer("readability_lxml", "readability-lxml"),
    Peer("htmldate", "htmldate", gives_text=False),
)


@dataclass(frozen=True, slots=True)
class PeerHome:
    """The environment of the peers: its interpreter and the versions of their packages."""

    python: Path
    versions: dict[str, str]

    def label(self, peer: Peer) -> str:
        """The peer with its version: what cached predictions are kept under."""
        return f"{peer.lib}-{self.versions[peer.package]}"


def find_home(folder: Path = HOME) -> PeerHome | None:
    """The environment in a folder; None where it is missing or lacks a package."""
    python = folder / "bin" / "python"
    if not python.exists():
        return None
    packages = sorted({peer.package for peer in PEERS})
    done = _run(python, "-c", _VERSIONS, *packages)
    return PeerHome(python, json.loads(done.stdout)) if done.returncode == 0 else None


def speeds(home: PeerHome, scorer: Path, gold: Path, folder: Path) -> dict[str, float]:
    """How many times the pages per CPU second of the yardstick each library reads, in one run.

    A library that fails on a page of the sample spoils the scorer's run, so that it is tried once
    more with ours and the yardstick only; empty when that fails too, and the reason is printed.
    """
    everyone = [peer.lib for peer in PEERS]
    for libs in ([*everyone, OURS], [YARDSTICK, OURS]):
        done = _run(
            home.python,
            *("-c", _BESIDE, _our_path(), str(scorer / "pages" / "speed.py")),
            *("--gold", str(gold / "pages"), "--libs", ",".join(libs)),
            folder=folder,
        )
        if done.returncode == 0:
            told = json.loads(done.stdout)
            return {lib: told[lib]["x_trafilatura"] for lib in libs}
        print(f"speed: {done.stderr.strip()[-500:]}", file=sys.stderr)
    return {}


def _our_path() -> str:
    return os.pathsep.join(
        [str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    )


def _run(
    python: Path, *arguments: str, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
