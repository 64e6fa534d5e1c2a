"""Sentences kept on disk between runs of a benchmark: parsing is most of the time of a run.

`kept_pipeline(FOLDER)` reads like the packaged pipeline. A text is parsed again when the model
or the splitting rules have changed. `SITREP_PARSED` names the folder; without it nothing is kept.
"""

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from parsers.language import Pipeline, Sentence, Token, packaged_pipeline

_ROOT = Path(__file__).parent.parent / "parsers" / "language"


@dataclass(frozen=True, slots=True)
class KeptPipeline:
    """A pipeline that looks for a text's sentences under `folder` before it parses them."""

    folder: Path

    def read(self, text: str, wanted: Callable[[Any], bool] | None = None) -> tuple[Sentence, ...]:
        """As `Pipeline.read`; every sentence is kept with its tree, and given so where wanted."""
        sentences = self._kept(text)
        if wanted is None:
            return sentences
        return tuple(
            one if not one.parsed or wanted(one.tokens) else replace(one, tokens=_bare(one.tokens))
            for one in sentences
        )

    def _kept(self, text: str) -> tuple[Sentence, ...]:
        file = self.folder / sha256(text.encode("utf-8", "replace")).hexdigest()
        if file.exists():
            return tuple(pickle.loads(file.read_bytes()))  # noqa: S301 - our own file
        sentences = packaged_pipeline().read(text)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_bytes(pickle.dumps(sentences))
        draft.replace(file)
        return sentences


def _bare(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(Token(token.text, token.low, token.start, token.end) for token in tokens)


def kept_pipeline() -> "Pipeline | KeptPipeline":
    """The packaged pipeline, its results kept where `SITREP_PARSED` names a folder."""
    folder = os.environ.get("SITREP_PARSED")
    if not folder:
        return packaged_pipeline()
    kept = Path(folder) / _version()
    kept.mkdir(parents=True, exist_ok=True)
    return KeptPipeline(kept)


def _version() -> str:
    digest = sha256()
    for file in sorted(_ROOT.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
