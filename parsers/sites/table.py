"""Which rules hold for a page: by its host and the day of its capture."""

import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from itertools import pairwise

from parsers import sites
from parsers.sites.rules import SiteRules
from parsers.web.urls import host_of


class RuleTable:
    """Rules by host. Two versions that hold for one host on the same day are a ValueError.

    What is asked for and not found is looked for in the table `behind`: so a user's rules take
    the place of packaged ones. Rules that hold lines only displace nothing: their lines are
    dropped beside what the rules behind say.
    """

    __slots__ = ("_behind", "_by_host")

    def __init__(self, rules: Iterable[SiteRules], behind: "RuleTable | None" = None) -> None:
        self._behind = behind
        by_host: dict[str, list[SiteRules]] = {}
        for one in rules:
            for host in one.hosts:
                by_host.setdefault(host, []).append(one)
        self._by_host = {host: _newest_first(host, found) for host, found in by_host.items()}

    def __iter__(self) -> Iterator[SiteRules]:
        """Every version once, without those of the table behind."""
        seen: dict[int, SiteRules] = {}
        for found in self._by_host.values():
            seen.update((id(one), one) for one in found)
        return iter(seen.values())

    def find(self, url: str | None, day: date | None) -> SiteRules | None:
        """The rules of the nearest host that hold on that day; the newest where it is None."""
        if not url:
            return None
        return self.on_host(host_of(url).partition(":")[0], day)

    def on_host(self, host: str, day: date | None) -> SiteRules | None:
        """The same for a host without a port."""
        domain = host
        while domain and self._by_host:
            for rules in self._by_host.get(domain, ()):
                if rules.holds_on(day):
                    under = self._under(host, day) if rules.only_lines else None
                    return _with_lines(under, rules.drop_lines) if under else rules
            domain = domain.partition(".")[2]
        return self._under(host, day)

    def _under(self, host: str, day: date | None) -> SiteRules | None:
        return self._behind.on_host(host, day) if self._behind else None


NO_RULES = RuleTable(())
"""For reading pages with the general parser alone."""


@cache
def packaged_rules() -> RuleTable:
    """The rules of all modules in `parsers/sites` that define RULES."""
    return RuleTable(
        rules
        for module in pkgutil.iter_modules(sites.__path__)
        for rules in rules_of_module(module.name)
    )


def rules_of_module(name: str) -> tuple[SiteRules, ...]:
    """The versions that one module defines, named after it; none for other modules."""
    found: tuple[SiteRules, ...] = getattr(import_module(f"parsers.sites.{name}"), "RULES", ())
    return tuple(replace(rules, name=name) for rules in found)


@lru_cache(maxsize=256)  # the selectors are checked anew, too dear to do for every page
def _with_lines(rules: SiteRules, lines: tuple[str, ...]) -> SiteRules:
    return replace(rules, drop_lines=rules.drop_lines + lines)


def _newest_first(host: str, rules: list[SiteRules]) -> tuple[SiteRules, ...]:
    ordered = sorted(rules, key=lambda one: one.valid_from or date.min)
    for earlier, later in pairwise(ordered):
        if (earlier.valid_to or date.max) >= (later.valid_from or date.min):
            raise ValueError(
                f"{host}: rules {earlier.name or '?'} from {earlier.version} and "
                f"{later.name or '?'} from {later.version} both hold on "
                f"{later.valid_from or earlier.valid_from or 'every day'}; "
                "end the earlier one with valid_to"
            )
    return tuple(reversed(ordered))
