"""Stories of the demo press, read from `press/<paper>/<slug>.md`: a TOML head and the text.

The head gives what the paper knows of the story. A table `[night2]` says what becomes of it on
the second night: `replace` (pairs of words), `append` (a notice), `modified`, or `gone`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

NIGHTS = (1, 2)
OLD_BEFORE = datetime(2026, 3, 1, tzinfo=UTC)
"""What is older stands in no feed: only dated sitemaps and archive pages still list it."""

BlockKind = Literal["paragraph", "heading", "list"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a sub-heading, or a list; only a list has more than one line."""

    kind: BlockKind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words of the block, one line an item."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Story:
    """One story as its paper prints it on one night.

    `path` may hold a query. `agency` is the wire service that a copy is credited to. `shown` is
    the number of paragraphs in front of the paywall; the others are never served.
    """

    paper: str
    slug: str
    path: str
    title: str
    published: datetime
    section: str
    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    agency: str | None = None
    kind: Literal["article", "live_blog", "video"] = "article"
    access: Literal["free", "paid"] = "free"
    shown: int | None = None
    noarchive: bool = False
    tdm_reserved: bool = False
    first_night: int = 1
    modified: datetime | None = None
    gone: bool = False

    @property
    def byline(self) -> tuple[str, ...]:
        """The names above the text: the authors, or the agency."""
        return self.authors or ((self.agency,) if self.agency else ())

    @property
    def served(self) -> tuple[Block, ...]:
        """The blocks that a reader without a subscription gets."""
        return self.blocks[: self.shown]

    @property
    def text(self) -> str:
        """The text as served: blocks joined by a blank line."""
        return "\n\n".join(block.text for block in self.served)

    @property
    def lead(self) -> str:
        """The first paragraph."""
        return self.blocks[0].text

    @property
    def changed(self) -> datetime:
        """When the paper says that it last touched the story."""
        return self.modified or self.published

    @property
    def old(self) -> bool:
        """Whether the story has left the feeds."""
        return self.published < OLD_BEFORE


def stories_on(paper: str, night: int) -> tuple[Story, ...]:
    """All stories of a paper on a night, newest first, those that are gone included."""
    told = (_as_of(story, edits, night) for story, edits in _load(paper))
    known = [story for story in told if story.first_night <= night]
    return tuple(sorted(known, key=lambda story: story.published, reverse=True))


def _as_of(story: Story, edits: Mapping[str, Any], night: int) -> Story:
    if night == 1 or not edits:
        return story
    blocks = _edited(story.blocks, edits.get("replace", ()))
    if notice := edits.get("append"):
        blocks += (Block("paragraph", (notice,)),)
    gone = bool(edits.get("gone"))
    return replace(story, blocks=blocks, modified=edits.get("modified"), gone=gone)


def _edited(blocks: tuple[Block, ...], pairs: Sequence[Sequence[str]]) -> tuple[Block, ...]:
    for before, after in pairs:
        blocks = tuple(
            replace(block, lines=tuple(line.replace(before, after) for line in block.lines))
            for block in blocks
        )
    return blocks


@cache
def _load(paper: str) -> tuple[tuple[Story, Mapping[str, Any]], ...]:
    folder = files("flows.demo") / "press" / paper
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".md"))
    return tuple(_read(paper, name, (folder / name).read_text("utf-8")) for name in names)


def _read(paper: str, name: str, content: str) -> tuple[Story, Mapping[str, Any]]:
    _, head, body = content.split("+++\n", 2)
    fields = tomllib.loads(head)
    edits = fields.pop("night2", {})
    fields["authors"] = tuple(fields.get("authors", ()))
    blocks = tuple(_block(part) for part in body.strip().split("\n\n"))
    return Story(paper=paper, slug=name.removesuffix(".md"), blocks=blocks, **fields), edits


def _block(part: str) -> Block:
    if part.startswith("## "):
        return Block("heading", (part[3:],))
    if part.startswith("- "):
        return Block("list", tuple(line[2:] for line in part.split("\n")))
    return Block("paragraph", (part,))
