"""The same answers make the same bytes, and soon."""

import os
import subprocess
import sys
import time
from datetime import date

from kgraph.answer import Answer, Column, Thing
from kgraph.sheets import answers_workbook

PROGRAM = """
import sys, datetime
from kgraph.answer import Answer, Column, Note, Thing
from kgraph.sheets import answers_workbook
thing = Thing("urn:x", "b:M1", "Flats", "Measure")
columns = (Column("x", "thing"), Column("n", "money", "NOK"), Column("d", "date"))
one = Answer("q", columns, ((thing, 1.5, datetime.date(2024, 6, 15)),), 1, (Note("n", "note"),))
sys.stdout.buffer.write(answers_workbook([one, one]))
"""


def test_two_runs_write_the_same_bytes() -> None:
    runs = []
    for seed in ("1", "2"):
        # Another order of sets, and another hour of the day.
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, env=environment)
        runs.append(done.stdout)
    assert runs[0][:2] == b"PK"
    assert runs[0] == runs[1]


def test_five_thousand_rows_are_written_at_once() -> None:
    thing = Thing("urn:x", "b:M1", "Flats and floors", "Measure")
    columns = tuple(Column(kind, kind) for kind in ("thing", "things", "text", "integer", "date", "boolean"))
    row = (thing, [thing, thing], "a text of some length", 12_345, date(2024, 6, 15), True)
    begun = time.process_time()
    answers_workbook([Answer("q", columns, (row,) * 5000, 5000)])
    assert time.process_time() - begun < 3
