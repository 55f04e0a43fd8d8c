"""`kgraph diff`: what has changed, in words, between files, folders and git revisions."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kgraph.differences import Difference, differences
from kgraph.project import open_project
from kgraph.states import data_of, state

TINY = Path(__file__).parent / "projects" / "tiny"
CLAIM_13 = 'kg:basis kg:inferred ; kg:confidence kg:medium ; kg:quote "paint"@en'
# What is written over what in b.ttl, and what is said of it: change, thing, sentence.
EDITS = [
    (
        "kg:budget 50000.5 ",
        "kg:budget 60000 ",
        ("changed", "Post 3 (b:L3)", "budget rose from 50\u00a0000.5 to 60\u00a0000"),
    ),
    ("kg:budget 10000.0 ", "kg:budget 500 ", ("changed", "Post 5 (b:L5)", "budget fell from 10\u00a0000 to 500")),
    (' ; kg:status "Planned" .', " .", ("gone", "Flats (b:M1)", "lost status Planned")),
    ('kg:status "Done" ;', 'kg:status "Stopped" ;', ("changed", "Songs (b:M3)", "status went from Done to Stopped")),
    (
        "kg:openList true",
        'kg:openList true ; kg:purpose "homes"@en',
        ("new", "Build (b:1)", "got purpose «homes»"),
    ),
    ("kg:openList false", "kg:openList true", ("changed", "Play (b:2)", "open list went from false to true")),
    (
        "b:D1   a kg:SubGoal",
        "b:D1   a kg:OverallGoal",
        ("changed", "More homes (b:D1)", "went from sub-goal to overall goal"),
    ),
    (
        "b:M1   kg:supports b:D1 .",
        "",
        ("gone", "Flats (b:M1)", "lost the link: supports More homes (b:D1)"),
    ),
    (
        "b:M2   kg:supports a:1.1.2 ;",
        "b:M2   kg:supports a:1.1.2 , sdg:11.3 ;",
        ("new", "Paint (b:M2)", "got the link: supports sdg:11.3"),
    ),
    (
        CLAIM_13,
        CLAIM_13.replace("kg:inferred ; kg:confidence kg:medium", "kg:stated"),
        ("changed", "Paint (b:M2)", "the claim that it supports a:1.1.2: basis went from inferred to stated"),
    ),
    (
        'b:W2   a own:Meeting ;   skos:notation "b:W2" ;   rdfs:label "Wrap-up"@en .',
        'b:W3   a own:Meeting ;   skos:notation "b:W3" ;   rdfs:label "Talk"@en .',
        ("new", "Talk (b:W3)", "new meeting"),
    ),
]


def _told(before: Path, after: Path, shipped_words, language="en"):
    project = open_project(TINY)
    found = differences(state(str(before), project, "en"), state(str(after), project, "en"), shipped_words, language)
    return [(each.change, each.thing, each.sentence) for each in found]


@pytest.fixture
def edited(tmp_path):
    """Writes b.ttl with one text in place of another."""

    def write(old, new):
        text = (TINY / "data" / "b.ttl").read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path = tmp_path / "b.ttl"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("old, new, told", EDITS, ids=[told[2][:40] for _, _, told in EDITS])
def test_a_change_is_told(old, new, told, edited, tiny):
    found = _told(TINY / "data" / "b.ttl", edited(old, new), tiny.vocabulary)
    assert told in found
    # Of a confidence that went with its basis, and of the meeting that went, a second difference is told.
    assert len(found) == {CLAIM_13: 2}.get(old, 2 if "Meeting" in old else 1)


@pytest.mark.parametrize("old, new, told", EDITS, ids=[told[2][:40] for _, _, told in EDITS])
def test_the_other_way_round_as_much_has_changed(old, new, told, edited, tiny):
    path, other = TINY / "data" / "b.ttl", edited(old, new)
    there, back = _told(path, other, tiny.vocabulary), _told(other, path, tiny.vocabulary)
    opposite = {"new": "gone", "gone": "new", "changed": "changed"}
    assert sorted(opposite[change] for change, _, _ in there) == sorted(change for change, _, _ in back)
    assert told[0] in {change for change, _, _ in there}


def test_the_order_of_the_lines_is_no_difference(tmp_path, tiny):
    project = open_project(TINY)
    shutil.copytree(TINY / "data", tmp_path / "data")
    (tmp_path / "data" / "a.ttl").rename(tmp_path / "data" / "z.ttl")
    assert differences(data_of(project, "en"), state(str(tmp_path), project, "en"), tiny.vocabulary, "en") == []


def test_numbers_and_words_are_the_languages_own(edited, tiny):
    old, new, _ = EDITS[0]
    found = _told(TINY / "data" / "b.ttl", edited(old, new), tiny.vocabulary, "nn")
    assert found == [("changed", "Post 3 (b:L3)", "budsjett auka frå 50\u00a0000,5 til 60\u00a0000")]


@pytest.mark.usefixtures("english")
def test_a_revision_of_git_is_compared_with_what_stands_there(tmp_path, here):
    project = tmp_path / "project"
    shutil.copytree(TINY, project)

    def git(*arguments):
        names = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *names, *arguments], cwd=project, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    path = project / "data" / "b.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("kg:budget 50000.5", "kg:budget 60000"), encoding="utf-8")
    code, out, _ = here("diff", "HEAD", "--project", str(project), "--format", "csv")
    assert (code, out.splitlines()[1:]) == (
        0,
        ["changed,Post 3 (b:L3),budget rose from 50\u00a0000.5 to 60\u00a0000,50\u00a0000.5,60\u00a0000"],
    )
    git("commit", "-qam", "second")
    assert here("diff", "HEAD~1", "HEAD", "--project", str(project), "--format", "csv")[1] == out
    code, out, _ = here("diff", "HEAD", "--project", str(project), "--format", "table")
    assert code == 0
    assert "say the same" in out


CLAIMS = [
    # The link stays; of the second it was never one, being only suggested.
    ("claim:12 a kg:Claim ;", "b:M1", "supports More homes (b:D1) (inferred)"),
    ("claim:18 a kg:Claim ;", "b:M4", "supports a:1.2.2 (suggested)"),
]


@pytest.mark.parametrize("start, thing, said", CLAIMS)
def test_a_claim_that_comes_or_goes_is_told_though_its_link_stays(start, thing, said, tmp_path, tiny):
    whole = TINY / "data" / "b.ttl"
    text = whole.read_text(encoding="utf-8")
    claim = text[text.index(start) :]
    claim = claim[: claim.index("kg:document b:plan .") + len("kg:document b:plan .")]
    path = tmp_path / "b.ttl"
    path.write_text(text.replace(claim, ""), encoding="utf-8")
    for change, sentence, [found] in (
        ("gone", f"there is no claim any more that it {said}", _told(whole, path, tiny.vocabulary)),
        ("new", f"there is a claim now that it {said}", _told(path, whole, tiny.vocabulary)),
    ):
        assert (found[0], found[2]) == (change, sentence)
        assert found[1].endswith(f"({thing})")


@pytest.mark.usefixtures("english")
def test_a_folder_without_data_is_no_empty_plan(tmp_path, here):
    code, out, err = here("diff", str(tmp_path), "--project", str(TINY))
    assert (code, out, err) == (1, "", f"{tmp_path} holds no file of data\n")


@pytest.mark.usefixtures("english")
def test_a_project_without_data_is_compared_as_an_empty_one(tmp_path, here):
    (tmp_path / "kgraph.toml").write_text('language = "en"\n', encoding="utf-8")
    path = TINY / "data" / "b.ttl"
    code, out, err = here("diff", str(path), "--project", str(tmp_path), "--format", "csv")
    assert (code, err) == (0, "")
    assert "gone,Paint (b:M2),the measure is gone,," in out.splitlines()
    code, _, err = here("diff", "HEAD", "--project", str(tmp_path))
    assert code == 1
    assert err.startswith('"HEAD" is no file, no folder and no revision')


@pytest.mark.usefixtures("english")
def test_files_are_compared_wherever_questions_are_asked(here, monkeypatch):
    """No server is looked for, and none can be named: its graph is not what is compared."""
    monkeypatch.setenv("KGRAPH_STORE", "http://localhost:1/query")
    path = str(TINY / "data" / "b.ttl")
    assert here("diff", path, path, "--format", "csv")[:1] == (0,)
    assert here("diff", path, path, "--store", "http://localhost:1/query")[0] == 2


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("name", ["nothing.ttl", "HEAD~99", "--upload-pack=x", ""])
def test_what_is_no_state_is_told(name, here):
    code, out, err = here("diff", "--project", str(TINY), "--", name)
    assert (code, out) == (1, "")
    assert f'"{name}" is no file, no folder and no revision' in err
    assert "hint: kgraph diff" in err


@pytest.mark.usefixtures("english")
def test_a_file_that_cannot_be_read_is_told_with_its_line(tmp_path, here):
    path = tmp_path / "x.ttl"
    path.write_text("<x:a> <x:b> <x:c> .\n<x:a> <x:b> \n.", encoding="utf-8")
    code, _, err = here("diff", str(path), "--project", str(TINY))
    assert code == 1
    assert f"{path}:3" in err


@pytest.mark.parametrize(
    "form, ending", [("json-ld", ".jsonld"), ("rdf-xml", ".rdf"), ("nquads", ".nq"), ("turtle", ".ttl")]
)
def test_two_exports_of_different_forms_say_the_same(form, ending, tmp_path, here):
    path, same = tmp_path / f"tiny{ending}", tmp_path / "same.nt"
    assert here("export", form, str(path), "--project", str(TINY))[0] == 0
    assert here("export", "ntriples", str(same), "--project", str(TINY))[0] == 0
    code, out, _ = here("diff", str(path), str(same), "--project", str(TINY), "--format", "csv", "--lang", "en")
    assert (code, out.splitlines()[1:]) == (0, [])


def test_an_amount_written_shorter_is_no_difference(edited, tiny):
    assert _told(TINY / "data" / "b.ttl", edited("kg:budget 10000.0 ", "kg:budget 10000 "), tiny.vocabulary) == []


@pytest.mark.usefixtures("english")
def test_what_is_no_rdf_is_told(tmp_path, here):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK")
    code, _, err = here("diff", str(path), "--project", str(TINY))
    assert code == 1
    assert ".ttl" in err
    bomb = tmp_path / "x.rdf"
    bomb.write_text('<!DOCTYPE x [<!ENTITY a "b">]><x/>', encoding="utf-8")
    assert here("diff", str(bomb), "--project", str(TINY))[0] == 1


def test_a_difference_is_a_value():
    assert Difference("new", "x", "new measure") == Difference("new", "x", "new measure")
