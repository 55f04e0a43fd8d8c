"""The names of kgraph's own commands, in the order in which they are told; no plugin may take one of them."""

COMMANDS = (
    "ask", "run", "queries", "explain", "fmt", "why", "sparql", "check", "words", "repl", "analyse", "export", "import",
    "push", "diff", "new", "serve", "plugins", "trust",
)  # fmt: skip
