"""Whether importers, exporters and renderers keep the contract, whatever they are given."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

from kgraph.answer import Answer
from kgraph.engines.embedded import turtle
from kgraph.plugin import Exporter, Gone, Importer, Loss, Missing, Problem, Renderer, Triple, View
from kgraph.printing import PREFIXES
from kgraph.terms import LANGUAGES
from kgraph.testing.answers import specimens
from kgraph.testing.demands import (
    UnmetError,
    check_callable,
    check_name,
    check_suffix,
    check_text,
    demand,
    of_sort,
    tried,
)
from kgraph.testing.trial import FIRST, Where, trial_of

# What is no file of any form: nothing, noise, text in two encodings, and a form's first letters alone.
GARBAGE = {
    "an empty file": b"",
    "binary noise": bytes(range(256)) * 8,
    "a text": "Tiltak; «røyster»\n\n\t}{][<>&\x00\n".encode(),
    "a text in Latin-1": "Måling på øya\n".encode("latin-1"),
    "a file cut off": b'PK\x03\x04<?xml version="1.0"?><a><b',
}
RAW = "</script><b>"


def check_exporter(exporter: Exporter, project: Where = None) -> None:
    """The exporter writes the same bytes twice, of every view, whatever things are called, and leaves the file open.

    Args:
        exporter: any.
        project: the folder of a project to export beside an empty one; without it, the example.

    Raises:
        AssertionError: it does not; says what to mend.
    """
    who = f"the exporter {exporter.name}"
    check_name(who, exporter.name)
    check_text(who, "what", exporter.what)
    check_suffix(who, exporter.suffix)
    check_callable(who, "write", exporter.write)
    for where, view in trial_of(project).views():
        refuses = "empty" in where or (exporter.one_plan and view.plan is None)
        first = tried(who, where, _written, exporter, view, may_refuse=refuses)
        if first is None:
            continue
        same = where != FIRST or first == _written(exporter, view)
        demand(same, f"{who}: it writes other bytes the second time; sort, and use no time of day")
        _check_readable(who, where, exporter.suffix, first)


def _written(exporter: Exporter, view: View) -> bytes:
    who = f"the exporter {exporter.name}"
    file = io.BytesIO()
    losses: Any = exporter.write(view, file)
    demand(
        isinstance(losses, Iterable) and not isinstance(losses, str | bytes),
        f"{who}: `write` gives the Losses, an empty list if there are none, not {type(losses).__name__}",
    )
    for loss in losses:
        check_text(f"{who}: a Loss", "what", of_sort(f"{who}: of `write`", loss, Loss).what)
        demand(loss.count > 0, f"{who}: a Loss has a count above 0; leave it out where nothing was lost")
    demand(not file.closed, f"{who}: it closes the file; a TextIOWrapper does so as it goes, so detach() it")
    return file.getvalue()


def check_renderer(renderer: Renderer) -> None:
    """The renderer shows answers of every sort, one and several, in each language, and the same twice; or refuses them.

    Raises:
        AssertionError: it does not; says what to mend.
    """
    who = f"the renderer {renderer.name}"
    check_name(who, renderer.name)
    check_text(who, "what", renderer.what)
    check_suffix(who, renderer.suffix)
    check_callable(who, "render", renderer.render)
    for language in LANGUAGES:
        known = specimens(language)
        every: dict[str, Sequence[Answer]] = {**{name: (one,) for name, one in known.items()}}
        for where, answers in {**every, "several answers": tuple(known.values())}.items():
            first = tried(who, f"on {where}", _shown, renderer, answers, may_refuse=True)
            if first is None:
                continue
            same = language != "en" or first == _shown(renderer, answers)
            demand(same, f"{who}: it renders {where} otherwise the second time")
            _check_readable(who, f"on {where}", renderer.suffix, first)


def _shown(renderer: Renderer, answers: Sequence[Answer]) -> bytes:
    shown: object = renderer.render(answers)
    if isinstance(shown, str):
        return shown.encode("utf-8")
    return of_sort(f"the renderer {renderer.name}: of `render`, a str or", shown, bytes)


def check_importer(importer: Importer, sample: Path | None = None) -> None:
    """The importer yields triples and problems, and nothing but a KgraphError comes of a file that it cannot read.

    Args:
        importer: any.
        sample: a file that it can read; some triples come of it, the same ones twice.

    Raises:
        AssertionError: it does not; says what to mend.
    """
    who = f"the importer {importer.name}"
    check_name(who, importer.name)
    check_text(who, "what", importer.what)
    demand(of_sort(f"{who}: `suffixes`", importer.suffixes, tuple), f"{who}: `suffixes` is empty")
    for suffix in importer.suffixes:
        check_suffix(who, suffix)
    check_callable(who, "read", importer.read)
    with TemporaryDirectory() as folder:
        for number, (where, content) in enumerate(GARBAGE.items()):
            path = Path(folder, f"garbage{number}{importer.suffixes[0]}")
            path.write_bytes(content)
            tried(who, f"on {where}", _read, importer, path, may_refuse=True)
    if sample is not None:
        found = tried(who, f"on {sample.name}", _read, importer, sample) or []
        demand(
            importer.edits or any(isinstance(each, Triple) for each in found),
            f"{who}: no triple comes of {sample.name}",
        )
        demand(found == _read(importer, sample), f"{who}: it reads {sample.name} otherwise the second time")


def _read(importer: Importer, path: Path) -> list[Triple | Gone | Missing | Problem]:
    found = list(importer.read(path, trial_of(None).view()) if importer.edits else importer.read(path))
    who = f"the importer {importer.name}"
    sorts = Triple | Gone | Missing | Problem if importer.edits else Triple | Problem
    for each in found:
        demand(isinstance(each, sorts), f"{who}: it yields Triples and Problems, not {type(each).__name__}")
        if isinstance(each, Problem):
            check_text(f"{who}: a Problem", "texts", each.texts)
    triples = [each for each in found if isinstance(each, Triple)]
    try:
        turtle(triples, PREFIXES)
    except (ValueError, TypeError) as error:
        raise UnmetError(f"{who}: it yields a triple that RDF cannot hold: {error}") from None
    return found


def _check_readable(who: str, where: str, suffix: str, content: bytes) -> None:
    """What is written is of the form that its ending promises, as far as the standard library can tell."""
    readers: dict[str, Callable[[bytes], object]] = {
        ".json": json.loads,
        ".csv": _rows,
        ".svg": ET.fromstring,
        ".xml": ET.fromstring,
        ".graphml": ET.fromstring,
        ".gexf": ET.fromstring,
        ".xlsx": _archive,
        ".docx": _archive,
        ".zip": _archive,
    }
    try:
        readers.get(suffix, bytes)(content)
    except (ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise UnmetError(f"{who}: what it writes {where} is no {suffix}: {error}") from None
    if suffix in {".html", ".svg"}:
        demand(RAW.encode() not in content, f"{who}: a name that holds {RAW} stands unescaped {where}")


def _rows(content: bytes) -> None:
    rows = [row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) if row]
    if len({len(row) for row in rows}) > 1:
        raise ValueError("its rows are not equally long")


def _archive(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.testzip()
