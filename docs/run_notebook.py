"""Runs `docs/researchers.ipynb` anew and writes what its cells give: python docs/run_notebook.py."""

from pathlib import Path

import nbclient
import nbformat

NOTEBOOK = Path(__file__).parent / "researchers.ipynb"


def run() -> nbformat.NotebookNode:
    """The notebook with what its cells give now; what one raises comes through."""
    found = nbformat.read(NOTEBOOK, as_version=4)
    kernel = found.metadata["kernelspec"]
    client = nbclient.NotebookClient(found, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}})
    client.execute()
    # When it was run, and by which Python, is no part of it.
    found.metadata = {"kernelspec": kernel}
    for cell in found.cells:
        cell.metadata = {}
    return found


if __name__ == "__main__":
    nbformat.write(run(), NOTEBOOK)
