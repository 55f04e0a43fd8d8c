"""The lexer and its lexicon: how text becomes words, names, numbers and days; and that the grammar is sound."""

import re
import unicodedata
from collections import defaultdict

import pytest
from lark import Lark

from kgraph.errors import QuestionError
from kgraph.spor.reading.lexer import SporLexer
from kgraph.spor.reading.lexicon import clashes, keywords, lexicon, normal
from kgraph.spor.reading.limits import DEEPEST, LONGEST
from kgraph.spor.reading.parse import GRAMMAR, parse
from kgraph.spor.syntax import Card, Compared, Has, Linked, Noun, Path, Reference, References, Select, Step, Value
from kgraph.terms import KG, LANGUAGES

WITH = {"en": "with", "nn": "med", "nb": "med"}


@pytest.fixture
def read(tiny):
    """The tree of a text in a language."""

    def tree(text, language="en"):
        return parse(text, lexicon(tiny.vocabulary, language), tiny.vocabulary, language)

    return tree


def values_of(tree: Select) -> tuple[Value, ...]:
    return tree.noun.where.thing.values


# ---- numbers, days and codes


@pytest.mark.parametrize(
    "written, number",
    [
        ("100", "100"),
        ("100 000", "100000"),
        ("100\u00a0000", "100000"),
        ("100\u202f000", "100000"),
        ("1 140 000", "1140000"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1,50", "1.5"),
        ("1 234,56", "1234.56"),
        ("100 000 kr", "100000"),
        ("100kr", "100"),
        ("1,5 mill kr", "1500000"),
        ("1,5 mill", "1500000"),
        ("2 thousand NOK", "2000"),
        ("3 bn", "3000000000"),
        ("0.05 million", "50000"),
    ],
)
def test_a_number_is_read_with_its_thousands_decimals_and_units(read, written, number):
    assert values_of(read(f"measures with budget >= {written}")) == (Value("number", number),)


@pytest.mark.parametrize(
    "written, language, number", [("2,5 milliardar kroner", "nn", "2500000000"), ("7 tusen kr", "nb", "7000")]
)
def test_units_are_words_of_the_language(read, written, language, number):
    assert values_of(read(f"tiltak med budsjett >= {written}", language)) == (Value("number", number),)


@pytest.mark.parametrize("written", ["100.000", "100,000", "1.234", "2018,2019", "1.000.000", "12.34567", "100abc"])
def test_a_number_that_can_be_read_in_two_ways_is_not_read(read, written):
    with pytest.raises(QuestionError) as caught:
        read(f"measures with budget >= {written}")
    assert caught.value.span.start == len("measures with budget >= ")
    assert caught.value.span.end == len(f"measures with budget >= {written}")


def test_two_numbers_side_by_side_are_not_one(read):
    assert values_of(read("measures with year = 2018 or 2019")) == (Value("number", "2018"), Value("number", "2019"))


def test_a_day_is_read_and_must_be_in_the_calendar(read):
    assert values_of(read("measures with date = 2018-05-01")) == (Value("date", "2018-05-01"),)
    with pytest.raises(QuestionError, match="not a day"):
        read("measures with date = 2018-13-01")


@pytest.mark.parametrize("code", ["sdg:11", "sdg:11.3", "sdg:11.a", "a:1.1.1", "place:dale", "x-y:z-1"])
def test_a_code_is_read_whole(read, code):
    assert read(code) == Card(Reference(code, by="code"))


@pytest.mark.parametrize("mark", ["?", " ?", ".", " .", " # and that is all", "\n\n"])
def test_what_ends_a_question_is_no_part_of_it(read, mark):
    assert read(f"sdg:11{mark}") == Card(Reference("sdg:11", by="code"))


# ---- names


@pytest.mark.parametrize(
    "written, name",
    [
        ('"Music"', "Music"),
        ("«Music»", "Music"),
        ("“Music”", "Music"),
        ("„Music“", "Music"),
        ("”Music”", "Music"),
        (r'"the \"good\" way"', 'the "good" way'),
        (r'"back\\slash"', r"back\slash"),
        ('"with # and (no) comment"', "with # and (no) comment"),
        ('"Ma\u030aling"', "M\u00e5ling"),
        ('""', ""),
        ("Music", "Music"),
        ("Sogn Regionråd", "Sogn Regionråd"),
        ("Sogn-Fjordane", "Sogn-Fjordane"),
        ("Handlingsplan2 2018", "Handlingsplan2 2018"),
    ],
)
def test_a_name_stands_in_quotation_marks_or_begins_with_a_capital(read, written, name):
    assert read(f"{written}") == Card(Reference(name))


@pytest.mark.parametrize("written", ['"Music', "«Music", "«Music“", '"Music\\"'])
def test_a_quotation_mark_needs_its_twin(read, written):
    with pytest.raises(QuestionError, match="opened and not closed"):
        read(f"measures under {written}")


def test_a_capital_at_the_start_of_a_known_word_makes_no_name(read):
    assert read("Measures Under Music") == read('measures under "Music"')


def test_a_kind_may_stand_before_a_name(read):
    assert read('measure "Paint"') == Card(Reference("Paint", kind=KG + "Measure"))


def test_a_name_of_a_column_is_any_word(read):
    tree = read("measures as kvart show kvart.name")
    assert tree.noun.name == "kvart"
    assert tree.show[0].steps[0] == Step("VAR", "kvart")


def test_the_name_of_a_column_goes_before_every_other_word(read):
    assert read("measures as budget show budget").show == (Path((Step("VAR", "budget"),)),)


# ---- words


def test_case_and_hyphens_and_blanks_make_no_difference(read):
    assert read("SUB-strategies   Without\tMEASURES") == read("sub strategies without measures")


def test_composed_and_decomposed_letters_are_the_same(read):
    text = "mål as må with år 2018 under Måling show må.år"
    assert unicodedata.normalize("NFD", text) != text
    assert read(unicodedata.normalize("NFD", text)) == read(text)


def test_a_comment_goes_to_the_end_of_its_line(read):
    assert read("measures # all of them\n  with budget # money\n") == read("measures with budget")


def test_the_longest_phrase_is_taken(read):
    assert read("goals with overall responsible").noun.where == Has(
        Compared(Path((Step("LINK", KG + "overallResponsible"),)))
    )
    assert read("cross-cutting goals") == Select(Noun(KG + "CrossCuttingGoal"))
    assert read("measures that have no budget") == read("measures without budget")


def test_and_before_a_value_is_another_word_than_before_a_condition(read):
    values = read("measures that support sdg:11 and sdg:13").noun.where
    assert isinstance(values, Linked)
    codes = (Reference("sdg:11", by="code"), Reference("sdg:13", by="code"))
    assert values.object == References(codes, every=True)
    parts = read("measures that support sdg:11 and that support sdg:13").noun.where.parts
    assert [part.object.members[0].text for part in parts] == ["sdg:11", "sdg:13"]


@pytest.mark.parametrize("kind", ["", "focus area ", "the focus area ", "# or\nfocus area "])
@pytest.mark.parametrize("name", ['"Music"', "Music", "«Music»", "a:1.2"])
def test_or_joins_names_however_they_are_written(read, kind, name):
    assert len(read(f'measures under "Homes" or {kind}{name}').noun.where.references.members) == 2


def test_or_joins_conditions(read):
    assert len(read("measures with budget or with goals").noun.where.parts) == 2


def test_filler_words_are_dropped(read):
    assert read("find the measures that do support a goal") == read("measures that support goals")


@pytest.mark.parametrize(
    "language, word",
    [(language, word) for language in LANGUAGES for word in keywords(language)["other"]["reserved"]],
)
def test_a_reserved_word_is_never_dropped(tiny, language, word):
    with pytest.raises(QuestionError) as caught:
        parse(f"sdg:11 {word} x", lexicon(tiny.vocabulary, language), tiny.vocabulary, language)
    assert caught.value.span.start == len("sdg:11 ")


def test_a_word_in_backticks_is_that_word_whatever_it_is_called(read):
    assert read("measures `kg:supports` sdg:11") == read("measures that support sdg:11")
    assert read("`Measure` with `budget`") == read("measures with budget")


@pytest.mark.parametrize(
    "text, language",
    [
        ("measures with budget over 100 000", "en"),
        ("measures with budget above 100 000", "en"),
        ("tiltak med budsjett over 100 000", "nn"),
        ("tiltak med budsjett over 100 000", "nb"),
    ],
)
def test_over_before_a_number_compares(read, text, language):
    assert read(text, language) == read("measures with budget > 100 000")


@pytest.mark.parametrize("word, language", [("under", "en"), ("below", "en"), ("under", "nn"), ("under", "nb")])
def test_under_compares_before_a_number_and_means_parts_before_a_name(read, word, language):
    assert read(f"tiltak {WITH[language]} budget {word} 3 {WITH[language]} code", language) == read(
        "measures with budget < 3 with code"
    )
    assert read(f"tiltak {WITH[language]} budget {word} $plan", language) == read("measures with budget under $plan")
    assert read(f'tiltak {WITH[language]} budget {word} "Music"', language) == read(
        'measures with budget under "Music"'
    )
    assert read(f"goals {WITH[language]} {word} 3 tiltak", language) == read("goals with fewer than 3 measures")


@pytest.mark.parametrize(
    "text, language",
    [
        ('tiltak som handlar om "klima"', "nn"),
        ('tiltak som handler om "klima"', "nb"),
        ('measures mentioning "klima"', "en"),
    ],
)
def test_about_is_said_in_several_ways(read, text, language):
    assert read(text, language) == read('measures about "klima"')


@pytest.mark.parametrize("text", ["`kg:nothing`", "measures `", "measures with ``"])
def test_backticks_around_no_word_are_an_error(read, text):
    with pytest.raises(QuestionError):
        read(text)


# ---- limits


def test_a_question_has_a_greatest_length(read):
    assert read("measures" + " " * (LONGEST - 8)) == Select(Noun(KG + "Measure"))
    with pytest.raises(QuestionError, match="characters"):
        read("measures" + " " * (LONGEST - 7))


def test_a_question_has_a_greatest_depth(read):
    deepest = "goals" + " with (goals" * DEEPEST + ")" * DEEPEST
    assert isinstance(read(deepest), Select)
    with pytest.raises(QuestionError, match="nested"):
        read(deepest.replace("goals", "goals with (goals", 1) + ")")


# ---- the grammar and the words


def test_the_grammar_has_no_conflicts():
    # `strict` makes a shift/reduce conflict an error instead of a choice.
    Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr", lexer=SporLexer, strict=True)


def test_the_grammar_holds_no_spelling():
    rules = re.sub(r"//[^\n]*", "", GRAMMAR.read_text(encoding="utf-8"))
    assert re.findall(r"[\"/]", rules) == []


def test_every_word_of_the_grammar_has_a_spelling_in_each_language():
    rules = re.sub(r"//[^\n]*", "", GRAMMAR.read_text(encoding="utf-8"))
    declared = {token for line in re.findall(r"(?m)^%declare (.*)$", rules) for token in line.split()}
    by_form = {"CLASS", "LINK", "FIELD", "VAR", "NEWNAME", "NUMBER", "DATE", "STRING", "CODE", "NAME"}
    by_form |= {"LPAR", "RPAR", "COMMA", "DOT", "COLON", "SEMI", "VAND", "VOR", "CMP", "AGG", "BOOL"}
    by_form |= {"DEFINED", "PARAM", "WHEN"}
    for language in LANGUAGES:
        assert set(keywords(language)["words"]) == declared - by_form


def test_the_languages_have_the_same_tables():
    english = keywords("en")
    for language in LANGUAGES:
        table = keywords(language)
        for section in ("words", "compare", "fold", "boolean", "units", "other", "formats"):
            assert set(table[section]) == set(english[section]), (language, section)


def test_no_phrase_of_a_language_stands_for_two_keywords():
    for language in LANGUAGES:
        table = keywords(language)
        found = defaultdict(set)
        for section in ("words", "compare", "fold", "boolean"):
            for token, phrases in table[section].items():
                for phrase in phrases:
                    # Where something is supposed away, nothing else of these can stand.
                    found[normal(phrase)] |= {token} - {"NO"}
        # Before a number these compare; no number can stand after the other keyword.
        told_apart = [{"UNDER", "<"}, {"ABOVE", ">"}]
        assert [phrase for phrase, tokens in found.items() if len(tokens) > 1 and tokens not in told_apart] == []


def test_no_label_of_the_shipped_ontology_equals_a_keyword(shipped):
    assert clashes(shipped.vocabulary) == []


def test_no_phrase_stands_for_two_words_of_a_sort(shipped):
    for language in LANGUAGES:
        found = defaultdict(set)
        for phrase, meanings in lexicon(shipped.vocabulary, language).phrases.items():
            for token, word in meanings:
                found[phrase, token].add(word)
        assert {place: words for place, words in found.items() if len(words) > 1} == {}


@pytest.mark.parametrize("fillers", ["the ", "the " * 1200])
def test_words_that_say_nothing_do_not_hide_what_follows_and_or_or(read, fillers):
    assert read(f"measures with budget = 1 or {fillers}2") == read("measures with budget = 1 or 2")


def test_the_longest_of_the_words_that_say_nothing_is_passed_over(read):
    # "har" alone is *with*; "har vi" says nothing.
    assert read("tiltak med budsjett = 1 eller har vi 2", "nn") == read("tiltak med budsjett = 1 eller 2", "nn")
