"""The plan workbook: the whole plan in Excel, a sheet for each kind, to be edited there and read again.

Why: whoever makes the plan works in a spreadsheet; what is typed there becomes the plan's data, and nothing else
changes.
Example: kgraph export workbook plan.xlsx --plan sogn:plan; kgraph import plan.xlsx --dry-run
How to read it: the code says which thing a row is; yellow cells are gaps, and their notes say why. A row without a code
is a new thing. Importing says in words what changes, and lists the rows that cannot be read, with the way to mend them.
"""

from kgraph.plugin import Exporter, Importer, hook

from .reading import read_workbook
from .texts import READS, SAME_FILES, SAME_SHEETS
from .writing import write_csv, write_workbook


@hook
def exporters() -> list[Exporter]:
    """The workbook, as one file or as CSV."""
    return [
        Exporter("workbook", suffix=".xlsx", what=SAME_FILES, write=write_workbook),
        Exporter("workbook-csv", suffix=".zip", what=SAME_SHEETS, write=write_csv),
    ]


@hook
def importers() -> list[Importer]:
    """An edited workbook."""
    return [Importer("workbook", suffixes=(".xlsx", ".zip", ".csv"), what=READS, read=read_workbook, edits=True)]
