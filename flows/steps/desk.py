"""What the steps of one run work with: handed to them, never looked up."""

from dataclasses import dataclass
from datetime import datetime

from flows.config import Settings
from flows.fetch.fetcher import Fetcher
from flows.steps.keeping import Keeper
from parsers.events import Resources


@dataclass(frozen=True, slots=True)
class Desk:
    """The night, the settings, the fetcher, the archive side, and the extractor's tables."""

    night: datetime
    settings: Settings
    fetcher: Fetcher
    keeper: Keeper
    resources: Resources
