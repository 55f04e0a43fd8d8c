"""What the service says of itself: https://www.w3.org/TR/sparql11-service-description/."""

from collections.abc import Sequence
from html import escape

from kgraph.engines.embedded import parsed
from kgraph.engines.results import GRAPHS, TABLES, written
from kgraph.explorer.jobs import Given, Reply
from kgraph.explorer.sparql.media import NEGOTIATED, best, typed, unacceptable
from kgraph.messages import say

HTML = "text/html"
DESCRIPTION = """
@base <{here}> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<#service> a sd:Service ;
    sd:endpoint <{here}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {forms} ;
    sd:defaultDataset <#dataset> .
<#dataset> a sd:Dataset ; sd:defaultGraph <#union> .
<#union> a sd:Graph .
{graphs}
"""
GRAPH = "<#dataset> sd:namedGraph <#graph-{number}> . <#graph-{number}> a sd:NamedGraph ; sd:name <{name}> .\n"
PAGE = '<!doctype html><html lang="{language}"><meta charset="utf-8"><title>SPARQL</title><p>{line}</p></html>'


def service(graphs: Sequence[str], given: Given) -> Reply:
    """The description in the form that is liked best; a browser gets a line to read."""
    here, language = given.text("here"), given.language
    media = best(given.text("accept"), [*GRAPHS, HTML])
    if media is None:
        return unacceptable([*GRAPHS, HTML], language)
    if media == HTML:
        page = PAGE.format(language=language, line=escape(say(language, "sparql_service", address=here)))
        return Reply(200, typed(media), page.encode(), NEGOTIATED)
    iris = {form.iri for form in TABLES.values()} | {form.iri for form in GRAPHS.values()}
    forms = " , ".join(f"<{iri}>" for iri in sorted(iris))
    named = "".join(GRAPH.format(number=number, name=name) for number, name in enumerate(graphs, 1))
    triples = parsed(DESCRIPTION.format(here=here, forms=forms, graphs=named).encode(), ".ttl")
    return Reply(200, typed(media), written(triples, media, len(triples)), NEGOTIATED)
