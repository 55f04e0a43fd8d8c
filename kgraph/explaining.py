"""Answers made of chains: why one thing is linked to another, and by which way two hang together."""

from collections.abc import Mapping
from dataclasses import replace

from kgraph.answer import Answer, ChainStep, Note, Row, Thing
from kgraph.chains import MOST, Chains, Hop, find
from kgraph.describing import claims_of, evidence, things
from kgraph.engines import Engine
from kgraph.messages import say
from kgraph.recipe import Recipe
from kgraph.spor.format import quoted
from kgraph.spor.reading.lexicon import keywords
from kgraph.spor.wording.brackets import QUOTES
from kgraph.terms import derived
from kgraph.vocabulary import CLAIM, Vocabulary


def chain_answer(recipe: Recipe, engine: Engine, vocabulary: Vocabulary) -> Answer:
    """The shortest chains that a recipe searches for, a row a step."""
    assert recipe.search is not None
    stated = recipe.search.stated
    links = {
        derived(link.iri, stated=stated and link.claimed): link.parent and derived(link.parent, stated=stated)
        for link in vocabulary.links.values()
        if not link.backwards and CLAIM not in link.domain
    }
    thread = [link.iri for link in vocabulary.links.values() if link.thread and not link.backwards]
    chains = find(engine, recipe.search, links, thread)
    steps = _steps(chains, engine, vocabulary, recipe)
    rows: list[Row] = [
        (number, step.start, step.link, step.end, list(step.evidence) or None)
        for number, chain in enumerate(steps, start=1)
        for step in chain
    ]
    notes = []
    if chains.cut:
        notes.append(Note("cut", say(recipe.language, "note_chains_cut", most=MOST)))
    if not steps:
        notes.append(_no_chain(recipe, engine, links, thread))
    return Answer(
        question=recipe.question,
        columns=recipe.columns,
        rows=tuple(rows),
        total=len(rows),
        notes=tuple(notes),
        sparql=recipe.rows,
        language=recipe.language,
        chains=tuple(steps),
    )


def _no_chain(recipe: Recipe, engine: Engine, links: Mapping[str, str | None], thread: list[str]) -> Note:
    search = recipe.search
    assert search is not None
    if search.how == "link" and search.predicate in thread:
        deep = replace(search, how="deep")
        if find(engine, deep, links, thread).found:
            return Note("indirect", say(recipe.language, "note_indirect"))
    return Note("no_chain", say(recipe.language, "note_no_chain"))


def _steps(chains: Chains, engine: Engine, vocabulary: Vocabulary, recipe: Recipe) -> list[tuple[ChainStep, ...]]:
    hops = [hop for chain in chains.found for hop in chain]
    known = things(engine, {end for hop in hops for end in (hop[0], hop[3])}, recipe.language)
    plain = {derived(link.iri, stated=True): link.iri for link in vocabulary.links.values()}
    facts = {hop: _fact(hop, plain) for hop in hops}
    claims = claims_of(engine, facts.values())
    shown = evidence(engine, {claim for found in claims.values() for claim in found}, recipe.language)
    stated = recipe.search is not None and recipe.search.stated
    return [
        tuple(
            ChainStep(
                known[hop[0]],
                _word(hop, facts[hop][1], vocabulary, recipe.language),
                known[hop[3]],
                tuple(
                    shown[claim]
                    for claim in claims.get(facts[hop], ())
                    if claim in shown and (not stated or shown[claim].basis == "stated")
                ),
            )
            for hop in chain
        )
        for chain in chains.found
    ]


def _fact(hop: Hop, plain: dict[str, str]) -> tuple[str, str, str]:
    """The stored triple that a hop walks along."""
    start, link, back, end = hop
    link = plain.get(link, link)
    return (end, link, start) if back else (start, link, end)


def _word(hop: Hop, iri: str, vocabulary: Vocabulary, language: str) -> Thing:
    link = vocabulary.links[iri]
    if hop[2] and link.inverse:
        link = vocabulary.links[link.inverse]
    return Thing(link.iri, None, link.label(language), "Link")


def why_question(start: str, end: str, verb: str | None, language: str) -> str:
    """The question that asks for the chains between two names or codes."""
    words = keywords(language)["words"]
    one, other = _named(start), _named(end)
    if verb is None:
        return f"{words['PATH'][0]} {words['FROM'][0]} {one} {words['TO'][0]} {other}"
    return f"{words['WHY'][0]} {one} {verb} {other}"


def _named(text: str) -> str:
    """A code as it is; anything else in quotation marks, unless it has them already."""
    code = ":" in text and " " not in text
    whole = len(text) > 1 and text[0] in QUOTES and text[-1] == QUOTES[text[0]]
    return text if code or whole else quoted(text)
