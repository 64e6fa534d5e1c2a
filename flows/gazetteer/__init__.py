"""The user's own gazetteer: made from a GeoNames dump, kept as an index file in the home folder."""

from flows.gazetteer.importing import ImportReport, import_dump
from flows.gazetteer.using import INDEX_NAME, with_own_gazetteer

__all__ = ["INDEX_NAME", "ImportReport", "import_dump", "with_own_gazetteer"]
