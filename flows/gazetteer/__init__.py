"""The user's own gazetteer: made from a GeoNames dump, kept as an index file in the home folder."""

from flows.gazetteer.importing import ImportReport, import_dump
from flows.gazetteer.using import INDEX_NAME, home_resources

__all__ = ["INDEX_NAME", "ImportReport", "home_resources", "import_dump"]
