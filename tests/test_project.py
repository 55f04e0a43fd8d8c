"""Which files make a project, and what is said where a folder is none."""

from pathlib import Path

import pytest

from kgraph.errors import ProjectError
from kgraph.project import Project, open_project, shipped, shipped_root
from kgraph.terms import LANGUAGES

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "projects" / "tiny"


def _project(folder: Path, configuration: str | bytes | None = None, **files: str) -> Path:
    """A project in a folder; `data_x` is the file data/x.ttl."""
    for name, text in files.items():
        path = folder / (name.replace("_", "/", 1) + ".ttl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if configuration is not None:
        content = configuration if isinstance(configuration, bytes) else configuration.encode()
        (folder / "kgraph.toml").write_bytes(content)
    return folder


def _names(project: Project) -> list[str]:
    return [source.name for source in project.sources()]


# ---- which project


def test_a_folder_with_turtle_files_in_data_is_a_project(tmp_path: Path) -> None:
    assert open_project(_project(tmp_path, data_a="")) == Project(tmp_path)


def test_a_folder_with_a_configuration_is_a_project(tmp_path: Path) -> None:
    assert open_project(_project(tmp_path, "")) == Project(tmp_path)
    assert open_project(str(tmp_path)) == Project(tmp_path)


def test_without_a_folder_the_project_here_or_above_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project(tmp_path, 'language = "nn"')
    (tmp_path / "below" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "below" / "deep")
    assert open_project(None) == Project(tmp_path, "nn")


def test_outside_any_project_the_shipped_one_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    assert open_project(None) == Project(None)


def test_the_repository_is_the_shipped_project() -> None:
    assert open_project(ROOT).is_shipped
    assert Project(None).is_shipped
    assert not open_project(TINY).is_shipped
    assert not Project(TINY / "no such folder").is_shipped
    assert [Path(each.path) for each in open_project(ROOT).sources()] == [
        Path(each.path) for each in Project(None).sources()
    ]


# ---- its files


def test_the_shipped_project_has_the_ontology_before_the_data() -> None:
    names = _names(Project(None))
    folders = [name.split("/")[0] for name in names]
    assert folders == sorted(folders, key=["ontology", "plugin-ontology", "data"].index)
    assert {"ontology/fields", "ontology/kinds", "ontology/links"} <= set(names)
    assert {"data/sdg", "data/sogn", "data/sogndal"} <= set(names)
    assert not [name for name in names if "shapes" in name]


def test_ones_own_project_has_the_ontology_and_the_goals_and_none_of_the_shipped_plans(tmp_path: Path) -> None:
    _project(tmp_path, ontology_extra="", ontology_shapes="", data_b="", data_a="")
    (tmp_path / "data" / "notes.txt").write_text("")
    (tmp_path / "data" / "c.trig").write_text("")
    names = _names(open_project(tmp_path))
    assert names[-5:] == ["data/sdg", "own-ontology/extra", "own-data/a", "own-data/b", "own-data/c.trig"]
    assert not {"data/sogn", "data/sogndal"} & set(names)


def test_a_file_of_ones_own_may_bear_the_name_of_a_shipped_one(tmp_path: Path) -> None:
    names = _names(open_project(_project(tmp_path, data_sdg="", ontology_kinds="")))
    assert len(names) == len(set(names))


def test_a_project_may_have_no_folder_of_data(tmp_path: Path) -> None:
    assert _names(open_project(_project(tmp_path, "")))[-1] == "data/sdg"


def test_shapes_are_the_shipped_ones_and_ones_own(tmp_path: Path) -> None:
    _project(tmp_path, data_a="")
    ours = Project(None).shapes()
    assert open_project(tmp_path).shapes() == ours
    _project(tmp_path, ontology_shapes="")
    assert open_project(tmp_path).shapes() == [*ours, tmp_path / "ontology" / "shapes.ttl"]


# ---- where the shipped folders are


def test_the_shipped_folders_stand_beside_the_package() -> None:
    assert shipped("data") == ROOT / "data"
    assert shipped_root() == ROOT


def test_another_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project(tmp_path, data_mine="")
    monkeypatch.setenv("KGRAPH_DATA_DIR", str(tmp_path / "data"))
    assert shipped("data") == tmp_path / "data"
    assert [name for name in _names(Project(None)) if name.startswith("data/")] == ["data/mine"]


# ---- what is no project


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="there is no folder"):
        open_project(tmp_path / "no")
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match="there is no folder"):
        open_project(tmp_path / "file")


def test_a_folder_without_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="holds no project") as raised:
        open_project(tmp_path)
    assert "kgraph.toml" in str(raised.value)


@pytest.mark.parametrize("text", ["language = [", "language", b"language = '\xff'", "= 1"])
def test_a_configuration_that_cannot_be_read(text: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"kgraph\.toml cannot be read"):
        open_project(_project(tmp_path, text))


@pytest.mark.parametrize("value", ['"fi"', "3", '["en"]', '""', "{}"])
def test_a_language_that_is_none(value: str, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"kgraph\.toml") as raised:
        open_project(_project(tmp_path, f"language = {value}"))
    assert "en, nn, nb" in raised.value.hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_project(language: str, tmp_path: Path) -> None:
    assert open_project(_project(tmp_path, f'language = "{language}"')).language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_speak_the_language_that_was_asked_for(language: str, tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as raised:
        open_project(tmp_path, language)
    assert raised.value.language == language
    assert ("holds no project" in str(raised.value)) == (language == "en")


def test_a_setting_that_there_is_not_is_one_error(tmp_path):
    (tmp_path / "kgraph.toml").write_text('langauge = "nn"\n', encoding="utf-8")
    with pytest.raises(ProjectError, match="langauge") as raised:
        open_project(tmp_path)
    assert "language" in raised.value.hint


def test_a_working_directory_that_is_gone_is_no_project(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert open_project(None).is_shipped
