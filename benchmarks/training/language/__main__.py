"""Trains the language model.

    python -m benchmarks.training.language --gold DIR --vectors VECTORS.npz --work DIR [--steps N]
        [--start MODEL --rate R]

Writes the documents and the checkpoints under `--work` (`model-best`, `model-last`).
"""

import argparse
from pathlib import Path

import numpy as np
import spacy
from spacy.cli.train import train

from benchmarks.training.language.corpus import development_set, training_set

CONFIG = Path(__file__).with_name("config.cfg")


def main() -> None:
    """Prepares what is missing under the work folder and trains."""
    parser = argparse.ArgumentParser(description="trains the language model")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--start", type=Path, help="a trained pipeline to go on from")
    parser.add_argument("--rate", type=float, default=0.002)
    options = parser.parse_args()
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    training_set(options.gold).to_disk(work / "train.spacy")
    development_set(options.gold).to_disk(work / "dev.spacy")
    write_vectors(options.vectors, work / "vectors")
    train(
        CONFIG if options.start is None else going_on(options.start, work / "config.cfg"),
        work / "model",
        overrides={
            "paths.train": str(work / "train.spacy"),
            "paths.dev": str(work / "dev.spacy"),
            "paths.vectors": str(work / "vectors"),
            "training.max_steps": options.steps,
            "training.optimizer.learn_rate.total_steps": options.steps,
            "training.optimizer.learn_rate.initial_rate": options.rate,
        },
    )


def going_on(model: Path, file: Path) -> Path:
    """The configuration with all components taken from a trained pipeline."""
    config = spacy.util.load_config(CONFIG)
    config["components"] = {name: {"source": str(model)} for name in config["nlp"]["pipeline"]}
    config.to_disk(file)
    return file


def write_vectors(table: Path, folder: Path) -> None:
    """The 8-bit vectors as a spaCy pipeline that holds nothing else."""
    loaded = np.load(table)
    words = loaded["words"].tobytes().decode().split("\n")
    nlp = spacy.blank("en")
    nlp.vocab.vectors = spacy.vectors.Vectors(
        strings=nlp.vocab.strings, data=loaded["rows"].astype(np.float32) * loaded["scale"],
        keys=[nlp.vocab.strings.add(word) for word in words], attr="LOWER",
    )  # fmt: skip
    nlp.to_disk(folder)


if __name__ == "__main__":
    main()
