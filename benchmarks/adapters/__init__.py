"""From mentions and the layers below them to a benchmark's fields; no extraction of their own."""
