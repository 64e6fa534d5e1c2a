"""Writes docs/events.md, the codebook of the event extractor, from its tables.

    python -m benchmarks.event_codebook [--check]

Types and modes with their codes elsewhere, the words that name them, and what frames do to them.
With --check nothing is written, and the exit code says whether the page is up to date.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from parsers.events.records import EventType
from parsers.lexicon.tables import cell, rows

PAGE = Path(__file__).parent.parent / "docs" / "events.md"
_QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict",
          "4": "material conflict", "": ""}  # fmt: skip
_INTRO = """# Codebook of events

This page is written from the tables in `parsers/lexicon` by `python -m benchmarks.event_codebook`;
change the tables, not the page. Types follow PLOVER 2.0, with two of ours (ACCIDENT, DISASTER) and
a few modes of ours. An empty cell means that the other codebook has no word for it: nothing is
guessed.

How to read the patterns: `stem/v` is a verb in any form, `stem/n` a noun in both numbers, any other
word stands as written; `~` is a gap, `a|b` either word. A condition in brackets names a class of
`words.tsv` that the sentence must hold (`!`: must not hold, `>`: right after, `<`: around).
"""
_ACLED = """
The ACLED columns above are where an event begins; `parsers/events/codes.py` then asks who fights
whom and with what. A weapon that is named decides where the mode is open. Violence at short range
against armed people is an armed clash, by people without arms a mob or a violent demonstration.
Territory taken is the government's or somebody else's by who takes it; arms taken are weapons
disrupted; a protest with stones is violent, one that is dispersed has met with intervention.
"""
_VERBAL = """
Statements (SUPPORT, CONCEDE, ACCUSE, REJECT, REQUEST, THREATEN) are read from these tables, and so
is what one party does to another where both are given (`parsers.events.dyads.relation_of`). In an
article a statement is an event only where a state, a party, an armed group or an organisation of
states makes it. The fullest pattern wins. The word list below a frame changes the act that it
governs: "agreed to" makes a favour an agreement, "will" makes force a threat, "not" a refusal.
"""
_SNIPPETS = """
For a snippet without other fields (`parsers.events.sub_events.sub_event_of`): of all patterns found
the heaviest counts, less the deeper in the sentence and the later in the text it stands.
`>` asks for the word among what is acted on, `<` among who acts, `@list` is a list of
`grammar.tsv`, `~~` means anywhere in the sentence.
"""


def page() -> str:
    """The text of docs/events.md."""
    parts = [_INTRO, "## Types and modes\n", _types(), _ACLED, "\n## Words that name events\n"]
    parts += [_triggers(kind) for kind in get_args(EventType)]
    parts += ["## Acts between two parties\n", _VERBAL, _acts(), "\n### Frames\n", _frames()]
    parts += ["\n## Sub-events of snippets\n", _SNIPPETS, _snippets()]
    return "\n".join(parts)


def _table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    names = list(head)
    body = [names, ["---"] * len(names), *map(list, lines)]
    return "".join("| " + " | ".join(line) + " |\n" for line in body)


def _types() -> str:
    lines = (
        (
            row[0], cell(row, 1), cell(row, 7), _QUADS[cell(row, 5)], cell(row, 2),
            " / ".join(filter(None, (cell(row, 3), cell(row, 4)))), cell(row, 6),
        )
        for row in rows("crosswalk")
    )  # fmt: skip
    head = ("type", "mode", "what it is", "quad class", "CAMEO", "ACLED", "intensity")
    return _table(head, lines)


def _triggers(kind: str) -> str:
    """The triggers of a type, those that stand for the same thing in one line."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows(f"triggers/{kind.lower()}"):
        needs = f" [{cell(row, 4)}]" if cell(row, 4) else ""
        groups.setdefault((cell(row, 2), cell(row, 5)), []).append(_code(row[0]) + needs)
    if not groups:
        return ""
    lines = ((mode, meaning, ", ".join(found)) for (mode, meaning), found in groups.items())
    return f"### {kind}\n\n" + _table(("mode", "what it stands for", "patterns"), lines)


def _acts() -> str:
    lines = (
        (row[1], row[2], row[3], row[4], ", ".join(_patterns(row[0]))) for row in rows("relations")
    )
    return _table(("type", "mode", "CAMEO", "what one party does to another", "patterns"), lines)


def _frames() -> str:
    lines = ((row[1], row[2], ", ".join(_patterns(row[0]))) for row in rows("frames"))
    return _table(("operator", "what it does", "patterns"), lines)


def _snippets() -> str:
    lines = ((row[1], row[2], row[3], ", ".join(_patterns(row[0]))) for row in rows("sub_events"))
    return _table(("sub-event type", "weight", "what it stands for", "patterns"), lines)


def _patterns(text: str) -> Iterator[str]:
    return (_code(pattern) for pattern in text.split(";") if pattern)


def _code(pattern: str) -> str:
    escaped = pattern.replace("|", "\\|")
    return f"`{escaped}`"


def main() -> int:
    """Writes the page, or says whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    text = page()
    if parser.parse_args().check:
        return int(not PAGE.exists() or PAGE.read_text("utf-8") != text)
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
