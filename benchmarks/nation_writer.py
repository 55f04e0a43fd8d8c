"""The triples of the made-up nation, as lines."""

from nation_words import Name

from kgraph.terms import ID, KG, RDF, RDFS, SKOS, XSD


class Writer:
    """Lines of N-Triples, which are Turtle as well."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.claims = 0

    def link(self, subject: str, predicate: str, value: str) -> None:
        """A thing to another."""
        self.lines.append(f"<{subject}> <{predicate}> <{value}> .")

    def text(self, subject: str, predicate: str, value: str, language: str = "nn") -> None:
        """A text; no text here holds a quotation mark or a backslash."""
        self.lines.append(f'<{subject}> <{predicate}> "{value}"@{language} .')

    def value(self, subject: str, predicate: str, value: object, kind: str = "integer") -> None:
        """A number, or a plain string."""
        self.lines.append(f'<{subject}> <{predicate}> "{value}"^^<{XSD}{kind}> .')

    def thing(self, code: str, kind: str, name: Name, whole: str | None = None, number: int = 0) -> str:
        """A thing with its code and its names; part of another."""
        thing = iri(code)
        self.link(thing, RDF + "type", KG + kind)
        self.value(thing, SKOS + "notation", code, "string")
        for language, label in zip(("nn", "nb", "en"), name, strict=True):
            self.text(thing, RDFS + "label", label, language)
        if whole:
            self.link(thing, KG + "partOf", whole)
        if number:
            self.value(thing, KG + "number", number)
        return thing

    def claimed(self, subject: str, link: str, value: str, plan: str, confidence: str = "") -> None:
        """A link and its claim: stated, or inferred with a confidence."""
        self.link(subject, KG + link, value)
        self.claims += 1
        claim = f"{plan.removesuffix('plan')}claim-{self.claims}"
        self.link(claim, RDF + "type", KG + "Claim")
        self.link(claim, RDF + "subject", subject)
        self.link(claim, RDF + "predicate", KG + link)
        self.link(claim, RDF + "object", value)
        self.link(claim, KG + "basis", KG + ("inferred" if confidence else "stated"))
        self.text(claim, KG + "quote", "og følgje opp arbeidet kvart år")
        self.link(claim, KG + "document", plan)
        self.text(claim, KG + "heading", "Tiltak")
        if confidence:
            self.link(claim, KG + "confidence", KG + confidence)
            self.text(claim, KG + "reason", "Teksten seier at arbeidet tener målet.")


def iri(code: str) -> str:
    """The name of a thing by its code."""
    return ID + code.replace(":", "/")
