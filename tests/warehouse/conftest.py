"""Homes for the tests."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.build import FIVE, RAID, Story, load_stories
from warehouse.home import Home
from warehouse.publish import publish


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.create()
    return made


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("template"))
    load_stories(home, [Story(), replace(RAID, mentions=(FIVE,))])
    publish(home)
    return home


@pytest.fixture
def published(template: Home, tmp_path: Path) -> Home:
    """A home of two papers, published; a copy, so that a test may do to it what it likes."""
    return Home(shutil.copytree(template.path, tmp_path / "published"))
