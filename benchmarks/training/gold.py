"""The annotated pages that forests are grown on, corpus by corpus."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def gold_pages(gold: Path, corpora: Iterable[str]) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """(corpus, annotation, page) of every page of the corpora under `gold`/pages."""
    for corpus in corpora:
        folder = gold / "pages" / corpus
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield corpus, row, gzip.decompress((folder / row["html"]).read_bytes())
