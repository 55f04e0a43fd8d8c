"""Completion: what is offered can stand there, and what people write is offered."""

import dataclasses
import itertools
import re
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import QuestionError
from kgraph.listing import inventory
from kgraph.spor import understand
from kgraph.spor.completing import Completion, complete
from kgraph.spor.completing.begun import Begun, beginnings
from kgraph.spor.completing.inventory import Inventory, Named
from kgraph.spor.completing.marking import marked
from kgraph.spor.completing.spellings import meaning, spellings
from kgraph.spor.completing.unfinished import Ending, begin, ending, read_so_far
from kgraph.spor.reading.lexicon import lexicon, normal
from kgraph.terms import KG, LANGUAGES
from kgraph.vocabulary import Vocabulary

# What is no word: numbers and days, and texts that are looked for and name nothing.
NO_WORDS = {"NUMBER", "DATE", "NEWNAME", "LPAR", "RPAR", "COMMA", "DOT", "COLON", "SEMI", "NAME", "PARAM", "WHEN"}


# After a verb in what is supposed, the error of a question that stops at an adverb points to the adverb.
MISTOLD = re.compile(r"suppose .*: why does \S+ (directly|explicitly|also indirectly)$")


@pytest.fixture(scope="module")
def offered(tiny):
    """Completions at the end of a text, or at a place of it."""
    listed = {language: inventory(tiny.engine, tiny.vocabulary, language) for language in LANGUAGES}

    def at(text, place=None, language="en", names=None, **options):
        place = len(text) if place is None else place
        return complete(text, place, tiny.vocabulary, names or listed[language], language, **options)

    return at


@pytest.fixture(scope="module")
def once():
    """A function called once for what it looks at, since cases begin alike: a text up to a place, and one letter more.

    Where the text has parameters their names are offered, wherever they stand, so the whole text is looked at.
    """

    def made(function):
        kept = lru_cache(maxsize=512)(function)
        return lambda text, place, language: kept(text if "$" in text else text[: place + 1], place, language)

    return made


@pytest.fixture(scope="module")
def spelt(offered, once):
    """Every text that has a completion put in; defined nouns are offered in the quotation marks of their names."""
    return once(
        lambda text, place, language: frozenset(
            normal(text[: each.start] + each.text).replace('"', "")
            for each in offered(text, place, language=language, most=None)
        )
    )


@pytest.fixture(scope="module")
def sound(tiny, offered, once):
    """Fails where one of the best completions spoils the text."""
    return once(lambda text, place, language: unspoilt(text, place, tiny, offered, language, most=25))


@pytest.fixture
def texts(offered):
    return lambda *arguments, **options: [each.text for each in offered(*arguments, **options)]


# ---- what is offered


def test_a_question_begins_with_kinds_and_keywords(texts, offered):
    found = texts("")
    assert "measures" in found
    assert "count" in found
    assert found.index("measures") < found.index("count")
    assert not {"with", "support", "budget"} & {each.text for each in offered("") if each.sort not in {"name", "code"}}


def test_what_is_typed_comes_first(texts):
    assert texts("mea")[0] == "measures"
    assert texts("MEA")[0] == "measures"
    assert texts("goa")[:2] == ["goals", "goal levels"]
    assert "cross-cutting goals" in texts("goa")


def test_a_completion_says_what_it_replaces_and_what_it_is(offered):
    (found,) = [each for each in offered("measures with bud") if each.sort == "field"]
    assert (found.text, found.start, found.sort) == ("budget", 14, "field")
    assert found.description.startswith("An amount of money")
    (found,) = [each for each in offered("measures witho") if each.sort == "keyword"]
    assert found == Completion("without", 9, "keyword", "those that lack it")


def test_a_phrase_of_several_words_is_one_completion(offered):
    found = offered("goals that are supp")
    assert (found[0].text, found[0].start) == ("are supported by", 11)
    found = offered("goals that are supported ")
    assert (found[0].text, found[0].start) == ("are supported by", 11)


@pytest.mark.parametrize(
    "text, first",
    [
        ("measures ", "with"),
        ("measures that ", "support"),
        ("measures that support ", "SDG targets"),
        ("measures with ", "budget"),
        ("count measures per ", "SDG target"),
        ("sum ", "budget"),
        ("tiltak som støttar ", "FN-delmål"),
    ],
)
def test_what_fits_comes_first(text, first, texts):
    language = "nn" if "å" in text or "ø" in text else "en"
    assert texts(text, language=language)[0] == first


def test_a_verb_stands_after_the_noun_and_a_name_of_a_link_in_a_path(texts):
    assert "have as responsible" in texts("measures that ")
    assert "responsible" not in texts("measures that ")
    assert "responsible" in texts("measures show ")
    assert "have as responsible" not in texts("measures show ")
    assert texts("measures with responsible.")[0] == "code"


def test_fields_that_the_noun_has_come_before_others(texts):
    found = texts("measures with b")
    assert found[0] == "budget"
    assert found.index("budget") < found.index("bound")
    found = texts("quantified targets with b")
    assert found.index("bound") < found.index("budget")
    found = texts("goals with (measures with b")
    assert found.index("budget") < found.index("bound")


def test_a_comparison_offers_the_values_that_there_are(offered, texts):
    assert {'"planned"', '"done"'} <= {text.lower() for text in texts("measures with status = ")}
    assert texts("measures with status = pl")[0].lower() == '"planned"'
    assert texts("claims with confidence ")[:3] != []
    assert {'"high"', '"medium"', '"low"'} <= set(texts("claims with confidence = "))
    assert '"low"' in texts('claims with confidence = "high" or ')
    (found,) = [each for each in offered("measures with status = pl") if each.sort == "value"]
    assert found.description == "status"
    assert {"true", "false"} <= set(texts("efforts with open list = "))
    assert "true" not in texts("measures with status = ")
    assert not [each for each in offered("measures with budget >= ") if each.sort in {"name", "code"}]


def test_symbols_are_for_values_and_words_for_numbers_of_things(texts):
    assert ">=" in texts("measures with budget ")
    assert ">=" not in texts("measures with ")
    assert "at least" in texts("measures with ")


# ---- names and codes


def test_names_and_codes_complete_where_a_thing_can_stand(offered):
    found = offered("measures under pai")[0]
    assert (found.text, found.start, found.description) == ('"Paint"', 15, "measure · b:M2")
    found = offered("measures that support sdg:8")
    assert found[0] == Completion("sdg:8", 22, "code", found[0].description)
    assert "sdg:8.9" in {each.text for each in found}
    assert all(each.sort == "code" for each in found)


def test_a_code_completes_after_its_colon_and_from_its_end(texts):
    assert texts("measures under b:M")[0] == "b:M1"
    assert "b:M1.1" in texts("measures under M1.1")
    assert texts("measures under b:")[0].startswith("b:")


def test_a_name_completes_inside_a_quotation_mark_that_is_open(texts):
    assert texts('measures under "pai')[0] == '"Paint"'
    assert texts("measures under «pai")[:1] == ["«Paint»"]
    assert texts("measures under “pai")[:1] == ["“Paint”"]


def test_a_quotation_mark_that_is_closed_already_is_not_closed_again(texts):
    text = 'measures under "pai" with budget'
    assert texts(text, text.index("pai") + 3)[:1] == ['"Paint']


def test_the_middle_of_a_name_is_found(texts):
    assert '"Paint"' in texts("measures under aint")
    assert '"Paint"' not in texts("measures under ai")


def test_a_name_that_two_things_have_is_written_as_their_codes(offered):
    codes = {each.text: each.description for each in offered("everything with mus") if "Music" in each.description}
    assert len(codes) >= 1
    named = Inventory((Named("x:1", KG + "Goal", "a:8", "Twin"), Named("x:2", KG + "Goal", "a:9", "Twin")))
    found = offered("measures that support twi", names=named)
    assert [(each.text, each.sort, each.description) for each in found] == [
        ("a:8", "code", "Twin · goal"),
        ("a:9", "code", "Twin · goal"),
    ]
    nameless = Inventory((Named("x:1", KG + "Goal", "", "Twin"), Named("x:2", "unknown:kind", "", "Twin")))
    assert [each.text for each in offered("twi", names=nameless)] == ['"Twin"', '"Twin"']


def test_the_kind_before_a_name_decides(texts):
    found = texts('measures that support focus area "')
    assert '"Music"' in found


def test_another_name_of_a_thing_is_offered_where_it_is_typed(offered):
    named = Inventory((Named("x:1", KG + "Goal", "a:8", "Breiband", ("Broadband", "breiband")),))
    assert [each.text for each in offered("broa", names=named)] == ['"Broadband"']
    assert [each.text for each in offered("brei", names=named)] == ['"Breiband"']


# ---- names that the question gives itself, definitions, parameters


def test_columns_definitions_and_parameters_complete(offered):
    assert ("it", "column") in {(each.text, each.sort) for each in offered("measures that support (goals as it) show ")}
    names = Inventory(defined=("big goals",))
    assert offered("big", names=names) == [Completion('"big goals"', 0, "defined")]
    assert offered("count big go", names=names) == [Completion('"big goals"', 6, "defined")]
    assert offered('count "big', names=names) == [Completion('"big goals"', 6, "defined")]
    assert ('"mine"', "defined") in {(each.text, each.sort) for each in offered('define "mine": measures; mi')}
    found = offered("measures under $place or $p")
    assert [(each.text, each.start, each.sort) for each in found] == [("$place", 25, "parameter")]


# ---- languages


def test_words_are_of_the_language_of_the_session(texts):
    assert texts("ti", language="nn")[0] == "tiltak"
    assert "measures" not in texts("", language="nn")
    assert "with" not in texts("tiltak ", language="nn")
    assert texts("tiltak som støtta", language="nn")[0] == "støttar"


def test_a_label_of_another_language_completes_where_none_of_the_own_does(texts):
    assert texts("measures that støt")[0] == "støttar"
    assert texts("tilta")[0] == "tiltak"


def test_a_question_of_another_language_goes_on_in_it(texts):
    assert texts("tiltak som støt")[0] == "støttar"
    assert texts("tiltak uta")[0] == "utan"


def test_descriptions_are_in_the_language_of_the_session(offered):
    assert offered("tiltak uta", language="nn")[0].description == "dei som manglar det"


# ---- places where nothing can be said


@pytest.mark.parametrize(
    "text",
    [
        "# a comm",
        "xyzzy foo ba",
        "measures as ",
        "measures with budget >= ",
        "$",
        "measures under 1.000.000 a",
        "x" * 20000,
    ],
)
def test_where_nothing_is_known_nothing_but_values_is_offered(text, offered):
    assert [each for each in offered(text) if each.sort not in {"value", "keyword"}] == []


@pytest.mark.parametrize("place", [-3, 0, 3, 100])
def test_any_place_can_be_asked_about(place, offered):
    assert isinstance(offered("measures", place), list)


def test_no_more_are_offered_than_wanted(offered):
    assert len(offered("measures under ", most=3)) == 3
    assert len(offered("measures under ")) == 50
    assert len(offered("measures under ", most=None)) > 50


# ---- for any text


@pytest.mark.no_cover
def test_every_word_of_every_case_is_offered_before_it_is_written(case, tiny, spelt):
    """At each boundary between words, the next one is among all that can stand there."""
    text = case.question
    _, language = understand(text, tiny.vocabulary, "en")
    known = lexicon(tiny.vocabulary, language)
    scan, state = begin(text, known, tiny.vocabulary)
    keys = spelt("", 0, language)
    while (token := scan.next(state)) is not None:
        state.feed_token(token)
        if token.type in NO_WORDS or (token.type in {"STRING", "CODE"} and normal(token).replace('"', "") not in keys):
            continue
        before = next(
            (each.type for each in reversed(scan.tokens[:-1]) if each.type not in {"STRING", "VOR", "CMP"}), ""
        )
        if token.type == "STRING" and before in {"ABOUT", "LIKE", "FIELD"}:
            continue
        whole = normal(text[: token.end_pos])
        for start in [token.start_pos, *(place.end() + token.start_pos for place in re.finditer(r"\s", token))]:
            assert whole.replace('"', "") in spelt(text, start, language), text[:start]


def unspoilt(text, place, tiny, offered, language, **options):
    """Each completion put in gives a question, or an error that is about something else."""
    for each in offered(text, place, language=language, **options):
        written = text[: each.start] + each.text
        if MISTOLD.search(written):
            continue
        error = mistake(written, tiny, language)
        assert error is None or error.span.end <= each.start or error.span.start >= len(written), (written, str(error))


def mistake(text, tiny, language):
    try:
        understand(text, tiny.vocabulary, language)
    except QuestionError as error:
        return error
    return None


@pytest.mark.no_cover
def test_no_completion_of_a_case_is_a_mistake(case, tiny, sound):
    text = case.question
    _, language = understand(text, tiny.vocabulary, "en")
    for place in [0, *(found.end() for found in re.finditer(r"\s+", text))]:
        sound(text, place, language)


@pytest.mark.no_cover
@given(st.text(), st.integers(-2, 40), st.sampled_from(LANGUAGES))
def test_any_text_can_be_asked_about(tiny, offered, text, place, language):
    unspoilt(text, place, tiny, offered, language)


@pytest.mark.no_cover
@given(
    st.lists(
        st.sampled_from(
            [
                "measures",
                "goals",
                "with",
                "without",
                "that",
                "support",
                "and",
                "or",
                "under",
                "sdg:11",
                "(",
                ")",
                "budget",
                ">=",
                "100",
                "count",
                "of",
                "per",
                "show",
                ",",
                ".",
                "sum",
                "'Music'",
                '"Music"',
                "as",
                "x",
                "in",
                "2018",
                "$p",
                "not",
                "which",
                "define",
                ":",
                ";",
                "suppose",
                "no",
                "tiltak",
                "med",
                "utan",
                "som",
                "støttar",
                "og",
                "eller",
            ]
        ),
        max_size=9,
    ).map(" ".join),
    st.sampled_from(LANGUAGES),
)
def test_any_words_can_be_gone_on_from(tiny, offered, text, language):
    unspoilt(text + " ", len(text) + 1, tiny, offered, language, most=20)


# ---- text that is still being written


def test_how_a_text_ends():
    assert ending("measures") == Ending()
    assert ending('with "a') == Ending(quote=5)
    assert ending(r'with "a\"') == Ending(quote=5)
    assert ending(r'with "a\\"') == Ending()
    assert ending("with «a» (b (c)") == Ending(depth=1)
    assert ending(") (") == Ending(depth=1)
    assert ending("a # (\n(") == Ending(depth=1)
    assert ending('a # "') == Ending(comment=True)


def test_a_dot_at_the_end_navigates_and_a_question_mark_ends(tiny):
    known = lexicon(tiny.vocabulary, "en")
    (reading,) = read_so_far("measures show responsible.", known, tiny.vocabulary)
    assert [token.type for token in reading.tokens][-1] == "DOT"
    (reading,) = read_so_far("measures?", known, tiny.vocabulary)
    assert len(reading.tokens) == 1


def test_a_definition_goes_on_until_its_line_is_over(tiny):
    known = lexicon(tiny.vocabulary, "en")
    (reading,) = read_so_far('define "x": measures ', known, tiny.vocabulary)
    assert "WITH" in reading.accepted
    (reading,) = read_so_far('define "x": measures\n', known, tiny.vocabulary)
    assert "COUNT" in reading.accepted
    assert reading.defined == ("x",)


def test_an_and_that_nothing_follows_is_read_both_ways(tiny):
    known = lexicon(tiny.vocabulary, "en")
    ways = read_so_far("measures that support a:1 and ", known, tiny.vocabulary)
    assert {"WITH" in way.accepted for way in ways} == {True, False}
    assert [way.tokens[-1].type for way in ways] == ["AND", "VAND"]


def test_where_a_word_begins():
    assert [each.start for each in beginnings("goals that are supp", 6)] == [0, 6, 11, 15]
    assert [each.typed for each in beginnings("a ", 6)] == ["a ", ""]
    assert [each.start for each in beginnings("sub-", 6)] == [0, 4]
    assert beginnings("with $pl", 6) == [Begun(5, "$pl")]
    assert beginnings("x (b:M", 6)[0].typed == "b:m"


# ---- colours


@pytest.fixture
def looks(tiny):
    def of(text, language="en"):
        return [
            (text[each.start : each.end], each.look) for each in marked(text, tiny.vocabulary, Inventory(), language)
        ]

    return of


def test_each_word_has_the_look_of_what_it_is(looks):
    assert looks("measures with budget >= 100 000 and under sdg:11") == [
        ("measures", "kind"),
        ("with", "keyword"),
        ("budget", "field"),
        (">=", "keyword"),
        ("100 000", "number"),
        ("and", "keyword"),
        ("under", "keyword"),
        ("sdg:11", "name"),
    ]
    assert looks("goals (that support") == [
        ("goals", "kind"),
        ("(", "mark"),
        ("that", "keyword"),
        ("support", "link"),
    ]


def test_a_text_is_marked_in_the_language_that_it_is_written_in(looks):
    assert [look for _, look in looks("tiltak som støttar «Mu")] == ["kind", "keyword", "link", "name"]


def test_an_unknown_word_is_marked_once_it_is_finished(looks):
    assert looks("measures wit") == [("measures", "kind")]
    assert looks("meazures ") == [("meazures", "unknown")]
    assert looks("measures with meazures with")[-1] == ("meazures", "unknown")
    assert looks("measures & goals")[-1] == ("&", "unknown")
    assert looks("measures 2018 ")[-1] == ("2018", "unknown")
    assert looks("") == looks("x" * 20000) == []


@pytest.mark.no_cover
@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_can_be_marked(tiny, text, language):
    found = marked(text, tiny.vocabulary, Inventory(), language)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


# ---- what stands before a place


def test_things_that_fit_the_link_come_first(offered):
    found = [each for each in offered("measures with responsible = ", most=None) if each.sort == "code"]
    assert found[0].text.startswith("actor:")
    found = [each for each in offered("measures that support sdg:8 or ", most=None) if each.sort == "code"]
    assert not found[0].text.startswith("actor:")
    found = [each for each in offered('measures with budget and with "Band" or ', most=None) if each.sort == "code"]
    assert found != []


def test_a_path_goes_on_with_what_its_last_step_has(texts):
    assert texts("measures show effort.")[0] in {"code", "date", "end year", "start year", "year"}
    assert "budget" in texts("measures show measure.")


def test_after_plus_a_noun_of_its_own_is_asked_for(texts):
    found = texts("measures plus quantified targets with ")
    assert found.index("bound") < len(found)
    assert "budget" not in found[: found.index("bound")]


def test_a_word_without_a_comment_is_told_by_its_sort(tiny):
    words = tiny.vocabulary
    for group, token, told in (
        (words.kinds, "CLASS", "kind"),
        (words.links, "LINK", "link"),
        (words.fields, "FIELD", "field"),
    ):
        iri, word = next(iter(group.items()))
        silent = {iri: dataclasses.replace(word, comments={}, labels={"en": "x"})}
        names = {"CLASS": "kinds", "LINK": "links", "FIELD": "fields"}
        vocabulary = Vocabulary(**{"kinds": {}, "links": {}, "fields": {}, "choices": {}, names[token]: silent})
        found = [each for each in spellings(vocabulary, lexicon(vocabulary, "nb")) if each.token == token]
        assert "x" in {each.text for each in found if not each.own}
        assert meaning(found[0], vocabulary, "en") == told


def test_a_field_with_many_values_offers_none(shipped):
    listed = inventory(shipped.engine, shipped.vocabulary, "nn")
    assert KG + "status" in listed.values
    assert KG + "description" not in listed.values
    assert listed.used[KG + "supports"] == listed.used[KG + "supportedBy"] > 0
