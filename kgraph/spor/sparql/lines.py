"""Lines of SPARQL: blocks, sub-selects, unions and comparisons."""

from collections.abc import Iterable

from kgraph.printing import printed
from kgraph.spor.pattern import FieldUse, Literal_

Lines = list[str]

# Parts the members of a list in one cell; no text of a plan holds it (it is stripped when the graph is built).
UNIT = "\\u001F"


def block(lines: Iterable[str], before: str = "", after: str = "") -> Lines:
    """Lines in braces, indented."""
    return [f"{before}{{", *(f"  {line}" for line in lines), f"}}{after}"]


def distinct(variables: Iterable[str], where: Lines) -> Lines:
    """A sub-select of distinct solutions."""
    return block([f"SELECT DISTINCT {' '.join(variables)}", *block(where, "WHERE ")])


def union(branches: list[Lines]) -> Lines:
    """Branches joined by UNION; a single one stands bare."""
    if len(branches) == 1:
        return branches[0]
    lines: Lines = []
    for number, branch in enumerate(branches):
        lines += block(branch, "UNION " if number else "")
    return lines


def compare(value: str, operator: str, values: tuple[Literal_, ...], use: FieldUse | None) -> str:
    """The test that a variable meets some of the values; texts in any case."""
    textual = use is not None and use.type == "text"
    tests = []
    for each in values:
        if not textual:
            tests.append(f"{value} {operator} {printed(each)}")
        elif operator == "~":
            tests.append(f"CONTAINS(LCASE(STR({value})), {printed(str(each).lower())})")
        else:
            tests.append(f"LCASE(STR({value})) = {printed(str(each).lower())}")
    return " || ".join(tests)


def compared(here: str, operator: str, there: str, use: FieldUse | None) -> str:
    """The test that one variable meets another; texts in any case."""
    if use is None or use.type != "text":
        return f"{here} {operator} {there}"
    one, other = f"LCASE(STR({here}))", f"LCASE(STR({there}))"
    return f"CONTAINS({one}, {other})" if operator == "~" else f"{one} = {other}"
