"""The outside plugin of the docs: built, installed, found without being run, used, and gone without a trace."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph.cli import COMMANDS
from kgraph.testing import check_words

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "docs" / "examples" / "kgraph-risks"
DEMO = PLUGIN / "demo"


def pip_install(source: Path, target: Path) -> None:
    """Installed as anybody would, but without the network; a copy is built, since building writes beside the source."""
    copy = target.with_name(f"{target.name}-source")
    shutil.copytree(source, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    options = [
        "--disable-pip-version-check",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-compile",
        "--upgrade",
    ]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(copy)]
    done = subprocess.run(command, cwd=target.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder that the plugin is installed into."""
    folder = tmp_path_factory.mktemp("outside") / "site"
    pip_install(PLUGIN, folder)
    return folder


# What a program sees of the demo: what questions find, how many rows or the error, and the plugins.
LOOK = """
import json, sys, kgraph
workspace = kgraph.open(sys.argv[1])
found = {}
for question in sys.argv[2:]:
    try:
        found[question] = [row[0].code for row in workspace.ask(question)]
    except kgraph.KgraphError as error:
        found[question] = error.message
plugins = {each.name: [each.origin, each.place, each.state, each.fault] for each in workspace.registry.plugins}
print(json.dumps([found, plugins]))
"""


@pytest.fixture(scope="session")
def look(tmp_path_factory):
    """What is found where these folders can be imported from too: codes by question, and the plugins."""
    folder = tmp_path_factory.mktemp("look")
    (folder / "look.py").write_text(LOOK, encoding="utf-8")

    def command(*questions: str, path: Path | str):
        places = os.pathsep.join([str(path), str(ROOT)])
        done = subprocess.run(
            [sys.executable, str(folder / "look.py"), str(DEMO), *questions],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": places},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return command


QUESTIONS = {
    "risks that threaten measures": ["h:R1", "h:R2"],
    "risikoar som trugar tiltak": ["h:R1", "h:R2"],
    "risikoer som truer tiltak": ["h:R1", "h:R2"],
    "measures that are threatened by risks": ["h:M1"],
    "tiltak som er truga av risikoar": ["h:M1"],
    "tiltak som er truet av risikoer": ["h:M1"],
    "risks without measures": ["h:R3"],
    'risikoar med sannsyn = "mogleg"': ["h:R2"],
    "tiltak som demper risikoer": ["h:M2"],
}


def test_it_is_listed_as_installed_with_its_version(site, kgraph):
    done = kgraph("plugins", "--format", "json", folder=DEMO, path=site)
    listed = {row[0]: row[1:] for row in json.loads(done.stdout)["rows"]}
    origin, gives, state, fault = listed["risks"]
    assert (origin, state, fault) == ("installed: kgraph-risks 0.1.0", "works", None)
    assert any("risk-register" in each for each in gives)
    assert any("risk-unmitigated" in each for each in gives)


def test_spor_speaks_of_its_words_in_three_languages(site, look):
    assert look(*QUESTIONS, path=site)[0] == QUESTIONS


def test_its_gap_rule_and_its_exporter_are_used_by_name(site, kgraph):
    if "gaps" in COMMANDS or kgraph("gaps", "--help").returncode == 0:
        done = kgraph("gaps", "--rule", "risk-unmitigated", folder=DEMO, path=site)
        assert "h:R1" in done.stdout
        assert "h:R3" not in done.stdout
    done = kgraph("export", "risk-register", "-", "--lang", "nn", folder=DEMO, path=site)
    assert done.stdout.splitlines() == [
        "risiko,sannsyn,trugar,dempa av",
        "Flaum,sannsynleg,Hamna,Mur",
        "Storm,sannsynleg,Kai,",
        "Streik,mogleg,Kai,",
    ]


def test_its_own_tests_pass(site, kgraph):
    done = kgraph("-q", "-p", "no:cacheprovider", str(PLUGIN), program="pytest", folder=PLUGIN, path=site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


def test_without_it_everything_else_works(tmp_path, look, site):
    copy = shutil.copytree(site, tmp_path / "site")
    found, plugins = look("measures", "risks", path=copy)
    assert found == {"measures": ["h:M1", "h:M2"], "risks": ["h:R3", "h:R1", "h:R2"]}
    shutil.rmtree(copy)
    copy.mkdir()
    found, left = look("measures", "risks", path=copy)
    assert found["measures"] == ["h:M1", "h:M2"]
    assert "risks" in found["risks"]
    assert left == {name: each for name, each in plugins.items() if name != "risks"}


def test_its_words_are_read_where_its_code_cannot_run(tmp_path, look, site):
    copy = shutil.copytree(site, tmp_path / "site")
    (copy / "kgraph_risks" / "__init__.py").write_text("raise SystemExit(9)\n", encoding="utf-8")
    found, plugins = look("risks", path=copy)
    assert len(found["risks"]) == 3
    assert plugins["risks"][2] == "broken"
    assert "SystemExit: 9" in plugins["risks"][3]


def test_an_upgrade_in_place_is_seen(tmp_path, look, site):
    copy = shutil.copytree(site, tmp_path / "site")
    assert look(path=copy)[1]["risks"][1] == "kgraph-risks 0.1.0"
    source = shutil.copytree(PLUGIN, tmp_path / "next")
    words, settings = source / "kgraph_risks" / "words.ttl", source / "pyproject.toml"
    words.write_text(words.read_text(encoding="utf-8").replace('"risks"@en', '"perils"@en'), encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8").replace('"0.1.0"', '"0.2.0"'), encoding="utf-8")
    # What an upgrade removes first, which pip does not where it installs into a folder of one's choice.
    (papers,) = copy.glob("*.dist-info")
    shutil.rmtree(papers)
    pip_install(source, copy)
    found, plugins = look("perils", path=copy)
    assert len(found["perils"]) == 3
    assert plugins["risks"][1] == "kgraph-risks 0.2.0"


def laid_out(folder: Path, entries: str, files: dict[str, str], name: str = "made") -> Path:
    """A folder that holds an installed package of these files and entry points."""
    papers = folder / f"{name}-1.0.dist-info"
    papers.mkdir(parents=True)
    (papers / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (papers / "entry_points.txt").write_text(f"[kgraph.plugins]\n{entries}\n", encoding="utf-8")
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


WORDS = (PLUGIN / "kgraph_risks" / "words.ttl").read_text(encoding="utf-8")
CODE = (PLUGIN / "kgraph_risks" / "__init__.py").read_text(encoding="utf-8")
OTHER = CODE.replace("risk-unmitigated", "other-rule").replace("risk-register", "other-register")
LAYOUTS = {
    "a package": ("risks = made", {"made/__init__.py": CODE, "made/words.ttl": WORDS}),
    "a module of a package": (
        "risks = made.hooks",
        {"made/__init__.py": "", "made/hooks.py": CODE, "made/words.ttl": WORDS},
    ),
    "a module of a package in a namespace": (
        "risks = acme.plans.made.hooks",
        {"acme/plans/made/__init__.py": "", "acme/plans/made/hooks.py": CODE, "acme/plans/made/words.ttl": WORDS},
    ),
    "a single module in a namespace": ("risks = acme.made", {"acme/made.py": CODE, "acme/made.ttl": WORDS}),
    "a single module": ("risks = made", {"made.py": CODE, "made.ttl": WORDS}),
    "a namespace package": ("risks = acme.made", {"acme/made/__init__.py": CODE, "acme/made/words.ttl": WORDS}),
    "two in one package": (
        "other = made.other\nrisks = made.risks",
        {"made/__init__.py": "", "made/risks.py": CODE, "made/other.py": OTHER, "made/words.ttl": WORDS},
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_and_hooks_are_found_however_a_package_is_laid_out(layout, tmp_path, look):
    entries, files = LAYOUTS[layout]
    found, plugins = look(*QUESTIONS, path=laid_out(tmp_path / "site", entries, files))
    assert found == QUESTIONS
    for entry in entries.splitlines():
        assert plugins[entry.partition(" ")[0]] == ["installed", "made 1.0", "works", ""]


def test_an_entry_point_that_leads_nowhere_harms_nothing_else(tmp_path, look):
    wrong = {
        "empty": "empty = ",
        "not_one": "not_one = not a module!",
        "bare": "bare",
        "nowhere": "nowhere = no.such.thing",
    }
    for name, entry in wrong.items():
        laid_out(tmp_path, entry, {}, name)
    found, plugins = look("measures", path=tmp_path)
    assert found == {"measures": ["h:M1", "h:M2"]}
    assert {plugins.pop(name, [None, None, "broken"])[2] for name in wrong} == {"broken"}
    assert {each[2] for each in plugins.values()} >= {"works"}


def test_words_that_are_added_to_an_editable_install_are_seen_at_once(tmp_path, look):
    source = tmp_path / "source"
    (source / "made").mkdir(parents=True)
    (source / "made" / "__init__.py").write_text(CODE, encoding="utf-8")
    path = f"{laid_out(tmp_path / 'site', 'risks = made', {})}{os.pathsep}{source}"
    assert isinstance(look("risks", path=path)[0]["risks"], str)
    (source / "made" / "words.ttl").write_text(WORDS, encoding="utf-8")
    assert len(look("risks", path=path)[0]["risks"]) == 3
    (source / "made" / "words.ttl").unlink()
    assert isinstance(look("risks", path=path)[0]["risks"], str)


@pytest.mark.parametrize("layout", ["a single module", "a namespace package"])
def test_an_installed_plugin_is_checked_by_its_module(layout, tmp_path):
    entries, files = LAYOUTS[layout]
    site = laid_out(tmp_path / "site", entries, files)
    module = entries.partition(" = ")[2]
    program = f"import {module}; from kgraph.testing import check_plugin; print(check_plugin({module}).name)"
    environment = {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("made\n", "")


def test_its_words_keep_the_contract():
    check_words(PLUGIN / "kgraph_risks" / "words.ttl")
