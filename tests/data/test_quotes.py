"""What the data gives as the documents' words is there, word for word, white space aside."""

import pytest

from kgraph.terms import ID, KG

VERBATIM = {KG + name for name in ("quote", "text", "description", "purpose", "priority", "role")}
FEWEST = {"sogndal.ttl": 100, "sogn.ttl": 100, "sogndal-inferred.ttl": 30, "sogn-inferred.ttl": 80, "common.ttl": 2}


def squeezed(text):
    return "".join(text.split())


def plan_of(name):
    """The document that a data file reads; the common file reads both."""
    return name.removesuffix(".ttl").removesuffix("-inferred")


@pytest.mark.parametrize("name", FEWEST)
def test_words_of_the_document_are_verbatim(name, written, documents):
    sought = [quad for quad in written[name] if quad.predicate.value in VERBATIM and quad.object.language == "nn"]
    texts = [documents[plan_of(name)]] if plan_of(name) in documents else list(documents.values())
    missing = [quad.object.value for quad in sought if not any(squeezed(quad.object.value) in text for text in texts)]
    assert missing == []
    assert len(sought) >= FEWEST[name]


@pytest.mark.parametrize("name", [name for name in FEWEST if name != "common.ttl"])
def test_a_quote_stands_in_the_document_that_its_claim_names_under_its_heading(name, written, documents):
    claims = {}
    for quad in written[name]:
        if quad.predicate.value in {KG + "quote", KG + "document", KG + "heading"}:
            claims.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    assert claims
    for claim, about in claims.items():
        text = documents[about[KG + "document"].removeprefix(ID).removesuffix("/plan")]
        heading, quote = squeezed(about[KG + "heading"]), squeezed(about[KG + "quote"])
        assert heading in text, claim
        assert quote in text[text.index(heading) :], claim


def test_what_is_left_out_of_the_documents_is_not_in_the_data(written):
    for quads in written.values():
        assert not [quad for quad in quads if "utelate" in quad.object.value]
