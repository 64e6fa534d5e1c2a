"""The search by coverage behind `fuzz_pages --atheris`: libFuzzer guided by the parsers' branches.

    python -m benchmarks.fuzz_coverage SECONDS FOLDER

It ends with the first find, as libFuzzer does, and leaves the input in FOLDER.
"""

import sys
from pathlib import Path

try:
    import atheris  # type: ignore[import-untyped]
except ImportError:
    sys.exit("no atheris: `pip install atheris` into an environment that has these packages")

with atheris.instrument_imports(include=["parsers"]):
    from benchmarks.page_mutations import ROOT, Mutator, mutator
    from benchmarks.page_promises import PageInput, outcome

_LONGEST = 60_000
_ADDRESS = "https://p.example/2024/03/12/a"
_SEEDS = mutator(1)


def mutated(data: bytes, most: int, number: int) -> bytes:
    """Half of the time our own mutations, that know pages; else libFuzzer's, that know nothing."""
    if number % 2:
        return bytes(atheris.Mutate(data, most))
    others = [page.encode("utf-8", "replace") for page in _SEEDS.pages[number % 7 :: 7]]
    html = Mutator(number, [data, *others]).make(number).html
    return (html if isinstance(html, bytes) else html.encode("utf-8", "surrogatepass"))[:most]


def one(data: bytes) -> None:
    """Anything that is raised is a find."""
    outcome(PageInput(data, _ADDRESS))


def main() -> None:
    """Runs for so many seconds or to the first find."""
    seconds, folder = float(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    seeds = [str(path.parent) for path in (ROOT / "tests" / "pages").glob("*/page.html")]
    options = [f"-max_total_time={seconds:.0f}", f"-max_len={_LONGEST}", "-timeout=20"]
    options += ["-rss_limit_mb=4096", f"-artifact_prefix={folder}/", "-print_final_stats=1"]
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    atheris.Setup([sys.argv[0], *options, str(corpus), *seeds], one, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
