"""What plugins give, on the command line: commands, formats, `export`, `import`, `analyse` and `plugins`."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.commands import COMMANDS
from kgraph.terms import LANGUAGES
from kgraph.trust import trust

pytestmark = pytest.mark.usefixtures("english")
Run = Callable[..., tuple[int, str, str]]
TINY = Path(__file__).parents[1] / "projects" / "tiny"
LOADED = "kgraph_test_loaded"

OWN = f'''
"""Gives one of each."""
import os
import click
from kgraph.plugin import (
    Analysis, Answer, Column, Dossier, Exporter, Importer, Iri, KgraphError, Literal, Loss, Parameter, Problem,
    Renderer, Text, Triple, hook,
)

os.environ["{LOADED}"] = os.environ.get("{LOADED}", "") + "x"


@hook
def commands():
    @click.command("harbour")
    @click.argument("what")
    @click.option("--times", type=int, default=1, help="How often.")
    @click.pass_obj
    def harbour(view, what, times):
        """Say WHAT of the harbour."""
        match what:
            case "answer":
                return view.ask("measures with budget")
            case "dossier":
                return Dossier("Two", (view.ask("phases"), view.ask("places")), exit_code=3)
            case "mendable":
                raise KgraphError("no harbour", hint="a lake")
            case "fault":
                raise ValueError("fell\\nin")
            case "exit":
                raise SystemExit(0)
            case "usage":
                raise click.UsageError("no such thing")
            case "interrupt":
                raise KeyboardInterrupt
            case "nothing":
                return None
            case "wrong":
                return 7
        return f"{{view.language}} {{what * times}}\\n"

    return [harbour]


@hook
def renderers():
    def render(answers):
        if "zebra" in answers[0].question:
            raise KeyError("zebra")
        return "".join(f"{{len(answer.rows)}} rows\\n" for answer in answers)

    return [Renderer("counted", suffix=".n", what=Text(en="how many"), render=render)]


@hook
def exporters():
    def write(view, file):
        file.write(f"{{view.language}} {{view.basis}} {{len(list(view.triples()))}}\\n".encode())
        yield Loss(Text(en="ships", nn="skip", nb="skip"), 2)

    def fail(view, file):
        file.write(b"half")
        raise OSError(28, "no room")

    what = Text(en="numbers", nn="tal", nb="tall")
    return [Exporter("numbers", ".n", what, write), Exporter("failing", ".n", what, fail)]


@hook
def importers():
    def read(path):
        yield Triple(Iri("urn:a"), Iri("urn:b"), Literal("A\\u030a"))
        if "fault" in path.read_text():
            raise IndexError("line 2")
        yield Problem("warning", "odd", "odd", str(path), texts=Text(en="it is odd", nn="det er rart"))

    return [Importer("list", (".list",), Text(en="a list"), read)]


@hook
def analyses():
    def run(view, values):
        return Answer(values["word"], (Column("n", "integer"),), ((len(values["word"]) // int(values["by"]),),), 1)

    parameters = (Parameter("word", Text(en="a word")), Parameter("by", Text(en="a number"), "1"))
    return [Analysis("longest", Text(en="How long is it?"), run, why=Text(en="It matters."), parameters=parameters)]
'''


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny project with a plugin of its own, which is trusted, and a broken one beside it."""
    monkeypatch.setenv("KGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv(LOADED, raising=False)
    folder = tmp_path / "project"
    for name in ("data", "ontology", "kgraph.toml"):
        folder.mkdir(exist_ok=True)
        (folder / name).symlink_to(TINY / name)
    (folder / "plugins").mkdir()
    (folder / "plugins" / "own.py").write_text(OWN, encoding="utf-8")
    (folder / "plugins" / "broken.py").write_text("import no_such_module\n")
    trust(folder / "plugins")
    return folder


@pytest.fixture
def own(here: Run, project: Path) -> Run:
    """Runs a command on that project."""
    return lambda *arguments: here(*arguments, "--project", str(project))


# ---- commands


def test_help_lists_the_commands_of_plugins_after_ours(
    here: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    code, out, err = here("--help")
    listed = [line.split()[0] for line in out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()]
    assert (code, err) == (0, "")
    assert listed[: len(COMMANDS)] == [*COMMANDS]
    assert "harbour" in listed[len(COMMANDS) :]
    assert "Say WHAT of the harbour." in out


def test_a_command_explains_itself_with_the_options_of_all_commands(own: Run) -> None:
    code, out, err = own("harbour", "-h")
    assert (code, err) == (0, "")
    assert out.startswith("Usage: kgraph harbour [OPTIONS] WHAT")
    for option in ("--times", "--project", "--lang", "--format", "--output"):
        assert option in out


def test_what_a_command_returns_is_written(own: Run, tmp_path: Path) -> None:
    assert own("harbour", "quay", "--times", "2", "--lang", "nn") == (0, "nn quayquay\n", "")
    assert own("harbour", "nothing") == (0, "", "")
    code, out, _ = own("harbour", "answer", "--format", "json")
    assert (code, len(json.loads(out)["rows"])) == (0, 5)
    assert own("harbour", "answer", "--output", str(tmp_path / "a.csv"))[:2] == (0, "")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"measure (code)")


def test_a_dossier_is_written_whole_and_gives_the_exit_code(own: Run) -> None:
    code, out, _ = own("harbour", "dossier", "--format", "markdown")
    assert (code, out.count("## ")) == (3, 2)
    assert own("harbour", "dossier", "--format", "counted")[:2] == (3, "2 rows\n2 rows\n")


@pytest.mark.parametrize(
    "what, code, said",
    [
        ("mendable", 1, ["no harbour", "hint: a lake"]),
        (
            "fault",
            1,
            [
                "the plugin that gives harbour failed: plugins/own.py:29: ValueError: fell in",
                "hint: kgraph --debug shows where",
            ],
        ),
        ("usage", 2, ["Usage: kgraph harbour [OPTIONS] WHAT", "Try 'kgraph harbour --help' for help.", "",
                      "Error: no such thing"]),
        ("interrupt", 130, [""]),
    ],
)  # fmt: skip
def test_what_a_command_raises_is_told(what: str, code: int, said: list[str], own: Run) -> None:
    assert own("harbour", what) == (code, "", "\n".join(said) + "\n" if said != [""] else "\n")


@pytest.mark.parametrize("what", ["wrong", "exit"])
def test_what_a_command_must_not_do_is_its_fault(what: str, own: Run) -> None:
    code, out, err = own("harbour", what)
    assert (code, out) == (1, "")
    assert err.startswith("the plugin that gives harbour failed: ")


def test_the_fault_of_a_plugin_shows_where_it_is_when_asked(
    here: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRAPH_DEBUG", "1")
    code, _, err = here("harbour", "fault", "--project", str(project))
    assert code == 70
    assert err.startswith("Traceback")
    assert "own.py" in err


def test_a_plugin_is_loaded_once_a_command(own: Run) -> None:
    assert own("harbour", "dossier", "--format", "counted")[0] == 3
    assert os.environ[LOADED] == "x"


def test_wrong_usage_of_a_plugins_command_ends_with_2(own: Run) -> None:
    assert own("harbour")[0] == 2
    assert own("harbour", "x", "--times", "many")[0] == 2
    assert own("harbour", "x", "--no-such-option")[0] == 2


def test_an_unknown_command_is_told_with_what_is_called_nearly_so(own: Run) -> None:
    code, out, err = own("harbor")
    assert (code, out) == (2, "")
    assert err.splitlines()[-3:] == [
        "Error: No such command 'harbor'.",
        "hint: harbour",
        "hint: some plugins do not work: kgraph plugins says why",
    ]
    assert "hint: export" in own("exprot")[2]
    assert "hint" not in own("qqqqqq")[2].replace("hint: some plugins", "")


def test_a_command_of_a_plugin_that_is_not_trusted_may_be_meant(own: Run, project: Path) -> None:
    (project / "plugins" / "own.py").write_text(OWN + "#")
    code, _, err = own("harbour", "x")
    assert (code, err.splitlines()[-1]) == (
        2,
        "hint: plugins of the project do not run until they are trusted: kgraph trust",
    )


@pytest.mark.parametrize("arguments", [("harbour", "x", "--lang", "fi"), ("harbour", "--project"), ("--project",)])
def test_odd_arguments_are_wrong_usage(arguments: tuple[str, ...], here: Run) -> None:
    code, _, err = here(*arguments)
    assert code == 2
    assert "Traceback" not in err


def test_a_project_that_cannot_be_read_leaves_help_and_is_told_else(
    here: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "kgraph.toml").unlink()
    (project / "kgraph.toml").write_text("language = ")
    monkeypatch.chdir(project)
    code, out, err = here("--help")
    assert (code, len(err.splitlines()), "  ask " in out) == (0, 1, True)
    for arguments in (("harbour", "x"), ("ask", "measures"), ("plugins",)):
        code, out, told = here(*arguments)
        assert (code, out, told) == (1, "", err)


# ---- formats


def test_a_plugins_format_is_chosen_by_name_and_by_ending(own: Run, tmp_path: Path) -> None:
    assert own("ask", "measures", "--format", "counted") == (0, "7 rows\n", "")
    assert own("ask", "measures", "--output", str(tmp_path / "a.n")) == (0, "", "")
    assert (tmp_path / "a.n").read_text() == "7 rows\n"


def test_unknown_formats_and_endings_are_told_as_ever(own: Run, tmp_path: Path) -> None:
    code, _, err = own("ask", "measures", "--format", "xml")
    assert code == 2
    assert "'xml' is not one of 'table', 'json', 'csv'" in err
    code, _, err = own("ask", "measures", "--output", str(tmp_path / "a.xyz"))
    assert code == 1
    assert "no format has the ending .xyz" in err
    assert not list(tmp_path.glob("a.*"))


def test_a_format_that_fails_writes_nothing(own: Run, tmp_path: Path) -> None:
    (tmp_path / "a.n").write_text("as it was")
    code, out, err = own("ask", 'measures about "zebra"', "--output", str(tmp_path / "a.n"))
    assert (code, out) == (1, "")
    assert "the plugin that gives counted failed: plugins/own.py" in err
    assert "KeyError: 'zebra'" in err
    assert (tmp_path / "a.n").read_text() == "as it was"


# ---- export


def test_the_exporters_are_listed(own: Run) -> None:
    code, out, err = own("export")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(out))}
    assert code == 0
    assert rows["numbers"] == {"name": "numbers", "ending": ".n", "holds": "numbers"}
    assert rows["turtle"]["ending"] == ".ttl"
    assert list(rows) == sorted(rows)
    assert err == "— kgraph export NAME FILE writes one of them\n"
    texts = {own("export", "--lang", language)[1] for language in LANGUAGES}
    assert len(texts) == 3


def test_the_graph_is_exported_and_what_is_lost_is_told(own: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.n"
    assert own("export", "numbers", str(path)) == (0, "", "not held as it is: 2 ships\n")
    whole = int(path.read_text().split()[2])
    assert path.read_text() == f"en all {whole}\n"
    code, out, err = own("export", "numbers", "-", "--plan", "b", "--basis", "stated", "--lang", "nn")
    assert (code, out.split()[:2], err) == (0, ["nn", "stated"], "ikkje bevart som det er: 2 skip\n")
    assert int(out.split()[2]) < whole


def test_an_exporter_that_fails_leaves_the_file_as_it_was(own: Run, tmp_path: Path) -> None:
    (tmp_path / "a.n").write_text("as it was")
    code, out, err = own("export", "failing", str(tmp_path / "a.n"))
    assert (code, out) == (1, "")
    assert "the plugin that gives failing failed: plugins/own.py" in err
    assert "OSError: [Errno 28] no room" in err
    assert (tmp_path / "a.n").read_text() == "as it was"
    assert {each.name for each in tmp_path.iterdir()} == {"a.n", "config", "project"}


def test_an_export_needs_a_format_a_file_and_a_plan_that_are_there(own: Run, tmp_path: Path) -> None:
    code, _, err = own("export", "number", str(tmp_path / "a.n"))
    assert (code, err.splitlines()[0]) == (1, 'nothing writes the format "number"')
    assert err.splitlines()[1].startswith("hint: numbers")
    code, _, err = own("export", "numbers")
    assert (code, err.splitlines()[-1]) == (2, "Error: Missing argument 'FILE': kgraph export numbers FILE")
    code, _, err = own("export", "numbers", "-", "--plan", "c")
    assert (code, err.splitlines()[0]) == (1, 'there is no plan "c"')
    assert "b:plan" in err
    code, _, err = own("export", "numbers", str(tmp_path / "no" / "folder.n"))
    assert (code, "cannot be written" in err) == (1, True)


# ---- import


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project to import into, with the same plugins."""
    monkeypatch.setenv("KGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    folder = tmp_path / "fresh"
    (folder / "plugins").mkdir(parents=True)
    (folder / "kgraph.toml").write_text("")
    (folder / "plugins" / "own.py").write_text(OWN, encoding="utf-8")
    trust(folder / "plugins")
    return folder


def test_a_file_becomes_a_source_of_the_project(here: Run, own: Run, fresh: Path, tmp_path: Path) -> None:
    assert own("export", "turtle", str(tmp_path / "tiny.ttl"), "--plan", "b")[0] == 0
    code, out, err = here("import", str(tmp_path / "tiny.ttl"), "--project", str(fresh))
    assert (code, err) == (0, "")
    assert out.startswith(f"{fresh / 'data' / 'tiny.ttl'}: ")
    assert (fresh / "data" / "tiny.ttl").read_bytes() == (tmp_path / "tiny.ttl").read_bytes()
    asked = here("ask", "measures with budget", "--project", str(fresh))
    assert asked == own("ask", "measures with budget")


def test_text_is_written_in_nfc_and_problems_are_told_in_the_readers_language(
    here: Run, fresh: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.LIST"
    path.write_text("x")
    code, out, err = here("import", str(path), "--project", str(fresh), "--lang", "nn")
    assert (code, err) == (0, f"{path}: det er rart\n")
    assert out.endswith("1 utsegner om 1 ting; 1 problem\n")
    assert '"Å"' in (fresh / "data" / "a.ttl").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(here: Run, fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "a.list").write_text("x")
    code, out, _ = here("import", str(tmp_path / "a.list"), "--project", str(fresh), "--dry-run")
    assert code == 0
    assert out.startswith(f"would be written to {fresh / 'data' / 'a.ttl'}: 1 statements on 1 things")
    assert not (fresh / "data").exists()


def test_what_is_there_is_never_written_over(here: Run, fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "a.list").write_text("x")
    (fresh / "data").mkdir()
    (fresh / "data" / "a.ttl").write_text("# by hand")
    for more in ((), ("--dry-run",)):
        code, out, err = here("import", str(tmp_path / "a.list"), "--project", str(fresh), *more)
        assert (code, out, err.splitlines()) == (
            1,
            "",
            [
                f"{fresh / 'data' / 'a.ttl'} is there already, and is left as it is",
                f"hint: --into {fresh / 'data' / 'a-2.ttl'}",
            ],
        )
    assert (fresh / "data" / "a.ttl").read_text() == "# by hand"
    into = str(fresh / "data" / "a-2.ttl")
    assert here("import", str(tmp_path / "a.list"), "--project", str(fresh), "--into", into)[0] == 0
    assert here("import", str(tmp_path / "a.list"), "--into", str(tmp_path / "a.nt"), "--project", str(fresh))[0] == 1


def test_what_was_read_before_a_syntax_error_is_kept_and_the_exit_code_tells(
    here: Run, fresh: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.nt").write_text('<urn:a> <urn:b> "x" .\noops\n')
    code, out, err = here("import", str(tmp_path / "a.nt"), "--project", str(fresh))
    assert (code, err.startswith(f"{tmp_path / 'a.nt'}:2: what stands from here on is not read: ")) == (1, True)
    assert "1 statements on 1 things; 1 problems" in out
    assert (fresh / "data" / "a.ttl").is_file()
    (tmp_path / "b.nt").write_text("oops\n")
    code, out, err = here("import", str(tmp_path / "b.nt"), "--project", str(fresh))
    assert (code, out, err.splitlines()[-1]) == (1, "", "nothing was read; 1 problems")
    assert not (fresh / "data" / "b.ttl").exists()


def test_an_importer_that_fails_writes_nothing(here: Run, fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "a.list").write_text("fault")
    code, out, err = here("import", str(tmp_path / "a.list"), "--project", str(fresh))
    assert (code, out) == (1, "")
    assert "the plugin that gives list failed: plugins/own.py" in err
    assert not (fresh / "data").exists()


def test_an_import_needs_a_file_a_form_and_a_place(here: Run, fresh: Path, tmp_path: Path) -> None:
    into = ("--project", str(fresh))
    code, _, err = here("import", str(tmp_path / "gone.nt"), *into)
    assert (code, err) == (1, f"{tmp_path / 'gone.nt'} is not there\n")
    (tmp_path / "a.xyz").write_text("x")
    code, _, err = here("import", str(tmp_path / "a.xyz"), *into)
    assert (code, "no format has the ending .xyz" in err, ".jsonld" in err, ".list" in err) == (1, True, True, True)
    assert here("import", str(tmp_path / "a.xyz"), "--form", "list", *into)[0] == 0
    code, _, err = here("import", str(tmp_path / "a.xyz"), "--form", "lst", "--into", str(tmp_path / "b.ttl"), *into)
    assert (code, err.splitlines()) == (1, ['nothing reads the form "lst"', "hint: list · stratml"])


def test_nothing_is_imported_into_the_project_that_comes_with_kgraph(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.nt").write_text('<urn:a> <urn:b> "x" .\n')
    code, _, err = here("import", "a.nt")
    assert (code, "cannot be changed" in err) == (1, True)
    assert here("import", "a.nt", "--into", "a.ttl")[0] == 0
    assert (tmp_path / "a.ttl").read_text().endswith('<urn:a>\n\t<urn:b> "x" ;\n\t.\n')


# ---- analyse and plugins


def test_an_analysis_says_why_it_matters(own: Run) -> None:
    code, out, err = own("analyse", "longest", "--param", "word=quay", "--param", "by=2")
    assert (code, out, err) == (0, "n\r\n2\r\n", "— It matters.\n")


def test_analyses_are_listed(own: Run) -> None:
    code, out, _ = own("analyse")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(out))}
    assert (code, list(rows)) == (0, sorted(rows))
    assert rows["longest"] == {"name": "longest", "answers": "How long is it?", "parameters": "word, by"}


@pytest.mark.parametrize(
    "arguments, said",
    [
        (
            ("longst",),
            ['there is no analysis "longst"', "hint: longest. some plugins do not work: kgraph plugins says why"],
        ),
        (
            ("longest",),
            ["the analysis longest needs the parameter word", "hint: --param word=(a word) · --param by=(a number)"],
        ),
        (
            ("longest", "--param", "word=x", "--param", "bye=1"),
            ["the analysis longest has no parameter bye", "hint: --param word=(a word) · --param by=(a number)"],
        ),
    ],
)
def test_an_analysis_needs_its_name_and_its_parameters(arguments: tuple[str, ...], said: list[str], own: Run) -> None:
    code, out, err = own("analyse", *arguments)
    assert (code, out, err.splitlines()) == (1, "", said)


def test_an_analysis_that_fails_is_told(own: Run) -> None:
    code, _, err = own("analyse", "longest", "--param", "word=x", "--param", "by=0")
    assert code == 1
    assert "the plugin that gives longest failed: plugins/own.py" in err
    assert "ZeroDivisionError" in err


def test_the_plugins_are_listed_with_what_they_give_and_why_they_do_not(own: Run, project: Path) -> None:
    code, out, err = own("plugins", "--format", "json")
    names = [each["name"] for each in json.loads(out)["columns"]]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in json.loads(out)["rows"]}
    assert (code, err) == (0, "")
    assert rows["own"] == {
        "name": "own", "from": "the project", "state": "works", "fault": None,
        "gives": ["importers: list", "exporters: numbers, failing", "formats: counted", "analyses: longest",
                  "commands: harbour"],
    }  # fmt: skip
    assert (rows["broken"]["state"], rows["broken"]["gives"]) == ("broken", None)
    assert rows["broken"]["fault"] == "plugins/broken.py:1: ModuleNotFoundError: No module named 'no_such_module'"
    assert rows["rdf"]["from"] == "kgraph"
    (project / "plugins" / "own.py").write_text("")
    code, out, err = own("plugins", "--lang", "nn")
    assert "own,prosjektet,,ikkje godkjend,endra sidan" in out
    assert err == "— tillegga til prosjektet køyrer ikkje før dei er godkjende: kgraph trust\n"


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys; from kgraph.cli import run; run(['--help']); print('modules', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    modules = set(done.stdout.partition("modules ")[2].split())
    heavy = {"networkx", "rdflib", "jinja2", "xlsxwriter", "docx", "lark", "pandas", "prompt_toolkit", "rapidfuzz"}
    assert heavy & modules == set()
    assert "importlib.metadata" not in modules or "kgraph.plugin" in modules
