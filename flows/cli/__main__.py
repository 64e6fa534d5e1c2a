"""`python -m flows.cli` is `sitrep`."""

from flows.cli import main

main()
