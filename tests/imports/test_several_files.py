"""`kgraph import` of several files: each becomes a file of its own, and all of them are there before any is read."""

import pytest

THING = '<https://w3id.org/kgraph/id/x/{0}> a <https://w3id.org/kgraph/ns#Measure> ; <{1}> "x:{0}" .\n'
NOTATION = "http://www.w3.org/2004/02/skos/core#notation"


@pytest.fixture
def project(tmp_path):
    """An empty project, and two files beside it."""
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "kgraph.toml").write_text('language = "en"\n', encoding="utf-8")
    for number in (1, 2):
        (tmp_path / f"f{number}.ttl").write_text(THING.format(number, NOTATION), encoding="utf-8")
    return tmp_path / "project"


@pytest.mark.usefixtures("english")
def test_several_files_become_several_files(project, tmp_path, here):
    code, out, _ = here("import", str(tmp_path / "f1.ttl"), str(tmp_path / "f2.ttl"), "--project", str(project))
    assert code == 0
    assert sorted(path.name for path in (project / "data").iterdir()) == ["f1.ttl", "f2.ttl"]
    assert len(out.splitlines()) == 2
    assert here("ask", "count measures", "--project", str(project), "--format", "csv")[1].split() == ["count", "2"]


@pytest.mark.usefixtures("english")
def test_nothing_is_read_where_one_of_them_is_not_there(project, tmp_path, here):
    code, _, err = here("import", str(tmp_path / "f1.ttl"), str(tmp_path / "f3.ttl"), "--project", str(project))
    assert (code, "f3.ttl" in err) == (1, True)
    assert not (project / "data").exists()


@pytest.mark.usefixtures("english")
def test_one_name_is_not_for_several_files(project, tmp_path, here):
    files = [str(tmp_path / "f1.ttl"), str(tmp_path / "f2.ttl")]
    code, _, err = here("import", *files, "--into", str(project / "data" / "x.ttl"), "--project", str(project))
    assert code == 2
    assert "--into names one file" in err
