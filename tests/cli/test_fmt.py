"""`kgraph fmt`: one spelling of a question, in any of the languages; a file keeps its comments."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.spor import understand
from kgraph.spor.tidy import tidy
from kgraph.terms import LANGUAGES

QUERIES = Path(__file__).parents[2] / "queries"
FILE = """\
# title.en: What "green measures cost
# title.nn: Kva grøne tiltak kostar

# A note on its own.
define "green": MEASURES that support sdg:13  # beside it
   with budget
# above the second
define "rest": green without budget
suppose no measure "Paint":  # in between
 count   rest  per plan # at the end
"""
TIDY = """\
# title.en: What "green measures cost
# title.nn: Kva grøne tiltak kostar

# A note on its own.
# beside it
define "green": measures that support sdg:13 and with budget;
# above the second
define "rest": "green" without budget;
# in between
suppose no measure "Paint":
# at the end
count "rest" per plan
"""


@pytest.mark.parametrize(
    "arguments, printed",
    [
        (["how many MEASURES are there per effort?"], "count measures per effort\n"),
        (["--to", "nn", "count measures per effort"], "tel tiltak per satsing\n"),
        (["--to", "nb", "tel tiltak per satsing"], "tell tiltak per satsing\n"),
        (["--to", "en", "delstrategiar utan tiltak"], "sub-strategies without measures\n"),
        (
            ["delstrategiar utan tiltak", "sub-strategies with no measures"],
            "delstrategiar utan tiltak\nsub-strategies without measures\n",
        ),
        (["spor 1 measures"], "spor 1\nmeasures\n"),
        (
            ['define "a b": measures plus efforts; a b with budget'],
            'define "a b": measures plus efforts;\n"a b" with budget\n',
        ),
        (["suppose no sdg:11: SDG goals"], "suppose no sdg:11:\nSDG goals\n"),
    ],
)
def test_a_question_is_printed_in_its_canonical_spelling(here, arguments, printed):
    code, out, err = here("fmt", *arguments)
    assert (code, out) == (0, printed), err


def test_the_singular_and_the_plural_are_right_in_each_language(here):
    text = "count focus areas per SDG goal having count >= 1"
    printed = [here("fmt", "--to", language, text)[1].strip() for language in LANGUAGES]
    assert printed == [
        "count focus areas per SDG goal having count >= 1",
        "tel innsatsområde per berekraftsmål der tal >= 1",
        "tell innsatsområder per bærekraftsmål der antall >= 1",
    ]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "costs.spor"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_file_keeps_its_comments_beside_what_they_were_written_of(here, file):
    assert here("fmt", str(file))[1] == TIDY
    assert file.read_text(encoding="utf-8") != TIDY


def test_a_file_is_written_anew_only_when_told_so(here, file):
    assert here("fmt", "--check", str(file))[0] == 1
    assert here("fmt", "--write", str(file))[1] == ""
    assert file.read_text(encoding="utf-8") == TIDY
    assert here("fmt", "--check", str(file))[0] == 0
    assert [each.name for each in file.parent.iterdir()] == ["costs.spor"]


def test_a_file_is_translated_with_its_comments(here, file):
    here("fmt", "--write", "--to", "nn", str(file))
    text = file.read_text(encoding="utf-8")
    assert 'definer "green": tiltak som støttar sdg:13 og med budsjett;\n' in text
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in TIDY.splitlines() if line.startswith("#")
    ]
    here("fmt", "--write", "--to", "en", str(file))
    assert file.read_text(encoding="utf-8") == TIDY


def test_a_file_of_definitions_alone_is_formatted_too(here, tmp_path):
    path = tmp_path / "words.spor"
    path.write_text('# ours\ndefine "a": "b" with budget\ndefine "b": Measures\n', encoding="utf-8")
    assert here("fmt", str(path))[1] == '# ours\ndefine "a": "b" with budget;\ndefine "b": measures;\n'


def test_a_long_question_is_broken_between_words_and_never_within_a_name(here):
    name = "word " * 12
    text = " or ".join(f'about "{name}{number}"' for number in range(4))
    lines = here("fmt", f"measures {text}")[1].splitlines()
    assert len(lines) > 1
    assert all(line.count('"') % 2 == 0 for line in lines)


@pytest.mark.parametrize(
    "language, told",
    [
        ("en", 'no kind, link or field is called "meazures"'),
        ("nn", 'ingen slag, lenkjer eller eigenskapar heiter "meazures"'),
        ("nb", 'ingen type, lenke eller egenskap heter "meazures"'),
    ],
)
def test_a_file_with_a_fault_is_named_and_left_as_it_is(here, tmp_path, language, told):
    path = tmp_path / "bad.spor"
    path.write_text("meazures without budget\n", encoding="utf-8")
    code, _, err = here("fmt", "--lang", language, "--write", str(path))
    assert code == 1
    assert told in err
    assert str(path) in err
    assert path.read_text(encoding="utf-8") == "meazures without budget\n"


@pytest.mark.parametrize("text", ["", "# a remark alone\n"])
def test_a_file_without_a_question_is_told_of(here, tmp_path, text):
    path = tmp_path / "empty.spor"
    path.write_text(text, encoding="utf-8")
    code, out, err = here("fmt", str(path))
    assert (code, out) == (1, "")
    assert "there is no question" in err


def test_a_file_that_is_not_there_is_told_of(here, tmp_path):
    code, _, err = here("fmt", str(tmp_path / "no.spor"))
    assert code == 1
    assert "no.spor" in err


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*.spor")), ids=lambda path: path.stem)
def test_the_shipped_questions_are_canonical(shipped, path):
    text = path.read_text(encoding="utf-8")
    assert tidy(text, shipped.vocabulary, "en", glossary=shipped.glossary) == text


COMMENT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20).map(lambda text: f"#{text}")
PART = st.sampled_from(
    [
        'define "x": measures',
        " with budget",
        ";",
        "\n",
        "\n\n",
        "suppose no sdg:11:",
        "measures",
        ' about "a # b"',
        " show year",
    ]
)


@given(
    pieces=st.lists(st.one_of(PART, COMMENT.map(lambda text: f"{text}\n")), max_size=12),
    language=st.sampled_from(LANGUAGES),
)
def test_what_is_tidy_stays_so_and_means_the_same(tiny, pieces, language):
    text = "".join(pieces)
    try:
        sentence, _ = understand(text, tiny.vocabulary, "en")
    except Exception:  # noqa: BLE001 - other texts are not the matter here
        return
    tidied = tidy(text, tiny.vocabulary, "en", language)
    assert tidy(tidied, tiny.vocabulary, language, language) == tidied
    assert understand(tidied, tiny.vocabulary, language)[0] == sentence
    comments = [piece.strip() for piece in pieces if piece.startswith("#")]
    assert [line for line in tidied.splitlines() if line.startswith("#")] == [each.rstrip() for each in comments]


def test_definitions_at_fault_can_still_be_formatted(here, tmp_path):
    (tmp_path / "queries").mkdir()
    (tmp_path / "kgraph.toml").write_text("", encoding="utf-8")
    words = tmp_path / "queries" / "words.spor"
    words.write_text('define "a": MEASURES under "Nowhere"\n', encoding="utf-8")
    code, out, _ = here("fmt", "--project", str(tmp_path), str(words))
    assert (code, out) == (0, 'define "a": measures under "Nowhere";\n')
