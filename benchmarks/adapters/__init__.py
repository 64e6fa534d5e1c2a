"""From mentions and the public layers below them to the fields of a benchmark; no extraction here."""
