"""Runs the cases in errors/: a mistake a file, with the exact message in each language.

A case begins with lines of `# ` that say what the mistake is; `# mend:` says how its hint is pasted back:

    whole   each way of the hint is a whole question
    last    what stands after the semicolon is a whole question
    place   each way stands where the carets are; words that stand there already are not doubled
    code    each way begins with a code or a name, which stands where the carets are
    rest    the hint stands from there to the end
    none    the hint is no text to paste, or there is none

`# given: plan=Dale` gives the question's parameters their values.

Then comes, for each language, `== en: question` and the message as it is drawn. `pytest --update`
writes the messages anew; read them before they are kept.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import QuestionError
from kgraph.messages import texts
from kgraph.terms import LANGUAGES

FOLDER = Path(__file__).parent / "errors"
CASES = sorted(FOLDER.glob("*.case"))
UNLOVED = sorted((FOLDER / "unloved").glob("*.case"))


@dataclass(frozen=True, slots=True)
class Case:
    comment: str
    mend: str
    questions: dict[str, str]
    messages: dict[str, str]
    given: dict[str, str]


def read(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    comment, *parts = re.split(r"(?m)^== ", text)
    questions, messages = {}, {}
    for part in parts:
        head, _, message = part.partition("\n")
        language, _, question = head.partition(":")
        questions[language] = question.removeprefix(" ").replace("\\n", "\n")
        messages[language] = message.strip("\n")
    mend = re.search(r"(?m)^# mend: (\w+)$", comment)
    assert mend, f"{path.name} does not say how its hint is pasted"
    given = dict(each.split("=", 1) for each in re.findall(r"(?m)^# given: (.+)$", comment))
    return Case(comment, mend.group(1), questions, messages, given)


def write(path: Path, case: Case) -> None:
    parts = [
        f"== {language}: {question}".replace("\n", "\\n").rstrip() + f"\n{case.messages[language]}\n"
        for language, question in case.questions.items()
    ]
    path.write_text("\n".join([case.comment.strip() + "\n", *parts]), encoding="utf-8")


def complaint(tiny, question: str, language: str, given: dict[str, str] | None = None) -> QuestionError:
    with pytest.raises(QuestionError) as caught:
        tiny.recipe(question, language=language, parameters=given)
    return caught.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [*CASES, *UNLOVED], ids=lambda path: path.stem)
def test_a_mistake_gets_its_message(path, language, tiny, request):
    case = read(path)
    message = str(complaint(tiny, case.questions[language], language, case.given))
    if request.config.getoption("--update"):
        write(path, replace(case, messages={**case.messages, language: message}))
        return
    assert message == case.messages[language]


@pytest.mark.no_cover
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_hint_pasted_back_makes_a_question(path, language, tiny):
    case = read(path)
    question = case.questions[language]
    error = complaint(tiny, question, language, case.given)
    if case.mend == "none":
        return
    mended = list(pasted(question, error, case.mend))
    assert mended
    for each in mended:
        tiny.recipe(each, language=language)


def pasted(question: str, error: QuestionError, mend: str) -> list[str]:
    hint = error.hint.partition("; ")[2] if mend == "last" else error.hint
    found = []
    for way in hint.split(" · "):
        if mend in {"whole", "last"}:
            found.append(way)
            continue
        words = way.partition(" ")[0] if mend == "code" else way
        before = question[: error.span.start]
        after = question[error.span.end :] if mend != "rest" else ""
        # The hint may say again what stands right before the place: `>=` in `>= 100 000`.
        spoken = before.rstrip()
        overlap = next((n for n in range(len(words), 0, -1) if spoken.endswith(words[:n])), 0)
        found.append(f"{spoken[: len(spoken) - overlap]} {words}{after}")
    return found


def test_there_are_cases():
    assert len(CASES) > 50


def test_unloved_messages_say_why():
    for path in UNLOVED:
        assert re.search(r"(?m)^# why: \S", read(path).comment), path.name


def test_every_error_about_a_question_has_a_case():
    """Each text between the headings of the message file that speak of questions is the message of some case."""
    source = (Path(kgraph.__file__).parent / "messages" / "en.toml").read_text(encoding="utf-8")
    about = source.partition("# --- the wording of a question")[2].partition("# --- the links that were chosen")[0]
    about += source.partition("# --- parameters, definitions, suppositions")[2].partition("column_when")[0]
    keys = re.findall(r"(?m)^(\w+) = ", about)
    fragments = {"candidate", "expected_hint", "first_noun", "too_long", "question_missing_example", "word_clash"}
    fragments |= {f"parameter_{type_}" for type_ in ("integer", "decimal", "date", "boolean")}
    messages = "\n".join(read(path).messages["en"] for path in [*CASES, *UNLOVED])
    missing = [
        key
        for key in keys
        if not key.endswith("_hint") and not key.startswith(("token_", "reserved_")) and key not in fragments
        if not re.search(f"(?m)^{shape(texts('en')[key])}$", messages)
    ]
    assert missing == []


def shape(text: str) -> str:
    return "".join(".*" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", text))


def test_a_question_that_is_too_long_is_refused_at_its_first_character_too_many(tiny):
    error = complaint(tiny, "measures " * 2_000, "en")
    assert error.message == "the question has 18000 characters; at most 10000 can be read"
    assert error.span.start == 10_000
    assert error.hint == "ask a shorter question"


def test_the_carets_stand_under_the_word_even_in_the_third_line(tiny):
    error = complaint(tiny, "measures\n  with budget\n  and with goalz", "en")
    assert str(error).splitlines()[1:3] == ["    and with goalz", "             ^^^^^"]
    assert error.as_json() == {
        "message": 'no kind, link or field is called "goalz"',
        "hint": "goal",
        "line": 3,
        "column": 12,
        "length": 5,
    }


def test_a_long_line_is_cut_around_the_place(tiny):
    error = complaint(tiny, "measures" + " with budget" * 20 + " with goalz" + " with budget" * 20, "en")
    excerpt, carets = str(error).splitlines()[1:3]
    assert excerpt[carets.index("^") :].startswith("goalz")
    assert len(excerpt) < 110


def test_an_error_speaks_the_language_of_the_reading_that_came_furthest(tiny):
    with pytest.raises(QuestionError) as caught:
        tiny.recipe("tiltak utan budsjet")
    assert caught.value.language == "nn"


def test_an_error_speaks_the_language_that_is_asked_for(tiny):
    error = complaint(tiny, "actors that support sdg:11", "nn")
    assert error.language == "nn"
    assert error.hint == "aktørar som har ansvar for (tiltak som støttar sdg:11)"
    assert complaint(tiny, "measures that support all goals", "nb").message.startswith('"all" er reservert')


def test_of_errors_equally_far_the_one_in_the_language_of_most_words_is_told(tiny):
    for question, language in [
        ("tiltak %", "nn"),
        ("tiltak med ansvarlig = %", "nb"),
        ("measures %", "en"),
        ('"Music" %', "en"),
    ]:
        with pytest.raises(QuestionError) as caught:
            tiny.recipe(question)
        assert caught.value.language == language, question


CLASH = """
@prefix own:  <https://example.org/clash#> .
@prefix kg:   <https://w3id.org/kgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
own:Tally a owl:Class ; rdfs:subClassOf kg:Thing ; rdfs:label "count"@en , "tel"@nn , "tell"@nb .
"""


@pytest.fixture
def clashing(tmp_path):
    """A project of which one kind is called as a keyword."""
    (tmp_path / "data").mkdir()
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "own.ttl").write_text(CLASH, encoding="utf-8")
    (tmp_path / "data" / "own.ttl").write_text(CLASH + 'own:x a own:Tally ; rdfs:label "X"@en .', encoding="utf-8")
    return kgraph.open(tmp_path)


def test_an_error_that_a_clash_brings_about_says_so(clashing):
    # In the other languages it is no keyword, so what they can read is read.
    error = complaint(clashing, "count with name", "en")
    assert error.hint == "`Tally` with name"
    clashing.recipe(error.hint, language="en")
    assert complaint(clashing, "count zebras", "en").message.startswith('"count" was taken for a keyword here')


def test_a_clash_does_not_break_other_questions(clashing):
    assert clashing.recipe("count measures").question == "count measures"
    assert clashing.recipe("`Tally` with name").question


def test_definitions_of_a_project_that_lead_to_each_other_name_the_chain(tiny):
    from kgraph.spor.compiling import checked_glossary

    text = 'define "a": "b" with budget\ndefine "b": "c"\ndefine "c": "a"'
    with pytest.raises(QuestionError) as caught:
        checked_glossary(text, tiny.vocabulary, tiny.names, "en")
    assert caught.value.message == 'the definition leads back to itself: "b" → "c" → "a" → "b"'


def test_a_project_defines_no_name_twice(tiny):
    from kgraph.spor.compiling import checked_glossary

    with pytest.raises(QuestionError, match="defined twice"):
        checked_glossary('define "a": measures\ndefine "a": goals', tiny.vocabulary, tiny.names, "en")
