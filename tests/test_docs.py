"""The docs are true: every command, question and program in them runs, and prints what they say it prints.

Below a command, a line `# nn: ...` asks its question in Nynorsk (`# nb:` in Bokmål), with the same rows for an answer.
`pytest tests/test_docs.py --update` writes what the commands print into the pages.
"""

import itertools
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph.answer import Evidence, Thing
from kgraph.cli import run
from kgraph.spor import format_question, read_definitions, understand
from kgraph.spor.reading.lexicon import keywords
from kgraph.terms import LANGUAGES

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TRANSLATED = re.compile(r"# (?P<language>nn|nb): (?P<question>.+)")
LANGUAGE_PAGE, COMPARING_PAGE, CHEAT_SHEET = (
    f"docs/{name}.md" for name in ("spor", "spor-for-sparql-and-cypher", "spor-cheat-sheet")
)
VALUES = {"plan": "sogn:plan", "year": "2019", "limit": "150 000"}
FEWEST = {"console": 70, "spor": 25, "python": 5}


COUNTED = {
    "console": lambda body: len(commands(body)),
    "spor": lambda body: len(body.strip().split("\n")),
    "python": lambda _body: 1,
}


def blocks(page, sort):
    return [body for found, body in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")) if found == sort]


def printed(command, capsys, monkeypatch):
    """What a command prints on a terminal of a hundred columns, its errors too, as the page shows it."""
    monkeypatch.setattr("kgraph.cli.options.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.chdir(ROOT)
    run(shlex.split(command)[1:])
    captured = capsys.readouterr()
    text = (captured.out + captured.err).replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n"))


def commands(body):
    """The commands of a console block with their translations by language and what stands below each."""
    found = []
    for line in body.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append((line[2:], {}, []))
        elif (said := TRANSLATED.match(line)) and not found[-1][2]:
            found[-1][1][said["language"]] = said["question"]
        else:
            found[-1][2].append(line)
    return [(command, said, "\n".join(lines).rstrip()) for command, said, lines in found]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_the_page_says(page, capsys, monkeypatch, request):
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = real = text
    for body in blocks(page, "console"):
        out = []
        for command, said, below in commands(body):
            printing = printed(command, capsys, monkeypatch)
            out.append("\n".join([f"$ {command}", *(f"# {tag}: {each}" for tag, each in said.items()), printing, ""]))
            if not request.config.getoption("--update"):
                assert printing == below, command
        real = real.replace(body, "\n".join(out))
    if request.config.getoption("--update") and real != shown:
        (ROOT / page).write_text(real, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_question_of_a_page_is_answered(page, shipped):
    for body in blocks(page, "spor"):
        for question in body.strip().split("\n"):
            assert len(shipped.ask(question)) > 0, question


@pytest.mark.parametrize("page", PAGES)
def test_every_translation_beside_a_command_gives_the_same_rows(page, shipped):
    for body in blocks(page, "console"):
        for command, said, _ in commands(body):
            for language, translation in said.items():
                _, asked, question, *options = shlex.split(command)
                assert asked == "ask", command
                assert understand(translation, shipped.vocabulary, "en")[1] == language, translation
                real, same = (asked_with(shipped, each, options) for each in (question, translation))
                assert real.rows == same.rows, translation


def asked_with(workspace, question, options):
    """The answer, in English, as the options of `kgraph ask` would have it."""
    settings = list(zip(options[::2], options[1::2], strict=True))
    parameters = dict(value.split("=", 1) for name, value in settings if name == "--param")
    return workspace.ask(question, language="en", basis=dict(settings).get("--basis", "all"), parameters=parameters)


def test_every_answer_of_the_language_page_has_its_question_in_nynorsk():
    asked = [
        each for body in blocks(LANGUAGE_PAGE, "console") for each in commands(body) if "ask" in each[0].split()[1]
    ]
    assert len(asked) > 40
    assert [command for command, said, below in asked if "nn" not in said and "\nhint: " not in below] == []


def code_of(page):
    """What a page says in the language itself: the commands and their translations, and what stands in backticks."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.startswith(("$ kgraph", "# nn:"))]
    return "\n".join([*lines, *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)])


def is_said(word, text):
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@pytest.mark.parametrize("table", ["words", "compare", "fold"])
def test_the_language_page_has_every_keyword(table):
    said = code_of(LANGUAGE_PAGE)
    spelt = {token: token if table == "compare" else words[0] for token, words in keywords("en")[table].items()}
    assert [token for token, word in spelt.items() if not is_said(word, said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cheat_sheet_has_every_keyword_of_a_language(language):
    said = "\n".join(row[language] for row in translated_questions())
    spelt = {token: words[0] for table in ("words", "fold") for token, words in keywords(language)[table].items()}
    assert [token for token, word in spelt.items() if not is_said(word, said)] == []


def test_the_definitions_of_the_language_page_can_be_read(shipped):
    text = (ROOT / LANGUAGE_PAGE).read_text(encoding="utf-8")
    (definitions,) = re.findall(r"^```\n(define .*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(read_definitions(definitions, shipped.vocabulary, "en")[0].nouns) == 2


def test_the_notes_that_the_language_page_explains_are_below_its_answers():
    text = (ROOT / LANGUAGE_PAGE).read_text(encoding="utf-8")
    explained = re.findall(r"^\| ([^|]+) \|", text.split("| note | what it tells |")[1].split("\n\n")[0], re.MULTILINE)
    below = " ".join(" ".join(blocks(LANGUAGE_PAGE, "console")).split())
    assert len(explained) > 5
    assert [note for note in explained if note not in below] == []


def translated_questions():
    """The rows of the cheat sheet's tables, by language; headings and marks between the cells are left out."""
    found = []
    for line in (ROOT / CHEAT_SHEET).read_text(encoding="utf-8").split("\n"):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[2:-1]]
        if len(cells) == len(LANGUAGES) and all(cell.startswith("`") and cell.endswith("`") for cell in cells):
            found.append(dict(zip(("en", "nn", "nb"), (cell.strip("`") for cell in cells), strict=True)))
    return found


ROWS = translated_questions()


@pytest.mark.parametrize("row", ROWS, ids=[row["en"] for row in ROWS])
def test_a_row_of_the_cheat_sheet_is_one_question_in_three_languages(row, shipped):
    read = {language: understand(text, shipped.vocabulary, language) for language, text in row.items()}
    assert {language: tongue for language, (_, tongue) in read.items()} == {language: language for language in row}
    trees = {language: tree for language, (tree, _) in read.items()}
    for one, other in itertools.permutations(row, 2):
        translated = format_question(trees[one], shipped.vocabulary, other)
        assert understand(translated, shipped.vocabulary, other)[0] == trees[other]
    given = {name: VALUES[name] for name in re.findall(r"\$(\w+)", row["en"])}
    answers = [shipped.ask(text, language="en", parameters=given) for text in row.values()]
    assert len(answers[0]) > 0
    assert all(answer.rows == answers[0].rows for answer in answers)


def plain_rows(answer):
    """The rows as SPARQL gives them: identifiers and values, and one with lists in it as all their combinations."""
    for row in answer:
        yield from itertools.product(*(map(plain, cell if isinstance(cell, list) else [cell]) for cell in row))


def plain(value):
    match value:
        case Thing(iri=iri):
            return iri
        case Evidence(quote=quote):
            return quote
        case _:
            return value


def compared():
    """Of the page that compares languages, each question with its SPARQL, the prefixes before it, and its Cypher."""
    text = (ROOT / COMPARING_PAGE).read_text(encoding="utf-8")
    (_, prefixes), *found = [each for each in BLOCK.findall(text) if each[0] in {"spor", "sparql", "cypher"}]
    assert [sort for sort, _ in found] == ["spor", "sparql", "cypher"] * (len(found) // 3)
    questions, queries = ([body for kind, body in found if kind == sort] for sort in ("spor", "sparql"))
    return [(question.strip(), prefixes + query) for question, query in zip(questions, queries, strict=True)]


PAIRS = compared()


@pytest.mark.parametrize(("question", "query"), PAIRS, ids=[question for question, _ in PAIRS])
def test_the_sparql_beside_a_question_finds_the_same(question, query, shipped):
    assert set(plain_rows(shipped.ask(question))) == set(plain_rows(shipped.sparql(query)))


def test_ten_questions_are_compared():
    assert len(PAIRS) == 10


@pytest.mark.parametrize("page", PAGES)
def test_every_program_of_a_page_runs(page, tmp_path):
    for body in blocks(page, "python"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-W", "ignore", "-c", body]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_plan_of_ones_own_is_a_whole_project(tmp_path):
    (text,) = (body for page in PAGES for body in blocks(page, "turtle"))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.ttl").write_text(text, encoding="utf-8")
    workspace = kgraph.open(tmp_path)
    assert workspace.check().problems == ()
    assert [row[0].code for row in workspace.ask("measures that support sdg:11")] == ["x:M1"]


def test_the_pages_hold_commands_questions_and_programs():
    for sort, fewest in FEWEST.items():
        found = sum(COUNTED[sort](body) for page in PAGES for body in blocks(page, sort))
        assert found >= fewest, sort


def test_every_command_of_the_program_is_in_the_readme():
    from kgraph.cli import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"`kgraph {command}" in readme for command in COMMANDS)


def test_every_file_that_a_page_links_to_is_there():
    found = 0
    for page in [*PAGES, "ARCHITECTURE.md", "CONTRIBUTING.md"]:
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            found += 1
            assert ((ROOT / page).parent / target).exists(), (page, target)
    assert found > 5


def test_the_demo_answers_its_questions(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = tmp_path / "kgraph"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m kgraph "$@"\n')
    program.chmod(0o755)
    command = ["sh", str(ROOT / "docs" / "demo.sh"), str(program)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("$ kgraph") == 7
    assert "Try next" in done.stdout


def test_the_version_is_the_same_everywhere():
    assert f'version = "{kgraph.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"version: {kgraph.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
