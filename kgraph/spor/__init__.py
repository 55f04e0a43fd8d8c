"""Spor, the question language: text and vocabulary in, SPARQL out.

    text -- lexer, parse --> syntax -- resolve --> pattern -- sparql, recipes --> recipe
                               |
                               '-- format --> canonical text in en, nn or nb

The package is pure: it knows no store, no file of data and no plugin.
"""

from kgraph.spor.compiling import Settings, compile_question, understand, understood
from kgraph.spor.format import format_question
from kgraph.spor.glossary import Glossary, read_definitions
from kgraph.spor.meaning.names import Candidate, Names

__all__ = [
    "Candidate",
    "Glossary",
    "Names",
    "Settings",
    "compile_question",
    "format_question",
    "read_definitions",
    "understand",
    "understood",
]
