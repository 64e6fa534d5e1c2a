"""What a home folder adds to the packaged tables, and what it says of things it cannot use."""

from pathlib import Path

import pytest
import spacy

from flows.resources import home_resources
from parsers.errors import ConfigError
from parsers.events import packaged_resources


def test_a_folder_that_does_not_exist_gives_the_packaged_tables(tmp_path: Path) -> None:
    assert home_resources(tmp_path / "nowhere") == packaged_resources()


def test_a_pipeline_that_is_none_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "sitrep.toml").write_text('language_model = "elsewhere"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="elsewhere is no spaCy pipeline"):
        home_resources(tmp_path)


def test_a_pipeline_without_universal_dependencies_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "plain")
    (tmp_path / "sitrep.toml").write_text('language_model = "plain"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="no parser for Universal Dependencies"):
        home_resources(tmp_path)
