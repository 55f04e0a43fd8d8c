"""What a picture of a graph says of a box or a line that is pointed at: all that it has no room for.

SVG shows an element's title there (https://www.w3.org/TR/SVG2/struct.html#TitleElement), so nothing of the graph needs
to be lost: the fields of a thing, and the quote and the reason of a link, where that has a line of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from kgraph.answer import Thing
from kgraph.drawing.svg import clean, shortened, tag
from kgraph.property_graph import Edge, Node, PropertyGraph, Value
from kgraph.render.cells import spoken

# Letters of a text, letters of a name beside others, and links of a bundle.
LONGEST, SHORT, MOST_TOLD = 1500, 60, 12


@dataclass(frozen=True, slots=True)
class NetworkWords:
    """What a picture says beside the names in its graph, in the reader's language.

    Attributes:
        title: what it shows.
        summary: what there is to see, in a sentence or two; it stands below too.
        kinds: for each kind by its local name the word for one, and for several.
        stated: what a solid line means.
        inferred: what a dashed line means.
        choices: for each value of a closed list by its local name its word, for confidences among them.
        fields: for each field by its local name its word, and whether its values are from such a list.
        language: of numbers.
    """

    title: str
    summary: str
    kinds: Mapping[str, tuple[str, str]]
    stated: str
    inferred: str
    choices: Mapping[str, str]
    fields: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    language: str = "en"

    def kind(self, name: str) -> tuple[str, str]:
        """The word for one thing of a kind, and for several."""
        return self.kinds.get(name, (name, name))


def of_thing(node: Node, words: NetworkWords) -> str:
    """What is told of a box: the thing, and a line for each value of its fields."""
    return _title(f"{node.thing} – {words.kind(node.thing.kind)[0]}", _values(node, words))


def _values(node: Node, words: NetworkWords) -> Iterable[str]:
    for name, values in node.fields.items():
        label, listed = words.fields.get(name, (name, False))
        for value in values:
            said = words.choices.get(str(value), str(value)) if listed else spoken(value, words.language)
            yield f"{label}: {said}"


def of_links(edges: tuple[Edge, ...], graph: PropertyGraph, words: NetworkWords) -> str:
    """What is told of a line: its link with what it rests on, or of several the first."""
    more = len(edges) - MOST_TOLD
    named = [_link(edge, graph, words) for edge in edges[:MOST_TOLD]]
    evidence = _evidence(edges[0]) if len(edges) == 1 else ()
    return _title("; ".join([*named, *([f"+ {more}"] if more > 0 else [])]), evidence)


def _link(edge: Edge, graph: PropertyGraph, words: NetworkWords) -> str:
    start, end = (_short(graph.by_iri[iri].thing) for iri in (edge.source, edge.target))
    rests = [words.inferred] if edge.basis == "inferred" else []
    rests += [words.choices.get(edge.confidence, edge.confidence)] if edge.confidence else []
    sure = f" ({', '.join(rests)})" if rests else ""
    return f"{start} – {edge.label} → {end}{sure}"


def _short(thing: Thing) -> str:
    """The name, cut where it is long, and the code, which never is."""
    return str(replace(thing, label=shortened(thing.label, SHORT)))


def _evidence(edge: Edge) -> Iterable[str]:
    return [*([f"«{edge.quote}»"] if edge.quote else []), *([edge.reason] if edge.reason else [])]


def cut_texts(graph: PropertyGraph) -> int:
    """How many values of fields, quotes and reasons are too long to be told whole."""
    values: list[Value | None] = [value for node in graph.nodes for each in node.fields.values() for value in each]
    values += [text for edge in graph.edges for text in (edge.quote, edge.reason)]
    return sum(isinstance(value, str) and len(clean(value)) > LONGEST for value in values)


def _title(first: str, more: Iterable[str]) -> str:
    # What stands beside a text, its field's name or quotation marks, does not count.
    lines = [shortened(clean(line), LONGEST + 100) for line in (first, *more)]
    return tag("title", escape("\n".join(lines)))
