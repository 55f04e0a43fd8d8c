"""The one door: a project opened, asked, and its graph handed on; the cache helps and does not matter."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kgraph
from kgraph import caches
from kgraph.answer import Answer, Thing
from kgraph.errors import QuestionError
from kgraph.project import Project, open_project
from kgraph.workspace import Workspace

TINY = Path(__file__).parent / "projects" / "tiny"
QUESTION = "measures with budget show budget, year"
ANSWERED = ["b:M1", "b:M1.1", "b:M2", "b:M3", "b:M3.1"]


def _codes(answer: Answer) -> list[str | None]:
    return sorted(thing.code or "" for thing in answer.things())


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache of the test's own."""
    place = tmp_path / "cache"
    monkeypatch.setenv("KGRAPH_CACHE_DIR", str(place))
    caches.cache_dir.cache_clear()
    yield place
    caches.cache_dir.cache_clear()


# ---- opening


def test_a_folder_is_opened_and_asked() -> None:
    workspace = kgraph.open(TINY)
    assert _codes(workspace.ask(QUESTION)) == ANSWERED
    assert _codes(kgraph.open(str(TINY)).ask(QUESTION)) == ANSWERED


def test_without_a_folder_the_shipped_plans_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = kgraph.open()
    assert workspace.project == Project(None)
    assert len(workspace.ask("SDG goals")) == 17


def test_what_is_no_project_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    with pytest.raises(kgraph.ProjectError, match="holds no project"):
        kgraph.open(tmp_path)
    with pytest.raises(kgraph.ProjectError, match="finst ikkje"):
        kgraph.open(tmp_path / "no", language="nn")


def test_broken_turtle_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.ttl").write_text("@prefix x: <urn:> .\nx:a x:b x:c .\nx:a x:b\n", encoding="utf-8")
    with pytest.raises(kgraph.ProjectError, match=r"plan\.ttl:[34]: ") as raised:
        kgraph.open(tmp_path).ask("measures")
    assert raised.value.exit_code == 1


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "kgraph.toml").write_text("")
    (tmp_path / "data" / "plan.ttl").mkdir(parents=True)
    with pytest.raises(kgraph.ProjectError, match=r"plan\.ttl cannot be read"):
        kgraph.open(tmp_path).ask("measures")


def test_a_changed_source_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    plan = tmp_path / "data" / "plan.ttl"
    text = (
        "@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:m1> a kg:Measure ; skos:notation "m:1" .\n'
    )
    plan.write_text(text, encoding="utf-8")
    assert _codes(kgraph.open(tmp_path).ask("measures")) == ["m:1"]
    plan.write_text(text + '<urn:m2> a kg:Measure ; skos:notation "m:2" .\n', encoding="utf-8")
    assert _codes(kgraph.open(tmp_path).ask("measures")) == ["m:1", "m:2"]


# ---- the language of answers


def test_an_answer_speaks_the_language_of_its_question(tiny: Workspace) -> None:
    assert tiny.ask("tiltak med budsjett").language == "nn"
    assert tiny.ask("tiltak med budsjett", language="en").columns[0].name == "measure"
    assert tiny.ask("measures with budget", language="nb").columns[0].name == "tiltak"


def test_a_workspace_may_speak_one_language(tiny: Workspace) -> None:
    workspace = Workspace(tiny.project, "nn")
    assert workspace.ask("measures with budget").columns[0].name == "tiltak"
    assert workspace.default_language == "nn"


def test_a_projects_language_is_its_default(tmp_path: Path) -> None:
    (tmp_path / "kgraph.toml").write_text('language = "nb"')
    assert kgraph.open(tmp_path).default_language == "nb"
    assert kgraph.open(tmp_path, language="en").default_language == "en"
    assert Workspace(open_project(tmp_path), default="nn").default_language == "nn"


# ---- asking


def test_stated_links_alone_can_be_asked_for(tiny: Workspace) -> None:
    assert _codes(tiny.ask("measures that support sdg:8")) == ["b:M3"]
    assert _codes(tiny.ask("measures that support sdg:8", basis="stated")) == []


def test_evidence_can_be_added_to_any_question(tiny: Workspace) -> None:
    answer = tiny.ask("measures that support sdg:8", evidence=True)
    assert [column.type for column in answer.columns] == ["thing", "evidence"]
    assert answer[0][1][0].quote == "visitors"


def test_why_is_a_question_too(tiny: Workspace) -> None:
    answer = tiny.why("b:M3", "sdg:8", "support")
    assert answer.chains is not None
    assert [step.end.code for step in answer.chains[0]] == ["sdg:8.9", "sdg:8"]
    assert tiny.why("Songs", "sdg:8").chains


def test_a_question_that_cannot_be_understood_points_to_the_word(tiny: Workspace) -> None:
    with pytest.raises(kgraph.QuestionError, match="meazures") as raised:
        tiny.ask("meazures without budget")
    assert "^^^^^^^^" in str(raised.value)
    assert raised.value.as_json()["column"] == 1


def test_a_recipe_says_how_a_question_is_answered(tiny: Workspace) -> None:
    recipe = tiny.recipe("tiltak  med budsjett?")
    assert recipe.question == "tiltak med budsjett"
    assert "SELECT" in recipe.rows


# ---- answers in a notebook


def test_an_answer_shows_itself(tiny: Workspace) -> None:
    answer = tiny.ask(QUESTION)
    assert str(answer).splitlines()[0].split() == ["measure", "budget", "(NOK)", "year"]
    assert answer._repr_html_().startswith('<table lang="en">')
    assert [row[0].code for row in answer] == [record["measure"].code for record in answer.records()]
    assert len(answer) == answer.total == 5


def test_an_answer_becomes_a_data_frame(tiny: Workspace) -> None:
    frame = tiny.ask(QUESTION).to_pandas()
    assert list(frame.columns) == ["measure", "budget", "year"]
    assert frame.set_index("measure").loc["Paint"].to_list() == [150000.5, "2024; 2025"]


def test_an_answer_becomes_a_network(tiny: Workspace) -> None:
    graph = tiny.ask("measures that support which SDG goals").to_networkx()
    codes = dict(graph.nodes(data="code"))
    assert [(codes[start], codes[end], key) for start, end, key in graph.edges(keys=True)] == [
        ("b:M3", "sdg:8", "SDG goal")
    ]
    chains = tiny.ask("path from b:M3 to sdg:8").to_networkx()
    assert {key for *_, key in chains.edges(keys=True)} == {"supports", "part of"}


# ---- the graph handed on


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_gets_every_quad(tiny: Workspace) -> None:
    dataset = tiny.to_rdflib()
    assert len(list(dataset.quads())) == len(tiny.engine)
    query = "SELECT ?m WHERE { ?m a <https://w3id.org/kgraph/ns#Measure> }"
    assert len(list(dataset.query(query))) == len(tiny.sparql(query)) == 7


def test_sparql_is_answered_with_things(tiny: Workspace) -> None:
    answer = tiny.sparql("SELECT ?m { ?m a <https://w3id.org/kgraph/ns#Phase> } ORDER BY ?m")
    assert answer[0] == (Thing("https://w3id.org/kgraph/id/a/P1", "a:P1", "Idea", "Phase"),)


# ---- the cache


def _kept(folder: Path, prefix: str) -> list[Path]:
    return sorted(folder.glob(f"{prefix}*"))


def test_a_question_asked_again_needs_no_language(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Workspace(open_project(TINY)).ask(QUESTION)
    assert len(_kept(fresh, "question-")) == 1

    def unreachable(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("kgraph.spor.compile_question", unreachable)
    assert Workspace(open_project(TINY)).ask(QUESTION) == first
    with pytest.raises(AssertionError):
        Workspace(open_project(TINY)).ask(QUESTION, basis="stated")


@pytest.mark.parametrize("content", [b"", b"garbage", b"{}", b"[]", b"null", b'{"columns": 1}', b"\xff\xfe"])
def test_a_spoilt_recipe_is_made_anew(content: bytes, fresh: Path) -> None:
    first = Workspace(open_project(TINY)).ask(QUESTION)
    (kept,) = _kept(fresh, "question-")
    kept.write_bytes(content)
    assert Workspace(open_project(TINY)).ask(QUESTION) == first
    assert kept.read_bytes() != content


def test_spoilt_parser_tables_are_made_anew(fresh: Path) -> None:
    first = _elsewhere(fresh)
    for kept in fresh.iterdir():
        if kept.name.startswith("graph-"):
            continue
        kept.write_bytes(b"garbage")
    assert _elsewhere(fresh) == first


def test_without_a_cache_the_answer_is_the_same(fresh: Path) -> None:
    first = _elsewhere(fresh)
    nowhere = fresh.parent / "file"
    nowhere.write_text("in the way")
    assert _elsewhere(nowhere) == first
    assert nowhere.read_text() == "in the way"


def _elsewhere(cache: Path) -> list[list[str]]:
    """The codes and notes of the answer in a process of its own."""
    code = f"""
import json, kgraph
answer = kgraph.open({str(TINY)!r}).ask({QUESTION!r})
print(json.dumps([[row[0].code for row in answer], [note.text for note in answer.notes]]))
"""
    return json.loads(_python(code, KGRAPH_CACHE_DIR=str(cache)))


def _python(code: str, **environment: str) -> str:
    import os

    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


# ---- what is imported when

HEAVY = ("rdflib", "networkx", "lark", "rich", "pandas", "rapidfuzz", "pyshacl", "click", "interegular")


def _imported(code: str, cache: Path) -> set[str]:
    names = (*HEAVY, "pyoxigraph")
    report = f"import sys\nprint(*[name for name in {names!r} if name in sys.modules])"
    return set(_python(f"{code}\n{report}", KGRAPH_CACHE_DIR=str(cache)).split())


def test_importing_kgraph_imports_nothing_heavy(fresh: Path) -> None:
    assert _imported("import kgraph", fresh) == set()


def test_opening_a_project_imports_nothing_heavy(fresh: Path) -> None:
    assert _imported(f"import kgraph\nkgraph.open({str(TINY)!r})", fresh) == set()


def test_a_question_asked_before_imports_the_store_alone(fresh: Path) -> None:
    ask = f"import kgraph\nkgraph.open({str(TINY)!r}).ask({QUESTION!r})"
    assert "lark" in _imported(ask, fresh)
    assert _imported(ask, fresh) == {"pyoxigraph"}


def test_names_are_public_when_they_are_first_used() -> None:
    assert kgraph.Workspace is Workspace
    assert kgraph.__version__
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = kgraph.no_such_name


@pytest.mark.parametrize("wrong", [{"basis": "Stated"}, {"language": "sv"}])
def test_a_basis_or_a_language_that_there_is_not_is_refused(tiny, wrong) -> None:
    with pytest.raises(ValueError, match="must be one of"):
        tiny.ask("measures", **wrong)


def test_an_empty_answer_says_what_else_may_have_been_meant(tiny) -> None:
    answer = tiny.ask("actors responsible for measures under b:2")
    assert not answer
    assert answer.notes[-1].code == "instead"
    other = answer.notes[-1].text.partition("meant: ")[2]
    assert other == "actors that are responsible for (measures under b:2)"
    assert tiny.ask(other)


@pytest.mark.parametrize(
    ("question", "code", "number"),
    [
        # Flats, Floors and Songs reach sdg:11 over Building and Music; Songs is joined to sdg:8 in one step.
        ("count measures per SDG goal", "far", 3),
        # L1 is the money of Flats and Floors, L3 that of Paint, Songs and Tickets; L2 is Paint's alone.
        ("average budget of measures", "shared_folds", 2),
    ],
)
def test_a_number_that_could_be_misread_has_a_note(tiny, question: str, code: str, number: int) -> None:
    found = {note.code: note.text for note in tiny.ask(question).notes}
    assert re.search(rf"\b{number}\b", found[code])


@pytest.mark.parametrize("name", ['Foo "bar"', '"', "", "«x"])
def test_a_name_with_quotation_marks_is_asked_for_as_it_is(tiny, name: str) -> None:
    with pytest.raises(QuestionError, match="nothing is called"):
        tiny.why(name, "sdg:11")
