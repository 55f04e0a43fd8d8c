"""Lark's parse tree to syntax."""

from kgraph.spor.tree.questions import ToSyntax

__all__ = ["ToSyntax"]
