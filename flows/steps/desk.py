"""What the steps of one run work with: handed to them, never looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flows.config import Settings
from flows.fetch.fetcher import Fetcher
from flows.steps.keeping import Keeper
from parsers.events import Resources
from parsers.sites.table import RuleTable


@dataclass(frozen=True, slots=True)
class Desk:
    """The night, the settings, the fetcher, the archive side, the tables of extractor and sites.

    `load_resources` is asked when the first page is read: a night without a new page saves half a
    second and 140 MB.
    """

    night: datetime
    settings: Settings
    fetcher: Fetcher
    keeper: Keeper
    load_resources: Callable[[], Resources]
    site_rules: RuleTable | None = None

    @property
    def resources(self) -> Resources:
        """The extractor's tables; not for two threads at once, the first use loads them."""
        return self.load_resources()
