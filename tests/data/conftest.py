"""What the tests of the shipped data share: its triples, file by file, and the documents it was read from."""

import os
from pathlib import Path

import pytest

from kgraph.engines.embedded import parse
from kgraph.project import shipped

DATA = sorted(shipped("data").glob("*.ttl"))
DOCUMENTS = {"sogndal": "sogndal-strategisk-plan.txt", "sogn": "sogn-handlingsplan-2018.txt"}


@pytest.fixture(scope="session")
def data_files():
    """The shipped data files, by name."""
    return {path.name: path for path in DATA}


@pytest.fixture(scope="session")
def written():
    """For each data file its triples."""
    return {path.name: parse(str(path), "urn:kgraph:test") for path in DATA}


@pytest.fixture(scope="session")
def documents():
    """The text of each plan, its white space taken out; skips where the documents are not at hand."""
    folder = os.environ.get("KGRAPH_DOCUMENTS")
    if not folder:
        pytest.skip("KGRAPH_DOCUMENTS does not name the documents' folder")
    texts = {plan: (Path(folder) / name).read_text(encoding="utf-8") for plan, name in DOCUMENTS.items()}
    return {plan: "".join(text.split()) for plan, text in texts.items()}
