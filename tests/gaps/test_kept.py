"""What rules found is kept in the user's cache: read again it is the same, and what cannot be read is found anew."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kgraph import caches
from kgraph.gaps import find_gaps
from kgraph.workspace import Workspace

DAY = date(2026, 1, 1)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A cache of its own: what is in it."""
    monkeypatch.setenv("KGRAPH_CACHE_DIR", str(tmp_path))
    caches.cache_dir.cache_clear()
    yield lambda: sorted(tmp_path.glob("gaps-*"))
    caches.cache_dir.cache_clear()


@pytest.mark.parametrize("plan", [None, "b:plan"])
def test_the_same_gaps_are_read_as_were_found(tiny: Workspace, cache, plan):
    found = tiny.view(plan, language="nn").gaps(on=DAY)
    kept = cache()
    assert len(kept) > 20
    assert tiny.view(plan, language="nn").gaps(on=DAY) == found
    assert cache() == kept


def test_files_that_cannot_be_read_are_as_good_as_absent(tiny: Workspace, cache):
    found = tiny.view().gaps(on=DAY)
    for number, path in enumerate(cache()):
        path.write_bytes((b"", b"{", b'[[{"iri": "x"}, "y", []]]', b"[1]", b"\xff")[number % 5])
    assert tiny.view().gaps(on=DAY) == found


def test_another_text_language_graph_or_day_is_found_anew(tiny: Workspace, cache):
    view, rule = tiny.view(language="en"), tiny.view().gap_rules()["plan-expired"]
    for other, key, day, seen in [
        (rule, "one", DAY, 1),
        (rule, "one", DAY, 1),
        (rule, "two", DAY, 2),
        (rule, "two", date(2027, 1, 1), 3),
        (replace(rule, severity="note"), "two", DAY, 4),
    ]:
        found = find_gaps(view, tiny.engine, {other.name: other}, on=day, key=key)
        # The period of b:plan ends with 2025.
        assert [(gap.thing.code, gap.severity) for gap in found.gaps] == [("b:plan", other.severity)]
        assert len(cache()) == seen
