"""The tables: the things of each kind, and the links between them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kgraph.ordering import by_code
from kgraph.plugin import Answer, Cell, Column, Kind, Node, PropertyGraph, Row, Text, Thing, View, Vocabulary
from kgraph.terms import KG, RDF
from kgraph.vocabulary import Field

THINGS = Text(en="Things", nn="Ting", nb="Ting")
LINKS = Text(en="Links", nn="Lenkjer", nb="Lenker")
FROM = Text(en="from", nn="frå", nb="fra")
FROM_KIND = Text(en="from (kind)", nn="frå (type)", nb="fra (type)")
LINK = Text(en="link", nn="lenkje", nb="lenke")
TO_CODE = Text(en="to (code)", nn="til (kode)", nb="til (kode)")
TO = Text(en="to", nn="til", nb="til")
TO_KIND = Text(en="to (kind)", nn="til (type)", nb="til (type)")
# What a claim says of a link, and in which document.
CLAIMED = (RDF + "subject", RDF + "predicate", RDF + "object", KG + "document")


def things(view: View, graph: PropertyGraph, most: int) -> Iterator[Answer]:
    """A table for each kind that has things, with the fields that any of them has.

    Args:
        view: of the project.
        graph: what is shown of it.
        most: how many rows a table may have.
    """
    by_kind: dict[str, list[Node]] = defaultdict(list)
    for node in sorted(graph.nodes, key=lambda node: by_code(node.thing)):
        by_kind[node.thing.kind].append(node)
    wholes: dict[str, list[Thing]] = defaultdict(list)
    for edge in graph.edges:
        if edge.link == "partOf":
            wholes[edge.source].append(graph.by_iri[edge.target].thing)
    kinds = {kind.local: kind for kind in view.vocabulary.kinds.values()}
    titles = {local: _title(kinds.get(local), local, view.language) for local in by_kind}
    part_of = view.vocabulary.links[KG + "partOf"].label(view.language)
    choices = _choices(view)
    for local in sorted(by_kind, key=lambda local: (titles[local], local)):
        nodes = by_kind[local]
        used = {name for node in nodes for name in node.fields}
        fields = [field for field in view.vocabulary.fields.values() if field.local in used]
        name = kinds[local].label(view.language) if local in kinds else local
        columns = [Column(name, "thing"), *(_column(field, view.language) for field in fields)]
        rows: list[Row] = [(node.thing, *(_cell(node, field, choices) for field in fields)) for node in nodes]
        if any(node.iri in wholes for node in nodes):
            columns.append(Column(part_of, "things"))
            rows = [(*row, wholes.get(node.iri)) for row, node in zip(rows, nodes, strict=True)]
        yield Answer(titles[local], tuple(columns), tuple(rows[:most]), len(rows), language=view.language)


def links(view: View, graph: PropertyGraph, most: int) -> Answer:
    """A row for each link; of its claims the surest, and the documents of all."""
    kinds = {kind.local: kind.label(view.language) for kind in view.vocabulary.kinds.values()}
    choices, documents = _choices(view), _documents(view)
    place = {node.iri: by_code(node.thing) for node in graph.nodes}
    rows: list[Row] = []
    for edge in sorted(graph.edges, key=lambda edge: (place[edge.source], edge.link, place[edge.target])):
        start, end = graph.by_iri[edge.source].thing, graph.by_iri[edge.target].thing
        ends = (start, kinds.get(start.kind), edge.label, end.code, end.label, kinds.get(end.kind))
        rests = (choices.get(edge.basis), choices.get(edge.confidence or ""), edge.quote, edge.reason)
        named = [graph.by_iri[each].thing.label if each in graph.by_iri else each for each in documents[edge.id]]
        rows.append((*ends, *rests, sorted(named) or None))
    return Answer(LINKS[view.language], _link_columns(view), tuple(rows[:most]), len(rows), language=view.language)


def _link_columns(view: View) -> tuple[Column, ...]:
    """The ends and the link between, and what a claim has, by the ontology's names."""
    words: Vocabulary = view.vocabulary
    ends = [text[view.language] for text in (FROM_KIND, LINK, TO_CODE, TO, TO_KIND)]
    rests = [words.fields[KG + name].label(view.language) for name in ("basis", "confidence", "quote", "reason")]
    document = words.kinds[KG + "Document"].label(view.language)
    return (Column(FROM[view.language], "thing"), *(Column(name, "text") for name in (*ends, *rests, document)))


def _title(kind: Kind | None, local: str, language: str) -> str:
    name = kind.plural(language) if kind else local
    return name[:1].upper() + name[1:]


def _column(field: Field, language: str) -> Column:
    sort = "money" if field.currency else {"decimal": "number"}.get(field.type, field.type)
    return Column(field.label(language), sort, field.currency)


def _cell(node: Node, field: Field, choices: Mapping[str, str]) -> Cell:
    values = list(node.fields.get(field.local, ()))
    if field.type == "choice":
        values = [choices.get(str(each), each) for each in values]
    return values[0] if len(values) == 1 else values or None


def _choices(view: View) -> dict[str, str]:
    """The names of choices in the reader's language, by their local names."""
    return {choice.local: choice.label(view.language) for choice in view.vocabulary.choices.values()}


def _documents(view: View) -> Mapping[str, set[str]]:
    """The documents that claims on links name, by the ids of edges."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    suggested = set()
    for each in view.triples():
        if each.predicate in CLAIMED:
            said[each.subject][each.predicate] = str(each.object)
        elif (each.predicate, each.object) == (KG + "basis", KG + "suggested"):
            suggested.add(str(each.subject))
    found: dict[str, set[str]] = defaultdict(set)
    for claim, parts in said.items():
        if len(parts) == len(CLAIMED) and claim not in suggested:
            start, link, end, document = (parts[name] for name in CLAIMED)
            found[f"{start} {link} {end}"].add(document)
            found[f"{end} {link} {start}"].add(document)
    return found
