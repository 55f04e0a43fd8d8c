"""A project of one's own to begin from: the plan, folders, a short guide, and an empty workbook to type the rest in."""

import os
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Literal as Choice

from kgraph.engines.embedded import turtle
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.printing import prefixes_of
from kgraph.project import CONFIGURATION, open_project
from kgraph.terms import ID, KG, RDF, RDFS, SKOS, Iri, Literal, Triple
from kgraph.workspace import Workspace

PlanKind = Choice["strategic", "action"]
KINDS: dict[PlanKind, str] = {"strategic": "StrategicPlan", "action": "ActionPlan"}
GUIDES = Path(__file__).parent / "scaffolds"
WORKBOOK = "plan.xlsx"
FOLDERS = ("data", "queries", "plugins")
# What codes begin with already.
TAKEN = {"actor", "claim", "document", "kg", "owl", "place", "rdf", "rdfs", "route", "sdg", "skos", "xsd"}
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def write_project(folder: Path, kind: PlanKind, name: str | None, language: str) -> list[Path]:
    """Write a project, whole or not at all; its files.

    Args:
        folder: where; it is made, or is there and empty.
        kind: of the plan, which decides the sheets of the workbook.
        name: of the plan; without it the folder's.
        language: of the plan, the guide and the workbook.

    Raises:
        KgraphError: there is something already, or it cannot be written.
    """
    target = Path(os.path.abspath(folder))
    _refuse_taken(target, language)
    called = " ".join((name or target.name).split())
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.mkdir(parents=True)
        _fill(part, code_prefix(target.name), called, kind, language)
        if target.exists():
            target.rmdir()
        part.rename(target)
    except OSError as error:
        message = say(language, "unwritable", path=folder, error=error.strerror)
        raise KgraphError(message, language=language) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return sorted(each for each in target.rglob("*") if each.is_file())


def code_prefix(folder: str) -> str:
    """What the codes of a plan begin with: its folder's name in plain small letters.

    >>> code_prefix("Årdal 2030"), code_prefix("2030"), code_prefix("place")
    ('ardal-2030', 'plan-2030', 'plan-place')
    """
    text = unicodedata.normalize("NFD", folder.casefold().translate(LETTERS)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", text).strip("-")
    return slug if slug[:1].isalpha() and slug not in TAKEN else f"plan-{slug}".rstrip("-")


def _refuse_taken(target: Path, language: str) -> None:
    try:
        is_free = not os.path.lexists(target) or (target.is_dir() and not any(target.iterdir()))
    except OSError as error:
        message = say(language, "unreadable", path=target, error=error.strerror)
        raise KgraphError(message, language=language) from None
    if not is_free:
        hint = say(language, "new_there_hint")
        raise KgraphError(say(language, "new_there", path=target), hint=hint, language=language)


def _fill(folder: Path, prefix: str, name: str, kind: PlanKind, language: str) -> None:
    for each in FOLDERS:
        (folder / each).mkdir()
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    settings = f'name = "{escaped}"\nlanguage = "{language}"\n'
    (folder / CONFIGURATION).write_text(settings, encoding="utf-8")
    guide = (GUIDES / f"project.{language}.md").read_text(encoding="utf-8")
    (folder / "README.md").write_text(guide.replace("PLAN-NAME", name), encoding="utf-8")
    (folder / "data" / "plan.ttl").write_bytes(_plan(prefix, name, kind, language))
    view = Workspace(open_project(folder), language).view()
    (folder / WORKBOOK).write_bytes(view.export("workbook"))


def _plan(prefix: str, name: str, kind: PlanKind, language: str) -> bytes:
    plan = Iri(f"{ID}{prefix}/plan")
    triples = [
        Triple(plan, Iri(RDF + "type"), Iri(KG + KINDS[kind])),
        Triple(plan, Iri(SKOS + "notation"), Literal(f"{prefix}:plan")),
        Triple(plan, Iri(RDFS + "label"), Literal(name, RDF + "langString", language)),
    ]
    return turtle(triples, prefixes_of(triples))
