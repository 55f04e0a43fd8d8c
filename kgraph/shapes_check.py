"""The data against the SHACL shapes; pySHACL and rdflib are imported only here, and only when asked for."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kgraph.building import read_source
from kgraph.errors import ProjectError
from kgraph.faults import Fault
from kgraph.messages import say
from kgraph.project import Source
from kgraph.terms import FALLBACK
from kgraph.written import Written, local

if TYPE_CHECKING:
    import rdflib

SH = "http://www.w3.org/ns/shacl#"


def shape_faults(shapes: Iterable[Path], written: Written) -> list[Fault] | None:
    """What breaks the shapes; None where pySHACL is not installed.

    Raises:
        ProjectError: a file of shapes cannot be read, or holds what is no shape.
    """
    try:
        import pyshacl
        from pyshacl.errors import ReportableRuntimeError
    except ImportError:
        return None
    import rdflib

    paths = [str(path) for path in shapes]
    quads = [each for path in paths for each in read_source(Source("shapes", path), written.language)]
    rules = _graph(Written.of(quads, written.vocabulary, written.language))
    try:
        _, results, _ = pyshacl.validate(_graph(written), shacl_graph=rules, inplace=True)
    except ReportableRuntimeError as error:
        place = ", ".join(paths)
        raise ProjectError(say(written.language, "bad_turtle", place=place, error=error)) from None
    result = rdflib.URIRef(SH + "result")
    return sorted((_fault(each, results, rules, written) for each in results.objects(None, result)), key=str)


def _graph(written: Written) -> "rdflib.Graph":
    """The written triples for rdflib; which file says them does not matter to the shapes."""
    import rdflib

    def node(text: str) -> rdflib.term.IdentifiedNode:
        return rdflib.BNode(text[2:]) if text.startswith("_:") else rdflib.URIRef(text)

    def value(text: str, tag: str, datatype: str) -> rdflib.term.Node:
        if not datatype:
            return node(text)
        return rdflib.Literal(text, lang=tag) if tag else rdflib.Literal(text, datatype=rdflib.URIRef(datatype))

    graph = rdflib.Graph()
    for subject, facts in written.about.items():
        for predicate, values in facts.items():
            for each in values:
                graph.add((node(subject), rdflib.URIRef(predicate), value(each.text, each.tag, each.datatype)))
    return graph


def _fault(result: Any, results: Any, rules: Any, written: Written) -> Fault:
    import rdflib

    def one(name: str) -> str:
        return str(results.value(result, rdflib.URIRef(SH + name)) or "")

    thing, shape, value = one("focusNode"), one("sourceShape"), one("value")
    path = one("resultPath") or _asked(rdflib.URIRef(shape), rules)
    # The shape's own messages come last, so that they stand before those that pySHACL makes up.
    said = {
        getattr(each, "language", None) or "": str(each)
        for each in (
            *results.objects(result, rdflib.URIRef(SH + "resultMessage")),
            *rules.objects(rdflib.URIRef(shape), rdflib.URIRef(SH + "message")),
        )
    }
    message = next((said[tag] for tag in (*FALLBACK[written.language], *sorted(said)) if tag in said), local(shape))
    severity: Literal["error", "warning"] = "error" if one("resultSeverity") == SH + "Violation" else "warning"
    source = next((each.source for each in written.values(thing, path)), "") or written.source_of(thing)
    end = value if value in written.about else ""
    return Fault(severity, local(shape), f"{written.name(thing)}: {message}", thing, path, source, end)


def _asked(node: Any, rules: Any) -> str:
    """The field or link that a shape without a path asks for in one of its parts."""
    import rdflib

    if rules.value(node, rdflib.URIRef(SH + "minCount")) is not None:
        return str(rules.value(node, rdflib.URIRef(SH + "path")) or "")
    parts = (part for part in rules.objects(node) if isinstance(part, rdflib.BNode))
    return next((found for part in parts if (found := _asked(part, rules))), "")
