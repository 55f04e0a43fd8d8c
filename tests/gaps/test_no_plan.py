"""A project without a plan has no gaps to be told: what is missing is the plan."""

import pytest


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("command", [("gaps",), ("gaps", "--format", "json"), ("report", "--output", "r.html")])
def test_what_is_missing_is_the_plan(command, tmp_path, monkeypatch, here):
    (tmp_path / "kgraph.toml").write_text('language = "en"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = here(*command)
    assert (code, out) == (1, "")
    assert "the project has no plan yet\nhint: kgraph new" in err
    assert not (tmp_path / "r.html").exists()
