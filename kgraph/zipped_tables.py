"""Tables as CSV files in one archive: the same rows give the same bytes, and no table is ever whole in memory."""

from collections.abc import Iterable, Mapping, Sequence
from typing import IO


def write_zipped(file: IO[bytes], tables: Mapping[str, Iterable[Sequence[object]]]) -> None:
    """Writes each table as UTF-8 CSV (RFC 4180) under its name; nothing (None) as an empty cell.

    Args:
        file: opened for bytes; it is left open.
        tables: rows by the names of their files, the heading first.
    """
    import csv
    import io
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            # Without a date of its own an entry has that of 1980.
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with (
                archive.open(info, "w", force_zip64=True) as entry,
                io.TextIOWrapper(entry, "utf-8", newline="") as text,
            ):
                csv.writer(text).writerows(rows)
                text.flush()
