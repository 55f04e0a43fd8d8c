"""Text to syntax: words, tokens and the parser."""
