"""Every link that needs a claim has one that is complete, in the file that is meant for it."""

from collections import defaultdict

import pytest

from kgraph.terms import KG, RDF

RESPONSIBLE = (
    "responsible", "overallResponsible", "operativeResponsible", "coordinatingResponsible", "projectOwner",
    "projectResponsible", "coResponsible",
)  # fmt: skip
CLAIMED = {KG + name for name in ("supports", "addresses", "covers", *RESPONSIBLE)}
ONCE = {RDF + "subject", RDF + "predicate", RDF + "object", KG + "basis", KG + "quote", KG + "document", KG + "heading"}


@pytest.fixture(scope="module")
def claims(written):
    """For each claim its file, and its values by predicate."""
    found = {}
    for name, quads in written.items():
        facts = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            facts[quad.subject.value][quad.predicate.value].append(quad.object)
        for iri, about in facts.items():
            if any(each.value == KG + "Claim" for each in about.get(RDF + "type", ())):
                assert iri not in found, f"{iri} is defined twice"
                found[iri] = (name, dict(about))
    return found


def link_of(about):
    return tuple(about[RDF + part][0].value for part in ("subject", "predicate", "object"))


def basis_of(about):
    return about[KG + "basis"][0].value.removeprefix(KG)


def test_every_such_link_has_a_claim_and_every_claim_its_link(written, claims):
    links = [
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quads in written.values()
        for quad in quads
        if quad.predicate.value in CLAIMED
    ]
    assert len(links) > 150
    assert len(set(links)) == len(links)
    assert {link_of(about) for _, about in claims.values()} == set(links)


def test_a_second_claim_on_a_link_rests_on_other_words(claims):
    grounds = [(link_of(about), about[KG + "quote"][0].value) for _, about in claims.values()]
    assert len(set(grounds)) == len(grounds)


def test_a_link_stands_in_the_file_of_its_claim(written, claims):
    files = {
        (quad.subject.value, quad.predicate.value, quad.object.value): name
        for name, quads in written.items()
        for quad in quads
    }
    assert {claim for claim, (name, about) in claims.items() if files[link_of(about)] != name} == set()


def test_every_claim_is_complete(claims):
    for claim, (_, about) in claims.items():
        for predicate in ONCE:
            assert len(about.get(predicate, ())) == 1, (claim, predicate)
        assert about[KG + "quote"][0].language == about[KG + "heading"][0].language == "nn", claim
        assert about[KG + "quote"][0].value.strip(), claim


def test_an_inferred_claim_says_how_sure_and_why_in_three_languages(claims):
    inferred = {claim: about for claim, (_, about) in claims.items() if basis_of(about) == "inferred"}
    assert inferred
    for claim, about in inferred.items():
        assert about[KG + "confidence"][0].value.removeprefix(KG) in {"high", "medium", "low"}, claim
        assert sorted(each.language for each in about[KG + "reason"]) == ["en", "nb", "nn"], claim


def test_a_claim_that_a_line_covers_a_measure_says_how_they_match(claims):
    covers = {claim: about for claim, (_, about) in claims.items() if link_of(about)[1] == KG + "covers"}
    assert covers
    for claim, about in covers.items():
        assert about[KG + "match"][0].value.removeprefix(KG) in {"exact", "reworded", "merged"}, claim


def test_inferred_claims_stand_in_files_of_their_own_and_stated_ones_in_the_others(claims):
    bases = {(name.endswith("-inferred.ttl"), basis_of(about)) for name, about in claims.values()}
    assert bases == {(True, "inferred"), (False, "stated")}


def test_files_of_inferred_links_hold_nothing_but_links_and_claims(written, claims):
    for name, quads in written.items():
        if name.endswith("-inferred.ttl"):
            others = {quad.predicate.value for quad in quads if quad.subject.value not in claims}
            assert others <= {KG + "supports", KG + "addresses"}


def test_every_link_to_a_goal_of_the_un_is_inferred(claims):
    un = [about for _, about in claims.values() if link_of(about)[2].startswith("http://metadata.un.org/sdg/")]
    assert un
    assert {basis_of(about) for about in un} == {"inferred"}


def test_targets_worded_for_developing_countries_are_never_claimed(claims):
    ends = {link_of(about)[2].rpartition("/")[2] for _, about in claims.values()}
    assert not ends & {"9.c", "17.3", "4.c", "12.7"}
