"""The severities of gaps in words and symbols."""

from kgraph.plugin import Severity, Text

# A symbol beside each word, so that nobody has to see colours.
SYMBOLS: dict[Severity, str] = {"error": "✖", "warning": "▲", "note": "●"}
SEVERAL: dict[Severity, Text] = {
    "error": Text(en="errors", nn="feil", nb="feil"),
    "warning": Text(en="warnings", nn="åtvaringar", nb="advarsler"),
    "note": Text(en="notes", nn="merknader", nb="merknader"),
}
MOSTLY: dict[Severity, Text] = {
    "error": Text(en="Most of the errors: {rules}.", nn="Dei fleste feila: {rules}.", nb="De fleste feilene: {rules}."),
    "warning": Text(
        en="Most of the warnings: {rules}.", nn="Dei fleste åtvaringane: {rules}.", nb="De fleste advarslene: {rules}."
    ),
    "note": Text(
        en="Most of the notes: {rules}.", nn="Dei fleste merknadene: {rules}.", nb="De fleste merknadene: {rules}."
    ),
}
