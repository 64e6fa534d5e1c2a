"""Two runs give the same bytes, whatever the order in which Python keeps its sets."""

import os
import subprocess
import sys
from pathlib import Path

TEXT = """\
Gunmen kill 14 in attack on bus in northern Burkina Faso

Gunmen killed at least 14 people, including two children, in an attack on a bus near Dori on
Tuesday evening, Governor Salifou Kabore said. Nine people were wounded.

Hours later the army said its drones had struck a camp of the militants, destroying six
motorcycles. In March, 31 soldiers died in an ambush in the same province. President Ibrahim
Traore will meet his Malian counterpart, Assimi Goita, in Bamako on Friday.
"""


def explained(file: Path, seed: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "explain", str(file), "--published", "2026-05-13"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    return done.stdout


def test_two_processes_print_the_same(tmp_path: Path) -> None:
    file = tmp_path / "dispatch.txt"
    file.write_text(TEXT, encoding="utf-8")
    first = explained(file, "1")
    assert first.count(b"ASSAULT") >= 3
    assert explained(file, "2") == first
