"""The researchers' notebook runs from top to bottom, and what stands in it is what it gives."""

import runpy
from pathlib import Path

import nbformat
import pytest

DOCS = Path(__file__).parents[1] / "docs"


def _given(notebook):
    """What each code cell gives: its streams, and its outputs by type."""
    return [
        [(each.output_type, each.get("text") or dict(each.get("data", {}))) for each in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::RuntimeWarning")
def test_every_cell_gives_what_stands_below_it():
    stored = nbformat.read(DOCS / "researchers.ipynb", as_version=4)
    found = runpy.run_path(str(DOCS / "run_notebook.py"))["run"]()
    assert len(_given(stored)) == len(_given(found)) > 10
    for before, after in zip(_given(stored), _given(found), strict=True):
        assert before == after
