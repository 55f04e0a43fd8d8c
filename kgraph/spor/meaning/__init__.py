"""Syntax to pattern: words become IRIs, names become things, and what fits nothing is told of."""
