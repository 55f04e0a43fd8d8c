"""Projects to export from and import into, and hands that fill in a workbook as a spreadsheet would."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kgraph.workspace import Workspace

ROOT = Path(__file__).parents[2]
Edit = Callable[[Path, str, str, Mapping[str, Any]], None]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the tiny project, whose files can be changed."""
    folder = tmp_path / "tiny"
    shutil.copytree(ROOT / "tests" / "projects" / "tiny", folder)
    return folder


@pytest.fixture(scope="session")
def own_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped plans as a project of one's own; nobody writes to it."""
    folder = tmp_path_factory.mktemp("plans")
    (folder / "data").mkdir()
    for name in ("sogn", "sogn-inferred", "sogndal", "sogndal-inferred", "common"):
        shutil.copy(ROOT / "data" / f"{name}.ttl", folder / "data")
    return folder


@pytest.fixture(scope="session")
def whole(tiny: Workspace) -> bytes:
    """The tiny project's workbook in English."""
    return tiny.view(language="en").export("workbook")


@pytest.fixture
def book(whole: bytes, tmp_path: Path) -> Path:
    """A copy of it, to be filled in."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(whole)
    return path


def column(sheet: Worksheet, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def row_of(sheet: Worksheet, code: str) -> int:
    if code:
        return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == code)
    return next(row for row in range(2, sheet.max_row + 2) if not any(c.value for c in sheet[row]))


@pytest.fixture
def fill() -> Edit:
    """Fill in cells of the row of a code, by their headings; without a code, of the first empty row."""

    def filled(path: Path, name: str, code: str, cells: Mapping[str, Any]) -> None:
        workbook = openpyxl.load_workbook(path)
        sheet = workbook[name]
        row = row_of(sheet, code)
        for heading, value in cells.items():
            sheet.cell(row, column(sheet, heading)).value = value
        workbook.save(path)

    return filled


@pytest.fixture
def cells() -> Callable[[Path, str, str], dict[str, Any]]:
    """The cells of a row by their headings."""

    def found(path: Path, name: str, code: str) -> dict[str, Any]:
        sheet = openpyxl.load_workbook(path)[name]
        return {cell.value: sheet.cell(row_of(sheet, code), cell.column).value for cell in sheet[1]}

    return found
