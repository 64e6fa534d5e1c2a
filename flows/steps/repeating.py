"""What a source repeats in its articles, as site rules that a person may want: nothing is changed.

It is a proposal on purpose. Were the lines dropped by themselves, what an article says would
depend on which other articles are there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.config import load_site_rules
from flows.config.sites import FOLDER
from parsers.sites.lines import LONGEST_LINE, MOST_LINES, is_dropped, line_fault
from parsers.sites.rules import SiteRules
from parsers.sites.table import RuleTable, packaged_rules
from parsers.web.urls import host_of
from warehouse.home import Home
from warehouse.repeated import RepeatedParagraph, repeated_paragraphs

# As much of a long paragraph as nobody writes twice by accident.
_BEGINNING = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """Paragraphs of a source that no rule of the home drops yet, most frequent first.

    `articles` is the number of different articles that were looked through, `hosts` where the
    paragraphs stand, `own` the home's rules for these hosts, if there are any.
    """

    source: str
    articles: int
    hosts: tuple[str, ...]
    paragraphs: tuple[RepeatedParagraph, ...]
    own: SiteRules | None

    @property
    def file(self) -> str:
        """The file of rules that the lines belong into, as seen from the home."""
        return f"{FOLDER}/{self.own.name if self.own else self.source}.toml"

    def share(self, paragraph: RepeatedParagraph) -> float:
        """The share of the articles that it stands in, from 0 to 1."""
        return paragraph.articles / self.articles

    def toml(self) -> str:
        """A whole file of rules; where the home has one already, only its new `drop_lines`."""
        before = self.own.drop_lines if self.own else ()
        lines = dict.fromkeys((*before, *(line_of(one.text) for one in self.paragraphs)))
        text = "\n".join(("drop_lines = [", *(f"    {_quoted(line)}," for line in lines), "]\n"))
        if self.own:
            return text
        hosts = ", ".join(_quoted(host) for host in self.hosts)
        return f"hosts = [{hosts}]\n\n[[versions]]\n{text}"


def propose_lines(home: Home, source: str, *, least: int, share: float, days: int) -> Proposal:
    """What stands in at least `least` different articles of a source and that share of them.

    WarehouseError where no texts are published yet, ConfigError for wrong rules in the home.
    """
    articles, repeated = repeated_paragraphs(home, source, least=least, days=days)
    frequent = [
        one
        for one in repeated
        if one.articles / articles >= share and line_fault(line_of(one.text)) is None
    ]
    hosts = _hosts(host for one in frequent for host in one.hosts)
    own = _own_rules(load_site_rules(home.path), hosts)
    dropped = own.drop_lines if own else ()
    fresh = [one for one in frequent if not is_dropped(one.text, dropped)]
    return Proposal(source, articles, hosts, tuple(fresh[: MOST_LINES - len(dropped)]), own)


def line_of(paragraph: str) -> str:
    """The line that drops a paragraph: its text, or the beginning of a long one."""
    text = " ".join(paragraph.split())
    if len(text) <= LONGEST_LINE:
        return text
    beginning = text[:_BEGINNING]
    return (beginning.rpartition(" ")[0] or beginning) + "*"


def _hosts(found: Iterable[str]) -> tuple[str, ...]:
    """Those that rules can be written for; subdomains of another one are included in it."""
    hosts = {host for host in found if host_of(f"http://{host}/") == host}
    return tuple(
        sorted(host for host in hosts if not any(host.endswith(f".{other}") for other in hosts))
    )


def _own_rules(table: RuleTable, hosts: tuple[str, ...]) -> SiteRules | None:
    """The newest rules of the home itself for one of the hosts."""
    if table is packaged_rules():
        return None
    own = RuleTable(table)
    return next((rules for host in hosts if (rules := own.on_host(host, None))), None)


def _quoted(text: str) -> str:
    """A basic string of TOML; what would do something to a terminal is escaped."""
    told = text.replace("\\", "\\\\").replace('"', '\\"')
    shown = (char if char.isprintable() else f"\\U{ord(char):08x}" for char in told)
    return f'"{"".join(shown)}"'
