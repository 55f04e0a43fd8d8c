"""What a workbook may be: .xlsx, a folder or a zip of CSV; and what is refused, in words."""

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kgraph.plugin import KgraphError, Problem, Triple
from kgraph.terms import LANGUAGES
from kgraph.testing import check_importer
from kgraph.workspace import Workspace

Read = Callable[[Path], list[Any]]


@pytest.fixture
def read(tiny: Workspace) -> Read:
    importer = tiny.registry.find("importers", "workbook")
    return lambda path: list(importer.read(path, tiny.view(language="en")))


@pytest.fixture
def folder(tiny: Workspace, tmp_path: Path) -> Path:
    """The workbook as a folder of CSV."""
    folder = tmp_path / "plan"
    with zipfile.ZipFile(io.BytesIO(tiny.view(language="en").export("workbook-csv"))) as archive:
        archive.extractall(folder)
    return folder


def test_the_importer_keeps_the_contract(tiny: Workspace) -> None:
    check_importer(tiny.registry.find("importers", "workbook"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_in_any_spelling(folder: Path, read: Read, encoding: str, delimiter: str) -> None:
    for path in folder.iterdir():
        if path.name != "Phases.csv":
            path.unlink()
    text = "code;name;role\na:P1;Idé;host\na:P2;Trial;\n".replace(";", delimiter)
    (folder / "Phases.csv").write_bytes(text.encode(encoding))
    assert [each.object.text for each in read(folder) if isinstance(each, Triple)] == ["Idé"]


def test_a_folder_a_zip_and_a_file_of_csv_are_alike(folder: Path, read: Read, tmp_path: Path) -> None:
    assert read(folder) == []
    path = folder / "Phases.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("host", "guest"), encoding="utf-8")
    archive = shutil.make_archive(str(tmp_path / "plan"), "zip", folder)
    changed = [each.object.text for each in read(folder) if isinstance(each, Triple)]
    assert changed == ["guest"]
    for other in (Path(archive), path):
        assert [each.object.text for each in read(other) if isinstance(each, Triple)] == changed


def test_excel_says_how_it_separates(folder: Path, read: Read) -> None:
    path = folder / "Phases.csv"
    path.write_text('sep=|\ncode|name\na:P1|"Idea | more"\n', encoding="utf-8")
    assert [each.object.text for each in read(path) if isinstance(each, Triple)] == ["Idea | more"]


def test_the_command_reads_a_folder(folder: Path, here: Callable[..., tuple[int, str, str]], tiny: Workspace) -> None:
    root = str(tiny.project.root)
    assert here("import", str(folder), "--project", root, "--dry-run", "--lang", "en") == (
        0, f"{folder}: no change; problems: 0\n", ""
    )  # fmt: skip


def workbook_of(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def saved(fill: Callable[[Any], None]) -> bytes:
    workbook = openpyxl.Workbook()
    fill(workbook.active)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def far_out(sheet: Any) -> None:
    sheet.title = "Measures"
    sheet["A1"], sheet["B1"], sheet["XFD1048576"] = "code", "name", 1


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: workbook_of({"[Content_Types].xml": b"<a/>", "x.xml": bytes(81_000_000)}), "too large"),
    "a large file": (lambda: bytes(20_000_001), "too large"),
    "a document type": (
        lambda: workbook_of({"[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "cannot be read"
    ),
    "a cell far out": (lambda: saved(far_out), "stands far out"),
    "another workbook": (lambda: saved(lambda sheet: sheet.append(["x", "y"])), "no sheet of a plan workbook"),
    "an empty file": (lambda: b"", "is empty"),
    "a page of the web": (lambda: b"<html><table><tr><td>code</td></tr></table></html>", "cannot be read"),
    "a locked file": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512), "password"),
    "no zip": (lambda: b"PK\x03\x04 and so on", "cannot be read"),
    "a zip of other things": (lambda: workbook_of({"a.txt": b"a"}), "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_workbook_is_refused_in_words(tiny: Workspace, tmp_path: Path, case: str) -> None:
    made, says = REFUSED[case]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(made())
    importer = tiny.registry.find("importers", "workbook")
    told = set()
    for language in LANGUAGES if path.stat().st_size < 10**6 else ("en",):
        with pytest.raises(KgraphError) as error:
            list(importer.read(path, tiny.view(language=language)))
        told.add(error.value.message)
        assert "plan.xlsx" in error.value.message
        assert "; " in error.value.message
        if language == "en":
            assert says in error.value.message


def test_a_cell_of_csv_that_is_too_long_is_refused_in_words(tiny: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "Measures.csv"
    path.write_text("code;name\n;" + "z" * 1_000_001, encoding="utf-8")
    with pytest.raises(KgraphError, match=r"Measures.*too long"):
        list(tiny.registry.find("importers", "workbook").read(path, tiny.view(language="en")))


def test_formulas_are_read_as_their_values(read: Read, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Budget lines")
    sheet.write_row(0, 0, ["code", "name", "budget"])
    sheet.write_row(1, 0, ["b:L1", "Post 1"])
    sheet.write_formula(1, 2, "=100+25", None, 125)
    book.close()
    found = read(path)
    assert [each for each in found if isinstance(each, Problem)] == []
    assert [each.object.text for each in found if isinstance(each, Triple)] == ["125"]
