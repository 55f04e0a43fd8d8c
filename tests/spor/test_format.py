"""The formatter: one canonical text for a tree in each language, which parses back to the same tree."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kgraph.spor import format_question, understand
from kgraph.spor.reading.lexicon import lexicon
from kgraph.spor.reading.parse import parse, read
from kgraph.spor.syntax import (
    Aggregate,
    Both,
    Card,
    Changed,
    Compared,
    Counted,
    Definition,
    During,
    Either,
    Evidence,
    Exists,
    Fold,
    FoldBound,
    Given,
    Gone,
    Has,
    Having,
    Inside,
    Joined,
    Linked,
    Mentions,
    Negation,
    Noun,
    Path,
    Prefaced,
    Quantity,
    Reference,
    References,
    Route,
    Select,
    SortKey,
    Step,
    Value,
    Why,
)
from kgraph.terms import KG, LANGUAGES, RDFS
from kgraph.vocabulary import THING

TRANSLATIONS = [
    ("measures that support sdg:11", "tiltak som støttar sdg:11", "tiltak som støtter sdg:11"),
    ("sub-strategies without measures", "delstrategiar utan tiltak", "delstrategier uten tiltak"),
    ("measures with budget >= 100 000", "tiltak med budsjett >= 100 000", "tiltak med budsjett >= 100 000"),
    ("measures with budget >= 1.5", "tiltak med budsjett >= 1,5", "tiltak med budsjett >= 1,5"),
    ("measures that do not support sdg:11", "tiltak som ikkje støttar sdg:11", "tiltak som ikke støtter sdg:11"),
    (
        "SDG targets that are not supported by measures",
        "FN-delmål som ikkje er støtta av tiltak",
        "FN-delmål som ikke er støttet av tiltak",
    ),
    (
        "sum budget and count of measures per focus area by SDG goal sort by count descending first 3",
        "summer budsjett og tel av tiltak per innsatsområde mot berekraftsmål sorter etter tal synkande dei første 3",
        (
            "summer budsjett og tell av tiltak per innsatsområde mot bærekraftsmål "
            "sorter etter antall synkende de første 3"
        ),
    ),
    (
        'why measure "Paint" supports sdg:11',
        'kvifor støttar tiltak "Paint" sdg:11',
        'hvorfor støtter tiltak "Paint" sdg:11',
    ),
    (
        "actors that are not directly members of actors",
        "aktørar som ikkje direkte er medlem av aktørar",
        "aktører som ikke direkte er medlem av aktører",
    ),
    ("path from a:1 to sdg:11", "veg frå a:1 til sdg:11", "vei fra a:1 til sdg:11"),
    ("are there goals with at least 2 plans", "finst det mål med minst 2 planar", "finnes det mål med minst 2 planer"),
    (
        'measures between 2018 and 2020 or about "veg" or "vei"',
        'tiltak mellom 2018 og 2020 eller om "veg" eller "vei"',
        'tiltak mellom 2018 og 2020 eller om "veg" eller "vei"',
    ),
]


@pytest.mark.parametrize("texts", TRANSLATIONS, ids=lambda texts: texts[0])
@pytest.mark.parametrize("start", range(3), ids=LANGUAGES)
def test_a_question_is_translated_into_each_language(tiny, texts, start):
    tree, tongue = understand(texts[start], tiny.vocabulary, LANGUAGES[start])
    assert tongue == LANGUAGES[start]
    assert tuple(format_question(tree, tiny.vocabulary, language) for language in LANGUAGES) == texts


@pytest.mark.parametrize(
    "written, canonical",
    [
        ("which measures support sdg:11?", "measures that support sdg:11"),
        ("show measures supporting sdg:11", "measures that support sdg:11"),
        ("MEASURES  have no Budget", "measures without budget"),
        ("measures with year 2018", "measures with year = 2018"),
        ("measures (with budget) and ((with year))", "measures with budget and with year"),
        ("measures under Leisure", 'measures under "Leisure"'),
        ("measures that explicitly directly support sdg:11", "measures that explicitly directly support sdg:11"),
        ("measures that directly explicitly support sdg:11", "measures that explicitly directly support sdg:11"),
        ("goals with more than 3 measures", "goals with more than 3 measures"),
        ("goals with exactly 3 measures", "goals with exactly 3 measures"),
        ("how many measures are there", "count measures"),
    ],
)
def test_many_spellings_have_one_canonical_text(tiny, written, canonical):
    tree, _ = understand(written, tiny.vocabulary, "en")
    assert format_question(tree, tiny.vocabulary, "en") == canonical


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_ontology_can_be_written_and_read(shipped, language):
    vocabulary = shipped.vocabulary
    thing = References((Reference("x"),))
    lost = set()
    for tree in (
        *(Select(Noun(iri, Has(Counted(Noun(iri), Quantity("<", Value("number", "3")))))) for iri in vocabulary.kinds),
        *(Aggregate((Fold("count"),), Noun(iri), (Path((Step("CLASS", iri),)),)) for iri in vocabulary.kinds),
        *(Select(Noun(THING, Linked(iri, thing))) for iri in vocabulary.links),
        *(Select(Noun(THING, Negation(Linked(iri, thing, frozenset({"DIRECTLY"}))))) for iri in vocabulary.links),
        *(Select(Noun(THING), (Path((Step("LINK", iri),)),)) for iri in vocabulary.links),
        *(Select(Noun(THING), (Path((Step("FIELD", iri),)),)) for iri in vocabulary.fields),
    ):
        text = format_question(tree, vocabulary, language)
        if parse(text, lexicon(vocabulary, language), vocabulary, language) != tree:
            lost.add(text)
    assert {text for text in lost if text != "count documents per document"} == set()


# ---- any tree

NAMES = ("green things", "Å-mål")
DEFINED = st.sampled_from(NAMES)
A_KIND = st.sampled_from([KG + each for each in ("Measure", "Goal", "Plan", "FocusArea", "Actor", "SDGGoal", "Thing")])
LINKS = ("supports", "supportedBy", "responsible", "partOf", "addresses", "memberOf", "hasPhase")
LINKED = KG + "supports"
LINK = st.sampled_from([KG + each for each in LINKS])
FIELD = st.sampled_from([RDFS + "label", *(KG + each for each in ("budget", "year", "status", "openList", "date"))])
NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NEWNAME = st.sampled_from(["x", "alpha", "kvart2", "Zeta"])
CODE = st.sampled_from(["sdg:11", "sdg:11.3", "a:1.1.1", "actor:town"])
PARAMETER = st.sampled_from(["p", "plan", "årstal_2"])
NUMBER = st.one_of(
    st.integers(0, 10**9).map(str),
    st.decimals(0, 10**6, places=2).map(lambda number: format(number.normalize(), "f")),
)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


number = NUMBER.map(lambda text: Value("number", text))
day = st.dates().map(lambda found: Value("date", found.isoformat()))
text_value = NAME.map(lambda text: Value("text", nfc(text)))
code_value = CODE.map(lambda text: Value("code", text))
boolean = st.sampled_from([Value("boolean", "true"), Value("boolean", "false")])
parameter = PARAMETER.map(lambda name: Value("parameter", name))
value = st.one_of(number, day, text_value, code_value, boolean, parameter)
values = st.lists(value, min_size=1, max_size=3).map(tuple)

bare_reference = st.one_of(
    st.builds(Reference, NAME.map(nfc)),
    st.builds(Reference, CODE, st.just("code")),
)
reference = st.one_of(
    bare_reference,
    st.builds(Reference, NAME.map(nfc), kind=A_KIND),
    st.builds(Reference, CODE, st.just("code"), kind=A_KIND),
    st.builds(Reference, PARAMETER, st.just("parameter"), kind=st.none() | A_KIND),
)


def several(members: st.SearchStrategy[Reference]) -> st.SearchStrategy[References]:
    one = members.map(lambda member: References((member,)))
    more = st.lists(members, min_size=2, max_size=3).map(tuple)
    return st.one_of(one, st.builds(References, more, st.booleans()))


step = st.one_of(
    FIELD.map(lambda iri: Step("FIELD", iri)),
    LINK.map(lambda iri: Step("LINK", iri)),
    A_KIND.map(lambda iri: Step("CLASS", iri)),
)
path = st.lists(step, min_size=1, max_size=3).map(lambda steps: Path(tuple(steps)))
operator = st.sampled_from([">=", "<=", "<", ">", "=", "!=", "~"])
quantity = st.builds(Quantity, operator, st.one_of(number, parameter))
moment = st.one_of(number, day, parameter)


def named_rows(kind: str, rest: list[Step]) -> Select:
    """Rows whose cells hang on the name of their column."""
    path = Path((Step("VAR", "x"), *rest))
    against = Compared(Path((Step("FIELD", RDFS + "label"),)), "=", path)
    return Select(
        Noun(kind, Both((Has(against), Linked(LINKED, References((Reference("x", "column"),))))), "x"), (path,)
    )


def is_one_kind(found: Path) -> bool:
    return len(found.steps) == 1 and found.steps[0].role == "CLASS"


def defined_alone(name: str, how_many: Quantity | None) -> Counted:
    return Counted(Noun(name, defined=True), how_many)


def counted_alone(kind: str, how_many: Quantity) -> Counted:
    return Counted(Noun(kind), how_many)


def nouns(condition: st.SearchStrategy) -> st.SearchStrategy[Noun]:
    """A kind or a defined noun, with a condition or without."""
    plain = st.builds(Noun, A_KIND, st.none() | condition, st.none() | NEWNAME)
    return st.one_of(plain, st.builds(Noun, DEFINED, st.none() | condition, st.none() | NEWNAME, defined=st.just(True)))


def combined(part: st.SearchStrategy) -> st.SearchStrategy[Joined]:
    """Several nouns joined by one word."""
    parts = st.lists(part, min_size=2, max_size=3).map(tuple)
    return st.builds(Joined, st.sampled_from(["plus", "minus", "intersect"]), parts)


def nested(condition: st.SearchStrategy) -> st.SearchStrategy[Noun]:
    """Nouns in brackets: with a condition or a name, or joined; another would stand without them."""
    return st.one_of(
        st.builds(Noun, A_KIND, condition, st.none() | NEWNAME, st.booleans()),
        st.builds(Noun, A_KIND, st.none(), NEWNAME),
        st.builds(Noun, DEFINED, condition, st.none() | NEWNAME, defined=st.just(True)),
        combined(nouns(condition)),
    )


def objects(condition: st.SearchStrategy) -> st.SearchStrategy[Counted]:
    return st.one_of(
        st.builds(counted_alone, A_KIND, quantity),
        st.builds(defined_alone, DEFINED, st.none() | quantity),
        st.builds(Counted, st.builds(Noun, A_KIND, name=st.none() | NEWNAME, asked=st.just(True))),
        st.builds(Counted, nested(condition), st.none() | quantity),
    )


compared = st.one_of(
    st.builds(Compared, path),
    st.builds(Compared, path.filter(lambda found: not is_one_kind(found)), operator, values),
    st.builds(Compared, path, operator, values),
)
adverbs = st.frozensets(st.sampled_from(["DIRECTLY", "DEEP", "EXPLICITLY"]))


def conditions(inner: st.SearchStrategy) -> st.SearchStrategy:
    plain = st.one_of(
        st.builds(Has, st.one_of(compared, several(bare_reference), objects(inner))),
        st.builds(
            Linked,
            LINK,
            st.one_of(several(reference), objects(inner), A_KIND.map(lambda kind: Counted(Noun(kind)))),
            adverbs,
        ),
    )
    parts = st.lists(st.one_of(plain, inner), min_size=2, max_size=3)
    return st.one_of(
        plain,
        st.builds(Negation, st.one_of(plain, inner)),
        parts.map(lambda found: joined(Both, found)),
        parts.map(lambda found: joined(Either, found)),
    )


def joined(kind: type, parts: list) -> Both | Either:
    """As the parser joins: what is nested in its like is one with it."""
    flat: list = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    return kind(tuple(flat))


leaf = st.one_of(
    st.builds(Has, st.one_of(compared, several(bare_reference), st.builds(counted_alone, A_KIND, quantity))),
    st.builds(Linked, LINK, several(reference), adverbs),
    st.builds(Inside, several(reference), st.booleans()),
    st.builds(Mentions, values, st.booleans()),
    st.builds(During, st.sampled_from(["in", "since", "until"]), st.tuples(moment)),
    st.builds(During, st.just("between"), st.tuples(moment, moment)),
)
condition = st.recursive(leaf, conditions, max_leaves=5)
noun = nouns(condition)
whole = st.recursive(noun, combined, max_leaves=4)
show = st.lists(st.one_of(path, st.just(Evidence())), max_size=3).map(tuple)
fold = st.one_of(
    st.just(Fold("count")),
    st.builds(Fold, st.sampled_from(["sum", "average", "lowest", "highest"]), path),
)
sort = st.lists(st.builds(SortKey, st.one_of(path, fold), st.booleans()), max_size=2).map(tuple)
first = st.none() | number | parameter
dim = st.one_of(
    path,
    nested(condition),
    st.builds(Noun, A_KIND),
    st.builds(Noun, DEFINED, defined=st.just(True)),
)
test = st.builds(FoldBound, fold, operator, st.one_of(number, day, parameter))
having = st.none() | st.builds(Having, st.lists(test, min_size=2, max_size=3).map(tuple), st.booleans())
having = having | st.builds(Having, st.tuples(test))
question = st.one_of(
    st.builds(Select, whole, show, sort, first),
    st.builds(
        Aggregate,
        st.lists(fold, min_size=1, max_size=3).map(tuple),
        whole,
        st.lists(dim, max_size=2).map(tuple),
        st.none() | dim,
        having,
        show,
        sort,
        first,
    ),
    st.builds(Exists, whole),
    st.builds(Card, reference.filter(lambda found: found.text not in NAMES)),
    st.builds(Why, reference, LINK, reference, adverbs),
    st.builds(Route, reference, reference),
)
definition = whole.map(lambda found: (Definition(NAMES[0], found), Definition(NAMES[1], Noun(KG + "Measure"))))
change = st.one_of(
    st.builds(Gone, reference),
    st.builds(Changed, reference, LINK, reference, st.booleans()),
    st.builds(Given, reference, FIELD, st.none() | value),
)
sentence = st.builds(Prefaced, question, definition, st.lists(change, max_size=3).map(tuple))


@given(tree=st.builds(named_rows, A_KIND, st.lists(step, max_size=2)))
def test_a_path_may_start_from_a_named_column(tiny, tree):
    text = format_question(tree, tiny.vocabulary, "en")
    assert parse(text, lexicon(tiny.vocabulary, "en"), tiny.vocabulary, "en") == tree


@pytest.mark.no_cover
@pytest.mark.parametrize("language", LANGUAGES)
@given(tree=sentence)
def test_what_is_written_of_a_tree_parses_to_that_tree(tiny, language, tree):
    vocabulary = tiny.vocabulary
    text = format_question(tree, vocabulary, language)
    # A question has at most three columns of "which", and five names.
    assume(len(re.findall(r"\b(which|kva|hvilke)\b", text)) <= 3)
    assume(len(re.findall(r"\b(which|kva|hvilke|as|kalla|kalt)\b", text)) <= 5)
    again = read(text, lexicon(vocabulary, language), vocabulary, language, NAMES).sentence
    assert again == tree
    assert format_question(again, vocabulary, language) == text
