"""Gold reports of re3d: the mentions of each sentence, as the package's namer marks them.

Its types are those of the data (Person, Organisation, Location, ...), so nothing is mapped.
Two thirds of the reports that are not the BBC's taught it: what counts is the third laid aside
(sha256(id) mod 3 == 0) and the BBC's, which `python -m benchmarks.adapters.entities` prints apart.
"""

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.adapters.run import figures, print_table, task_rows
from benchmarks.gold_files import TEXT_SCORER, load_scorer
from benchmarks.parsed import kept_pipeline
from benchmarks.training.language.corpus import is_laid_aside
from parsers.actors.mention_features import View
from parsers.actors.naming import packaged_namer
from parsers.events import Resources, packaged_resources

Row = dict[str, Any]


def predict(row: Row, resources: Resources) -> Row:
    """The mentions of a report with their offsets and types."""
    views = [
        View(one, resources.nations.find(one.tokens), resources.describer, resources.weapons)
        for one in resources.language.read(row["text"])
    ]
    found = []
    for view, mentions in zip(views, packaged_namer().read(views), strict=True):
        tokens = view.sentence.tokens
        for one in mentions:
            start, end = tokens[one.first].start, tokens[one.last].end
            found.append({"start": start, "end": end, "type": one.type})
    return {"id": row["id"], "entities": found}


def main() -> None:
    """Prints the figures of what taught, of what is laid aside and of the BBC's reports."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=os.environ.get("SITREP_GOLD"))
    parser.add_argument("--eval", type=Path, default=os.environ.get("SITREP_EVAL"))
    args = parser.parse_args()
    rows = task_rows(Path(args.gold), "entities")
    scorer = load_scorer(Path(args.eval) / TEXT_SCORER)
    language: Any = kept_pipeline()
    resources = replace(packaged_resources(), language=language)
    predicted = [predict(row, resources) for row in rows]
    bbc = [row for row in rows if row["source"] == "BBC Online"]
    free = [row for row in rows if row["source"] != "BBC Online"]
    aside = [row for row in free if is_laid_aside(row["id"])]
    taught = [row for row in free if not is_laid_aside(row["id"])]
    parts = {"taught": taught, "laid aside": aside, "BBC": bbc, "not taught": aside + bbc,
             "all": rows}  # fmt: skip
    print_table(
        {name: figures(scorer, "entities", part, predicted) for name, part in parts.items()}
    )
    named = ("Person", "Organisation", "Location")
    three = [
        {**row, "entities": [e for e in row["entities"] if e["type"] in named]} for row in predicted
    ]
    print("\nOnly persons, organisations and locations, in gold and prediction:")
    print_table(
        {
            name: figures(scorer, "entities", [_only(row, named) for row in part], three)
            for name, part in parts.items()
        }
    )


def _only(row: Row, named: tuple[str, ...]) -> Row:
    """A gold row with some types wanted and mentions of the others left out of the count."""
    kept = [e for e in row["entities"] if e["type"] in named]
    others = [e for e in row["entities"] if e["type"] not in named]
    return {**row, "entities": kept, "ignore": row.get("ignore", []) + others}


if __name__ == "__main__":
    main()
