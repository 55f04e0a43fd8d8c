"""The cache saves time and can do no harm: whole files or none, the newest few, and no folder is no fault."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgraph import caches


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache of the test's own."""
    place = tmp_path / "cache"
    monkeypatch.setenv("KGRAPH_CACHE_DIR", str(place))
    caches.cache_dir.cache_clear()
    yield place
    caches.cache_dir.cache_clear()


def test_the_folder_is_made_for_its_owner_alone(folder: Path) -> None:
    assert caches.cache_dir() == str(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_is_kept_is_read_again(folder: Path) -> None:
    assert caches.read("a") is None
    caches.keep("a", b"one")
    caches.keep("a", b"two")
    assert caches.read("a") == b"two"
    assert os.listdir(folder) == ["a"]


def test_what_cannot_be_read_is_absent(folder: Path) -> None:
    caches.keep("a", b"one")
    (folder / "b").mkdir()
    assert caches.read("b") is None


def test_only_the_newest_of_a_sort_stay(folder: Path) -> None:
    for number in range(5):
        caches.keep(f"question-{number}", b"")
        os.utime(folder / f"question-{number}", (number, number))
    caches.keep("graph-0", b"")
    caches.sweep("question-", 2)
    assert sorted(os.listdir(folder)) == ["graph-0", "question-3", "question-4"]
    caches.sweep("question-", 2)
    assert len(os.listdir(folder)) == 3


def test_what_cannot_be_dropped_stays(folder: Path) -> None:
    caches.keep("question-1", b"")
    (folder / "question-0").mkdir()
    os.utime(folder / "question-0", (0, 0))
    caches.sweep("question-", 1)
    assert sorted(os.listdir(folder)) == ["question-0", "question-1"]


def test_a_file_in_place_of_the_folder_is_no_cache(folder: Path) -> None:
    folder.write_text("in the way")
    assert caches.cache_dir() is None
    assert caches.cache_file("a") is None
    caches.keep("a", b"one")
    caches.sweep("a", 0)
    assert caches.read("a") is None
    assert folder.read_text() == "in the way"


def test_a_file_in_place_of_a_folder_above_is_no_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write_text("in the way")
    monkeypatch.setenv("KGRAPH_CACHE_DIR", str(folder / "below"))
    assert caches.cache_dir() is None


def test_keeping_in_a_folder_that_went_away_is_no_fault(folder: Path) -> None:
    assert caches.cache_dir()
    folder.rmdir()
    caches.keep("a", b"one")
    assert caches.read("a") is None


@pytest.mark.parametrize("home", ["/home/kari/.cache", ""])
def test_on_linux_the_usual_place_is_the_users_cache(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "platform", lambda: "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert caches._usual() == os.path.join(home or os.path.expanduser("~/.cache"), "kgraph")


def test_elsewhere_the_usual_place_is_that_of_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_cache_dir

    monkeypatch.setattr(caches, "platform", lambda: "darwin")
    assert caches._usual() == user_cache_dir("kgraph", appauthor=False)
