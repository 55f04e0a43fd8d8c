"""Literals as Python has them, whichever store they come from."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from kgraph.terms import GRAPH, XSD, Term

# What blank nodes are called on a server (RDF 1.1, section 3.5), followed by a number.
NODE = GRAPH + "node/"
INTEGER, DECIMAL = re.compile(r"[+-]?[0-9]+"), re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
FORMS: dict[str, tuple[re.Pattern[str], Callable[[str], Term]]] = {
    **dict.fromkeys(("integer", "int", "long", "nonNegativeInteger"), (INTEGER, int)),
    **dict.fromkeys(("double", "float"), (FLOAT, float)),
    "decimal": (DECIMAL, Decimal),
    "boolean": (re.compile("true|false|0|1"), {"true": True, "1": True, "false": False, "0": False}.get),
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
}


def literal(text: str, datatype: str) -> Term:
    """A literal as Python has it; one whose text does not fit its type stays a text.

    The forms: XML Schema 1.1, part 2 (https://www.w3.org/TR/xmlschema11-2/); Python takes more than they allow.
    """
    form = FORMS.get(datatype.removeprefix(XSD)) if datatype.startswith(XSD) else None
    if form is None or not form[0].fullmatch(text):
        return text
    try:
        return form[1](text)
    except (ValueError, ArithmeticError):
        return text
