"""The ledger follows the archive after a repair: where captures lie now, and which are lost."""

from collections.abc import Iterable

from warehouse.archive.records import StoredCapture
from warehouse.connection import Connection, transaction, translated

_FOUND = "UPDATE captures SET record_offset = ?, record_length = ? WHERE file = ? AND record_id = ?"
_LOST = """
UPDATE captures SET file = $kept
WHERE file = $file AND record_id NOT IN (SELECT unnest($there::VARCHAR[]))
"""


def follow(db: Connection, file: str, there: Iterable[StoredCapture], kept: str) -> int:
    """Notes where the captures of a mended file lie, and gives how many of them are lost.

    `there` are the captures that the file holds now; `kept` is where the bytes lie that were taken
    out. A lost capture keeps its row and its offset, in that file: never the place of another one.
    """
    rows = [(one.offset, one.length, file, one.record_id) for one in there]
    cursor = db.cursor()
    with translated("following a repair"), transaction(cursor):
        # The ledger is asked by record and one by one: repairs are rare and files are small.
        for row in rows:
            cursor.execute(_FOUND, row)
        values = {"kept": kept, "file": file, "there": [row[3] for row in rows]}
        lost = cursor.execute(_LOST, values).fetchone()
    return int(lost[0]) if lost else 0
