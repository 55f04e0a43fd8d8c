"""The questions behind the lights of a plan: what hangs together with a part, and what it has."""

from kgraph.answer import Thing
from kgraph.showing.overview import JSON
from kgraph.showing.questions import named, written
from kgraph.spor import syntax as spor
from kgraph.terms import KG
from kgraph.view import View
from kgraph.vocabulary import Kind

# What is shown of the measures behind a light: a field or a link.
SHOWN = {
    "measures": (),
    "money": (spor.Step("FIELD", KG + "budget"),),
    "owners": (spor.Step("LINK", KG + "responsible"),),
}


def with_questions(view: View, tree: JSON) -> JSON:
    """The tree of a plan, each light with the question behind it in the reader's language, or an empty text.

    A part's measures, their budgets and who answers for them; and the UN's goals that it hangs together with. For
    measures it is these goals alone: what else they have stands on their cards.
    """
    words = view.vocabulary
    measures = {words.kinds[iri].local for iri in words.subkinds[KG + "Measure"]}
    measure, goal = words.kinds[KG + "Measure"], view.kind("SDGGoal")

    def asked(light: JSON, thing: Thing) -> str:
        if light["state"] == "unasked" or (thing.kind in measures and light["about"] != "goals"):
            return ""
        return _question(view, goal if light["about"] == "goals" else measure, thing, light["about"])

    def node(each: JSON) -> JSON:
        thing = Thing(**each["thing"])
        lights = [{**light, "question": asked(light, thing)} for light in each["lights"]]
        return {**each, "lights": lights, "children": [node(child) for child in each["children"]]}

    return node(tree)


def _question(view: View, kind: Kind, thing: Thing, about: str) -> str:
    noun = spor.Noun(kind.iri, spor.Has(spor.References((named(thing),))))
    steps = SHOWN.get(about, ())
    return written(view, spor.Select(noun, show=(spor.Path(steps),) if steps else ()))
