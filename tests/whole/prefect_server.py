"""A Prefect server and worker of the tests' own: free port, own folder, ended by their ids."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Prefect:
    """Where everything of one server lies; `env` is what its processes get."""

    folder: Path
    port: int
    env: dict[str, str]

    def ask(self, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> Any:
        """What the server's API answers, as JSON; None for an empty answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Content-Type": "application/json"}
        connection.request(method, f"/api{path}", json.dumps(body or {}), headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        assert answer.status < 300, (path, answer.status, text)
        return json.loads(text) if text else None

    def command(self, *arguments: str, cwd: Path | None = None) -> str:
        """Runs `prefect ...` against the server and gives its output."""
        done = subprocess.run(
            [BIN / "prefect", *arguments],
            env=self.env,
            cwd=cwd or self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def process(self, name: str, *arguments: str, cwd: Path | None = None) -> Iterator[None]:
        """A long-running process with its log in the folder; ended by its own id."""
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                arguments, env=self.env, cwd=cwd or self.folder, stdout=log, stderr=log
            )
            try:
                yield
            finally:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(15)
                process.kill()
                process.wait()


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a Prefect that knows nothing of the user's own."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    quiet = {
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # A new database takes Prefect longer than its 20 s where the machine is busy.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "100",
    }
    return ours | quiet | {"PREFECT_HOME": str(folder / "prefect")} | more


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def running_server(folder: Path) -> Iterator[Prefect]:
    """A server whose scheduler looks every second for what is due."""
    port = free_port()
    env = environment(
        folder,
        PREFECT_API_URL=f"http://127.0.0.1:{port}/api",
        PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS="1",
        PREFECT_WORKER_QUERY_SECONDS="1",
        PREFECT_WORKER_PREFETCH_SECONDS="1",
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY="30",
    )
    prefect = Prefect(folder, port, env)
    start = (str(BIN / "prefect"), "server", "start", "--host", "127.0.0.1", "--port", str(port))
    with prefect.process("server", *start, "--no-ui"):
        _wait_until_healthy(prefect)
        yield prefect


def _wait_until_healthy(prefect: Prefect) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError, HTTPException):
            prefect.ask("/health", method="GET")
            return
        time.sleep(0.2)
    raise AssertionError((prefect.folder / "server.log").read_text())
