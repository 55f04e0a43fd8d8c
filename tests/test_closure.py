"""What is derived is what the rules say, on the project that one can know by heart and on the shipped one.

The rules run as SPARQL over the links of the sources alone; what they find is compared with the derived triples.
"""

from dataclasses import dataclass

import pyoxigraph as ox
import pytest

from kgraph.building import read_source, without_suggested
from kgraph.closure import Links, Rule, claimed_links, derive, rules
from kgraph.terms import KG, RDF, derived
from kgraph.vocabulary import Vocabulary
from kgraph.workspace import Workspace

A, B, ACTOR = (f"https://w3id.org/kgraph/id/{name}/" for name in ("a", "b", "actor"))
RULES = ("within", "leadsTo", "thread", "leadsToKind", "over")
OF_THINGS = tuple(name for name in RULES if name != "leadsToKind")
TWINS = ("leadsTo", "thread", "over")
TYPE = ox.NamedNode(RDF + "type")


@dataclass(frozen=True)
class Case:
    """A workspace, and the links of its sources: all of them, and those that no mere inference bears."""

    workspace: Workspace
    every: ox.Store
    stated: ox.Store

    @property
    def vocabulary(self) -> Vocabulary:
        return self.workspace.vocabulary

    def rule(self, name) -> Rule:
        return next(rule for rule in rules(self.vocabulary) if rule.name == name)

    def computed(self, predicate):
        rows = self.workspace.engine.select(f"SELECT ?s ?o WHERE {{ ?s <{predicate}> ?o }}")[1]
        return {(str(s), str(o)) for s, o in rows}


def pairs(store, sparql):
    """The pairs of things that a rule's SPARQL finds."""
    query = f"SELECT DISTINCT ?s ?o WHERE {{ {sparql} {{ ?s a ?s_kind }} {{ ?o a ?o_kind }} }}"
    return {(row["s"].value, row["o"].value) for row in store.query(query)}


def case(workspace):
    sources = [source for source in workspace.project.sources() if "data/" in source.name]
    quads = list(without_suggested([quad for source in sources for quad in read_source(source)]))
    links = {
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if quad.predicate.value in workspace.vocabulary.links or quad.predicate == TYPE
    }
    bases = {}
    about = {}
    for quad in quads:
        about.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object
    for facts in about.values():
        if RDF + "predicate" in facts:
            link = tuple(facts[RDF + part].value for part in ("subject", "predicate", "object"))
            bases.setdefault(link, set()).add(facts[KG + "basis"].value)
    inferred = set()
    for quad in links:
        found = bases.get((quad.subject.value, quad.predicate.value, quad.object.value))
        if found and KG + "stated" not in found:
            inferred.add(quad)
    every, stated = ox.Store(), ox.Store()
    every.extend(links)
    # Two claims can bear one link: it is stated as soon as one of them says so.
    stated.extend(links - inferred)
    return Case(workspace, every, stated)


@pytest.fixture(scope="module", params=["tiny", "shipped"])
def project(request):
    return case(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def tiny_case(tiny):
    return case(tiny)


def test_every_rule_is_told_here(tiny_case):
    assert tuple(rule.name for rule in rules(tiny_case.vocabulary)) == RULES
    assert all(rule.words for rule in rules(tiny_case.vocabulary))


@pytest.mark.parametrize("name", OF_THINGS)
def test_what_is_computed_is_what_the_rule_says(name, project):
    rule = project.rule(name)
    found = pairs(project.every, rule.sparql)
    assert len(found) >= 10
    assert project.computed(rule.predicate) == found


def test_the_kinds_that_are_led_to_are_those_of_the_rule_and_of_the_kinds_above(project):
    rule = project.rule("leadsToKind")
    above = project.vocabulary.kinds_above
    found = {
        (one, other)
        for row in project.every.query(f"SELECT DISTINCT ?s ?o WHERE {{ {rule.sparql} }}")
        for one in above(row["s"].value)
        for other in above(row["o"].value)
    }
    assert project.computed(rule.predicate) == found == project.vocabulary.leads


def test_nothing_leads_to_a_measure(project):
    measure, strategy = KG + "Measure", KG + "SubStrategy"
    assert (measure, strategy) in project.vocabulary.leads
    assert (strategy, measure) not in project.vocabulary.leads


@pytest.mark.parametrize("name", TWINS)
def test_the_stated_twin_is_the_rule_over_stated_links(name, project):
    rule = project.rule(name)
    found = pairs(project.stated, rule.sparql)
    assert project.computed(derived(rule.predicate, stated=True)) == found
    assert found <= project.computed(rule.predicate)


def test_a_stated_twin_is_smaller_where_links_are_inferred(project):
    for name in ("leadsTo", "thread"):
        predicate = project.rule(name).predicate
        assert len(project.computed(derived(predicate, stated=True))) < len(project.computed(predicate))


def test_a_claimed_link_has_a_twin_over_stated_links(project):
    for link in project.vocabulary.links.values():
        if link.claimed and not link.backwards:
            sorts = " UNION ".join(f"{{ ?s <{each}> ?o }}" for each in project.vocabulary.sublinks(link.iri))
            assert project.computed(derived(link.iri, stated=True)) == pairs(project.stated, sorts)
            assert project.computed(link.iri) == pairs(project.every, sorts)


def test_things_are_of_their_kind_and_of_the_kinds_above(project):
    found = {
        (row["s"].value, above)
        for row in project.every.query("SELECT ?s ?k WHERE { ?s a ?k }")
        for above in project.vocabulary.kinds_above(row["k"].value)
    }
    assert project.computed(KG + "kind") == found
    assert any(kind == KG + "Thing" for _, kind in found)


def test_a_claim_is_of_its_link_and_of_the_links_above(project):
    found = project.computed(KG + "claimedLink")
    for link in project.vocabulary.links.values():
        if link.parent:
            claims = {claim for claim, iri in found if iri == link.iri}
            assert claims <= {claim for claim, iri in found if iri == link.parent}
    thread = {claim for claim, iri in found if iri in {KG + "supports", KG + "addresses"}}
    assert {claim for claim, iri in found if iri == KG + "leadsTo"} == thread
    assert thread


# ---- on the tiny project, by name


def test_a_cycle_puts_each_of_its_things_within_the_others_and_harms_nothing(tiny_case):
    within = tiny_case.computed(KG + "within")
    ring = {A + "T1", A + "T2"}
    assert {(s, o) for s, o in within if s in ring} == {(s, o) for s in ring for o in ring}
    assert (A + "1.1.1", A + "plan") in within


def test_the_thread_leads_from_a_measure_over_a_stated_and_an_inferred_link(tiny_case):
    sdg = "http://metadata.un.org/sdg/11"
    assert (B + "M1", sdg) in tiny_case.computed(KG + "thread")
    assert (B + "M1", sdg) not in tiny_case.computed(KG + "statedThread")
    assert (B + "M1", A + "1.1.1") in tiny_case.computed(KG + "statedThread")


def test_a_suggested_link_leads_nowhere(tiny_case):
    assert (B + "M4", A + "1.2.2") not in tiny_case.computed(KG + "thread")


def test_a_link_that_is_stated_and_inferred_is_stated(tiny_case):
    assert (B + "M3", A + "1.2.1") in tiny_case.computed(KG + "statedSupports")


def test_a_measure_has_the_lines_of_those_nested_in_it_and_around_it(tiny_case):
    over = tiny_case.computed(KG + "over")
    assert {end for start, end in over if start == B + "M1"} == {B + "M1", B + "L1"}
    assert {end for start, end in over if start == B + "M3.1"} == {B + "M3.1", B + "L3"}
    assert {end for start, end in over if start == B + "M1.2"} == {B + "M1.2"}


def test_a_sort_of_responsible_is_responsible(tiny_case):
    assert (B + "L1", ACTOR + "town") in tiny_case.computed(KG + "responsible")
    assert (B + "M2", ACTOR + "office") not in tiny_case.computed(KG + "statedResponsible")


# ---- without any project


def test_a_thing_that_supports_itself_in_a_ring_leads_to_itself(tiny_case):
    ring = {("urn:x", "urn:y"), ("urn:y", "urn:x")}
    kinds = {"urn:x": frozenset({KG + "Goal"}), "urn:y": frozenset({KG + "Goal"})}
    links = Links({KG + "supports": ring}, {KG + "supports": set()}, kinds)
    found = set(derive(links, tiny_case.vocabulary))
    assert ("urn:x", KG + "leadsTo", "urn:x") in found
    assert ("urn:x", KG + "thread", "urn:x") not in found
    assert not any(predicate == KG + "statedLeadsTo" for _, predicate, _ in found)


def test_an_empty_graph_derives_nothing(tiny_case):
    assert list(derive(Links({}, {}, {}), tiny_case.vocabulary)) == []


def test_a_claim_of_an_unknown_link_derives_nothing(tiny_case):
    assert list(claimed_links([("urn:claim", "urn:unknown")], tiny_case.vocabulary)) == []
