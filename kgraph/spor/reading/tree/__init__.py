"""Lark's parse tree to syntax."""

from kgraph.spor.reading.tree.questions import ToSyntax

__all__ = ["ToSyntax"]
