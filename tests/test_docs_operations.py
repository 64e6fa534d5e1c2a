"""docs/operations.md names only what there is: commands, options, modules, deployments, files."""

import re
from importlib.util import find_spec
from pathlib import Path

import click
import pytest
import yaml

from flows.cli import cli

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/operations.md").read_text("utf-8")
_CODE = re.compile(r"^ {4}(.+)$|`([^`\n]+)`", re.MULTILINE)
_NAME = re.compile(r"[a-z]+")


def spoken() -> list[str]:
    """Every piece of the page that is set as code, without comments."""
    found = (block or inline for block, inline in _CODE.findall(PAGE))
    return [text.split("  #")[0].strip() for text in found]


def sitrep_calls() -> list[list[str]]:
    """The words after `sitrep` wherever the page tells to run it."""
    calls = []
    for text in spoken():
        at = re.search(r"(?:^|[ /])sitrep ((?:[a-z-]).*)$", text)
        if at and not re.search(r"--pool|create|git clone|useradd|=", text.split("sitrep ")[0]):
            calls.append(at.group(1).split())
    return [words for words in calls if words[0] not in ("--type", "/srv/sitrep", "&&")]


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words lead to, and the words that are left for it."""
    command: click.Command = cli
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"there is no command {words[0]!r}"
        command, words = found, words[1:]
    return command, words


def test_the_page_speaks_of_the_commands_of_a_working_life() -> None:
    said = {words[0] for words in sitrep_calls()}
    assert said >= {
        "sources",
        "nightly",
        "status",
        "sql",
        "verify",
        "reparse",
        "publish",
        "problems",
    }


@pytest.mark.parametrize("words", sitrep_calls(), ids=" ".join)
def test_every_sitrep_command_and_option_exists(words: list[str]) -> None:
    command, left = command_of(words)
    options = {name for one in command.params for name in one.opts}
    for word in left:
        if word.startswith("-"):
            assert word in options, f"{command.name} has no option {word}"
    assert not isinstance(command, click.Group)


def test_every_module_that_is_run_can_be_imported() -> None:
    named = set(re.findall(r"python -m ([\w.]+)", PAGE)) | set(
        re.findall(r"from (flows\S+) import", PAGE)
    )
    assert named >= {"flows.zombies", "flows.nightly"}
    assert [name for name in named if find_spec(name) is None] == []


def test_every_deployment_that_is_named_is_deployed() -> None:
    deployed = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    names = {f"{one['entrypoint'].rpartition('.')[2]}/{one['name']}" for one in deployed}
    run = set(re.findall(r"deployment run (\S+?)[`\s]", PAGE))
    assert run == names
    table = re.findall(r"^\| ([a-z-]+) \| [^|]*(?:UTC|by hand)", PAGE, re.MULTILINE)
    assert table == [one["name"] for one in deployed]


def test_the_schedules_are_those_of_the_deployments() -> None:
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    assert '"15 4 * * *"' in text
    assert "04:15 UTC" in PAGE
    assert '"30 10 * * 0"' in text
    assert "Sundays 10:30 UTC" in PAGE


def test_documents_that_are_referred_to_exist() -> None:
    named = set(re.findall(r"docs/\w+\.md", PAGE))
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_heartbeat_and_the_automation_match() -> None:
    frequency = re.search(r"HEARTBEAT_FREQUENCY=(\d+)", PAGE)
    within = re.search(r"--within (\d+)", PAGE)
    assert frequency
    assert within
    assert int(within.group(1)) >= 3 * int(frequency.group(1))
