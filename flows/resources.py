"""Everything that the extractor looks up: the packaged tables and what the home folder adds."""

from dataclasses import replace
from pathlib import Path

from flows.actors import with_own_actors
from flows.config import load_settings
from flows.gazetteer import with_own_gazetteer
from parsers.errors import ConfigError
from parsers.events import Resources, packaged_resources
from parsers.language import Pipeline, load_pipeline


def home_resources(home: Path) -> Resources:
    """The resources of a home folder, which need not exist.

    Its `gazetteer.index`, its `actors.tsv` and the pipeline that `language_model` in `sitrep.toml`
    names stand beside or in place of what is packaged. ConfigError where one cannot be used.
    """
    resources = packaged_resources()
    named = load_settings(home).language_model
    if named is not None:
        resources = replace(resources, language=_own_language(home / Path(named).expanduser()))
    return with_own_gazetteer(home, with_own_actors(home, resources))


def _own_language(folder: Path) -> Pipeline:
    try:
        pipeline = load_pipeline(folder)
    except (OSError, ValueError) as error:
        raise ConfigError(f"language_model: {folder} is no spaCy pipeline: {error}") from error
    if not pipeline.speaks_universal_dependencies:
        raise ConfigError(
            f"language_model: {folder} has no parser for Universal Dependencies (relations like "
            "nsubj:pass and obl); spaCy's own English models use other relations"
        )
    return pipeline
