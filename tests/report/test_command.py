"""`kgraph report`: where it writes, in which form and language, and what it says when it cannot."""

import sys
import zipfile

import click
import pytest

from kgraph.cli.options import open_here
from kgraph.errors import KgraphError
from kgraph.project import shipped as shipped_folder

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def tiny_folder(request) -> tuple[str, str]:
    return ("--project", str(request.config.rootpath / "tests" / "projects" / "tiny"))


def test_without_a_file_the_page_goes_to_standard_output(here, tiny_folder):
    code, out, err = here("report", "--plan", "a", "--date", "2026-05-01", *tiny_folder)
    assert (code, err) == (0, "")
    assert out.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<h1>Alfa</h1>" in out


@pytest.mark.parametrize("ending, holds", [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")])
def test_the_ending_of_the_file_decides_the_form(here, tiny_folder, tmp_path, ending, holds):
    path = tmp_path / f"plan.{ending}"
    assert here("report", "--plan", "a", "--output", str(path), *tiny_folder) == (0, "", "")
    assert holds in zipfile.ZipFile(path).namelist()


def test_a_page_is_written_to_its_file(here, tiny_folder, tmp_path):
    path = tmp_path / "plan.HTML"
    assert here("report", "--plan", "b", "--output", str(path), *tiny_folder) == (0, "", "")
    assert "<h1>Beta</h1>" in path.read_text(encoding="utf-8")


def test_another_ending_is_one_clear_error_and_writes_nothing(here, tiny_folder, tmp_path):
    path = tmp_path / "plan.pdf"
    code, out, err = here("report", "--output", str(path), *tiny_folder)
    assert (code, out, err) == (1, "", "a report is written as .html, .docx or .xlsx, not as .pdf\n")
    assert not path.exists()


def test_a_date_that_is_none_is_one_clear_error(here, tiny_folder):
    code, out, err = here("report", "--date", "2026-02-30", *tiny_folder)
    assert (code, out, err) == (1, "", "a day is written as 2026-12-31, not as “2026-02-30”\n")


def test_a_plan_that_is_not_there_is_one_clear_error(here, tiny_folder):
    code, out, err = here("report", "--plan", "c", *tiny_folder)
    assert (code, out) == (1, "")
    assert "a:plan" in err
    assert "Traceback" not in err


def test_a_word_document_without_its_library_says_what_to_install(report, tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(KgraphError, match="python-docx") as error:
        report.module.report(tiny.view("a"), "docx")
    assert error.value.hint == "pip install 'kgraph[word]'"


def test_the_report_is_in_the_language_of_the_plan_unless_another_is_asked_for(tmp_path, monkeypatch):
    """The shipped plans are written in Nynorsk; the machine speaks English."""
    (tmp_path / "data").mkdir()
    for name in ("sogn.ttl", "common.ttl"):
        (tmp_path / "data" / name).write_bytes((shipped_folder("data") / name).read_bytes())

    def language(option: str | None = None) -> str:
        with click.Context(click.Command("report")):
            return open_here(str(tmp_path), option).view("sogn").in_own_language().language

    assert language() == "nn"
    assert language("nb") == "nb"
    monkeypatch.setenv("KGRAPH_LANG", "en")
    assert language() == "en"
    monkeypatch.delenv("KGRAPH_LANG")
    (tmp_path / "kgraph.toml").write_text('language = "nb"\n', encoding="utf-8")
    assert language() == "nb"


def test_a_view_of_a_plan_names_the_plan_in_the_plans_language(shipped):
    view = shipped.view("sogn")
    assert (view.language, view.plan.label) == ("en", "Action plan 2018")
    own = view.in_own_language()
    assert (own.language, own.plan.label) == ("nn", "Handlingsplan 2018")


def test_stated_links_alone_count_where_that_is_asked_for(here, tiny_folder):
    _, out, _ = here("report", "--plan", "b", "--basis", "stated", *tiny_folder)
    assert "In this report only stated links count." in out
    assert "Inferred by an analyst" not in out
