"""A workbook's sheets as grids of cells: from .xlsx, from a folder or zip of CSV, from one CSV file.

A file is refused where it is too large to be a plan; nothing outside it is fetched, no formula is computed.
openpyxl tells what was computed from what was not, errors from values, and which cells are merged, so that none of
these is taken for an emptied cell.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kgraph.plugin import KgraphError

from .cells import Cell
from .faults import refusal

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 20_000_000, 80_000_000, 20_000, 400
DELIMITERS = ";,\t"
LONGEST_CELL = 1_000_000
# How a workbook with a password begins, and one of Excel before 2007 (MS-CFB 2.2).
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
# The å, ø and æ of an old Mac, as they look in cp1252, which has them nowhere within words.
OTHER_LETTERS = re.compile(r"[a-z][Œ¿¾][a-z]")
# A text in cp1252 has none of these; other files read as it do.
CONTROLS = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160))))


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its name, its cells by row and column from 0, and those that cannot be known, with why not."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    unknown: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False


def grids(path: Path, language: str) -> list[Grid]:
    """The sheets of a file or a folder.

    Raises:
        KgraphError: it cannot be read, is too large, or is no workbook.
    """
    try:
        if path.is_dir():
            found = sorted(each for each in path.iterdir() if each.suffix.lower() == ".csv")
            _refuse_large(sum(each.stat().st_size for each in found), path, language)
            return [_separated(each.stem, each.read_bytes(), path, language) for each in found]
        _refuse_large(path.stat().st_size, path, language)
        content = path.read_bytes()
    except OSError as error:
        raise KgraphError(f"{path}: {error.strerror}", language=language) from None
    if path.suffix.lower() == ".csv":
        return [_separated(path.stem, content, path, language)]
    if not content or content.startswith(COMPOUND):
        raise refusal("locked" if content else "empty", path, language)
    archive = _archive(content, path, language)
    return _xlsx(content, path, language) if "[Content_Types].xml" in archive else _zipped(archive, path, language)


def _refuse_large(size: int, path: Path, language: str, most: int = MOST_BYTES) -> None:
    if size > most:
        raise refusal("too_large", path, language, most=f"{most // 1_000_000} MB")


def _archive(content: bytes, path: Path, language: str) -> dict[str, bytes]:
    """The files in a zip, unpacked as far as it is not too large."""
    found: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for each in archive.infolist():
                with archive.open(each) as file:
                    found[each.filename] = file.read(left + 1)
                left -= len(found[each.filename])
                if left < 0:
                    _refuse_large(MOST_UNPACKED + 1, path, language, MOST_UNPACKED)
    except KgraphError:
        raise
    except Exception:  # noqa: BLE001 - zipfile raises whatever a broken file makes it
        raise refusal("no_workbook", path, language) from None
    if any(b"<!DOCTYPE" in each for name, each in found.items() if name.endswith((".xml", ".rels"))):
        raise refusal("no_workbook", path, language)
    return found


def _zipped(archive: Mapping[str, bytes], path: Path, language: str) -> list[Grid]:
    found = {name: each for name, each in archive.items() if name.lower().endswith(".csv") and "__MACOSX" not in name}
    if not found:
        raise refusal("no_workbook", path, language)
    return [_separated(Path(name).stem, found[name], path, language) for name in sorted(found)]


# ---- .xlsx


def _xlsx(content: bytes, path: Path, language: str) -> list[Grid]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            valued, written = (openpyxl.load_workbook(io.BytesIO(content), data_only=only) for only in (True, False))
        return [_grid(valued[name], written[name], path, language) for name in valued.sheetnames]
    except KgraphError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken file makes it
        raise refusal("no_workbook", path, language) from None


def _grid(valued: Any, written: Any, path: Path, language: str) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    unknown: dict[tuple[int, int], str] = {}
    for row in getattr(written, "_cells", {}):
        place = row[0] - 1, row[1] - 1
        raw, value = written.cell(*row), valued.cell(*row)
        if value.data_type == "e":
            unknown[place] = "error"
        elif raw.data_type == "f" and value.value is None:
            unknown[place] = "formula"
        elif value.value is not None:
            cells[place] = value.value
    for area in getattr(valued, "merged_cells", ()):
        inside = range(area.min_row - 1, min(area.max_row, MOST_ROWS)), range(area.min_col - 1, min(area.max_col, 400))
        unknown |= {(row, column): "merged" for row in inside[0] for column in inside[1]}
    height = max((row for row, _ in (*cells, *unknown)), default=-1) + 1
    width = max((column for _, column in (*cells, *unknown)), default=-1) + 1
    if height > MOST_ROWS or width > MOST_COLUMNS:
        raise refusal("too_long", path, language, sheet=valued.title, most=MOST_ROWS, columns=MOST_COLUMNS)
    rows = tuple(tuple(cells.get((row, column)) for column in range(width)) for row in range(height))
    return Grid(valued.title, rows, unknown, hidden=valued.sheet_state != "visible")


# ---- CSV


def _separated(name: str, content: bytes, path: Path, language: str) -> Grid:
    text = decoded(content)
    if text is None:
        raise refusal("encoding", path, language, sheet=name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    delimiter = max(DELIMITERS, key=first.count)
    if len(first) == 5 and first.lower().startswith("sep="):
        # Excel says so in a line of its own.
        delimiter, text = first[4], rest
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = [
            tuple(map(_unquoted, row))
            for row in _limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        ]
    except csv.Error:
        # Of what csv refuses nothing else is left here.
        raise refusal("long_cell", path, language, sheet=name, most=LONGEST_CELL) from None
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise refusal("too_long", path, language, sheet=name, most=MOST_ROWS, columns=MOST_COLUMNS)
    return Grid(name, tuple(rows), hidden=name.startswith("_"))


def _limited(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        yield row
        if number > MOST_ROWS:
            return


def _unquoted(text: str) -> str | None:
    """A cell; the sign before what could be taken for a formula is no part of it."""
    return (text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text) or None


def decoded(content: bytes) -> str | None:
    r"""A text in UTF-8, UTF-16 with its mark, or Latin-1 as Windows has it; None where it is no such text.

    >>> decoded("Måling".encode("latin-1")), decoded(b"a\x00b")
    ('Måling', None)
    """
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
    marked = next((name for mark, name in marks.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROLS & set(text) and not (encoding == "cp1252" and OTHER_LETTERS.search(text)):
            return text
    return None
