"""RDF in and out: reads it in each of its usual forms, and writes the graph in each of them.

Why: whoever has RDF already can ask it questions, and whoever wants the graph gets it whole, with its claims.
Example: kgraph import plan.jsonld; kgraph export turtle sogn.ttl --plan sogn:plan
How to read it: the forms are told apart by their endings; RDF/XML may be called .xml too. Nothing is fetched from the
net: a JSON-LD context must stand in the file itself. A syntax error ends the file there. What is read of TriG, N-Quads
and JSON-LD goes into one file, and graphs that have names of their own are told. What is written is ordered, so that
files can be compared.

What counts as lost: a statement that the form has no way to write, and a link that is only suggested, since it is no
part of the graph though a person may accept it yet. Which file says a thing is how a folder is kept, not what a plan
says: TriG and N-Quads tell it, and the others join the files without a word. Nor are comments, prefixes and derived
links lost: the first two are no part of any graph, and the last are made again from what is written.
"""

from functools import partial

from kgraph.plugin import Exporter, Importer, Text, hook

from .reading import SUFFIXES, fits, read_lines, read_rdf
from .writing import json_ld, n_quads, n_triples, rdf_xml, trig, turtle, write


@hook
def importers() -> list[Importer]:
    """RDF in all its forms."""
    forms = "RDF: Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD"
    xml = "RDF/XML (rdf:RDF)"
    return [
        Importer("rdf", SUFFIXES, Text(en=forms, nn=forms, nb=forms), read_rdf, lines=read_lines),
        Importer("rdf-xml", (".xml",), Text(en=xml, nn=xml, nb=xml), read_rdf, fits=fits, lines=read_lines),
    ]


@hook
def exporters() -> list[Exporter]:
    """RDF in all its forms."""
    plain = Text(
        en="all of the data as RDF, with the claims",
        nn="alle data som RDF, med påstandane",
        nb="alle data som RDF, med påstandene",
    )
    by_file = Text(
        en="all of the data as RDF, with the claims, a named graph for each source file",
        nn="alle data som RDF, med påstandane, ein namngitt graf for kvar kjeldefil",
        nb="alle data som RDF, med påstandene, en navngitt graf for hver kildefil",
    )
    forms = (
        ("turtle", ".ttl", plain, turtle),
        ("trig", ".trig", by_file, trig),
        ("ntriples", ".nt", plain, n_triples),
        ("nquads", ".nq", by_file, n_quads),
        ("json-ld", ".jsonld", plain, json_ld),
        ("rdf-xml", ".rdf", plain, rdf_xml),
    )
    return [Exporter(name, suffix, what, partial(write, form=form)) for name, suffix, what, form in forms]
