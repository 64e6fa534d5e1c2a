"""Puts a trained checkpoint and its vectors into the package.

    python -m benchmarks.training.language.package MODEL VECTORS.npz [FOLDER]

The vocabulary stays out: labels come with the components, the words of the vectors with the table.
"""

import shutil
import sys
from pathlib import Path

import spacy

FOLDER = Path("parsers/language/model")


def main(model: Path, vectors: Path, folder: Path = FOLDER) -> None:
    """Writes the folder anew; the model card in it is kept."""
    card = folder / "README.md"
    kept = card.read_text(encoding="utf8") if card.exists() else None
    shutil.rmtree(folder, ignore_errors=True)
    nlp = spacy.load(model)
    # Where the training corpora lay concerns the machine that trained, not the model.
    nlp.config["paths"].update(dict.fromkeys(nlp.config["paths"]))
    nlp.to_disk(folder, exclude=["vocab"])
    (folder / "tokenizer").unlink()
    shutil.copy(vectors, folder / "vectors.npz")
    if kept is not None:
        card.write_text(kept, encoding="utf8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
