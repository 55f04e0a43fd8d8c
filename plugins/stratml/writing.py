"""A plan as a StratML file, in the order of elements that the schemas ask for."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, cast
from xml.sax.saxutils import escape

from kgraph.flat_graph import clean
from kgraph.plugin import Edge, KgraphError, Loss, Node, View

from .outline import ACTORS, READ_AS, Outline, Part
from .words import LOSSES, NO_GOALS, ONE_PLAN, PART_1, PART_2, role_words

NAME = re.compile(r"[^\W\d][\w.-]*|_[\w.-]*")


def write(view: View, file: IO[bytes], *, part: int) -> Iterable[Loss]:
    """One plan as Part 1 or Part 2.

    Raises:
        KgraphError: the view has several plans and is narrowed to none, or the plan has no goal.
    """
    own = _narrowed(view).in_own_language()
    assert own.plan is not None
    graph = own.property_graph()
    outline = Outline(own, graph, graph.by_iri[own.plan.iri])
    if not outline.goals:
        raise KgraphError(NO_GOALS[view.language], language=view.language)
    language = f'plan="{own.plan.code}" language="{own.language}"' if own.plan.code else f'language="{own.language}"'
    body = Writer(outline, part).document()
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<?kgraph {language}?>\n{body}\n'.encode())
    counts = outline.count()
    return [Loss(what, counts[name]) for name, what in LOSSES.items() if counts.get(name, 0) > 0]


def _narrowed(view: View) -> View:
    if view.plan is not None:
        return view
    plans = view.ask("plans").things()
    if len(plans) == 1:
        return view.of_plan(plans[0].code or plans[0].label)
    if not plans:
        raise KgraphError(NO_GOALS[view.language], language=view.language)
    message = ONE_PLAN[view.language].format(count=len(plans))
    raise KgraphError(message, hint=" · ".join(str(each) for each in plans), language=view.language)


def tag(name: str, *inside: str, attributes: str = "") -> str:
    """An element with others in it, each on lines of its own."""
    body = "".join(f"\n{each}" for each in inside if each).replace("\n", "\n  ")
    return f"<{name}{attributes}>{body}\n</{name}>"


def text(name: str, *said: object, always: bool = False) -> str:
    """An element with a text; nothing where there is none to say."""
    words = " ".join(clean(" ".join(str(each) for each in said)).split())
    return f"<{name}>{escape(words)}</{name}>" if words or always else ""


class Writer:
    """Writes the elements of one file."""

    def __init__(self, outline: Outline, part: int) -> None:
        """Of a plan; `part` is 1 or 2."""
        self.outline, self.part = outline, part

    def document(self) -> str:
        """The outermost element."""
        outline, plan = self.outline, self.outline.plan
        outline.keep(plan, outline.kinds[0], "description", "purpose", "startYear", "endYear", "date")
        core = tag("StrategicPlanCore", *self.organizations(), *self.principles(), *self.goals())
        name = "StrategicPlan" if self.part == 1 else "PerformancePlanOrReport"
        sort = "Strategic_Plan" if outline.kinds[0] == "StrategicPlan" else "Performance_Plan"
        attributes = f' xmlns="{PART_1}"' if self.part == 1 else f' xmlns="{PART_2}" Type="{sort}"'
        inside = (*self.named(plan), *self.described(plan), core, self.administrative())
        return tag(name, *inside, attributes=attributes)

    def named(self, node: Node) -> tuple[str, ...]:
        """The name, in the file's language where the thing has one in it."""
        own = self.outline.labels.get(node.iri, {}).get(self.outline.view.language)
        return (text("Name", own or node.thing.label, always=True),)

    def described(self, node: Node, *, always: bool = False) -> tuple[str, ...]:
        """Description, which goals must have, or the sentence as it is printed; further ones are OtherInformation."""
        fields = node.fields
        said = [str(each) for each in fields.get("description") or fields.get("text", ())] or [""]
        return text("Description", said[0], always=always), text("OtherInformation", *said[1:])

    def identifier(self, node: Node) -> str:
        """The place of the code; codes of another plan have none."""
        before, _, place = (node.thing.code or "").partition(":")
        own = (self.outline.plan.thing.code or "").partition(":")[0]
        return text("Identifier", f"_{place}") if before == own and NAME.fullmatch(f"_{place}") else ""

    def administrative(self) -> str:
        """The period, the day, and where the plan is published."""
        plan, sources = self.outline.plan, []
        for edge in self.outline.edges:
            end = self.outline.nodes[edge.target]
            if edge.source == plan.iri and edge.link == "buildsOn" and re.match(r"https?://\S+$", end.thing.label):
                sources.append((end, edge))
        if sources:
            self.outline.written.add(sources[0][1].id)
            self.outline.keep(sources[0][0], "Document")
        inside = (
            self.identifier(plan) if self.part == 2 else "",
            *self.period(plan),
            text("PublicationDate", *plan.fields.get("date", ())[:1]),
            text("Source", *(node.thing.label for node, _ in sources[:1])),
        )
        return tag("AdministrativeInformation", *inside) if any(inside) else ""

    def period(self, node: Node) -> tuple[str, str]:
        """Years as their first and last day."""
        start, end = (node.fields.get(name, ("",))[0] for name in ("startYear", "endYear"))
        return text("StartDate", f"{start}-01-01" if start else ""), text("EndDate", f"{end}-12-31" if end else "")

    def organizations(self) -> list[str]:
        """Who answers for the plan, and who else has a part in it."""
        iri = self.outline.plan.iri
        found, others = [], []
        for actor, edges in self.outline.actors(iri):
            if actor.thing.kind == "Organization" and [edge.link for edge in edges] == ["responsible"]:
                short = [str(each) for each in actor.fields.get("altLabel", ()) if " " not in str(each)]
                self.outline.keep(actor, "Organization", "description", *(["altLabel"] if len(short) == 1 else []))
                self.outline.written.update(edge.id for edge in edges)
                found.append((*self.named(actor), text("Acronym", *short[:1]), text("Description", *_said(actor))))
            else:
                others.append(self.stakeholder(actor, edges))
        if others and not found:
            found.append(())
        return [tag("Organization", *each, *(() if at else others)) for at, each in enumerate(found)]

    def stakeholder(self, actor: Node, edges: Sequence[Edge]) -> str:
        """An actor with its roles; Part 1 has no place for these."""
        sort = ACTORS.get(actor.thing.kind, "")
        self.outline.keep(actor, READ_AS.get(sort, "Actor"), "description")
        self.outline.written.update(edge.id for edge in edges)
        roles = [edge.link for edge in edges if edge.link != "takesPartIn" or len(edges) > 1]
        if self.part == 1:
            self.outline.lost["roles"] += len(roles)
        shown = [
            tag("Role", text("Name", role_words(each)), text("RoleType", "Performer"))
            for each in roles
            if self.part == 2
        ]
        attributes = f' StakeholderTypeType="{sort}"' if sort else ""
        inside = (*self.named(actor), text("Description", *_said(actor)), *shown)
        return tag("Stakeholder", *inside, attributes=attributes)

    def principles(self) -> list[str]:
        """Vision, mission and values, where the plan has what they are read as."""
        plan = self.outline.plan
        visions, values = [], []
        for node in self.outline.children.get(plan.iri, ()):
            place = (node.thing.code or "").partition(":")[2]
            said = text("Description", *_said(node))
            if node.thing.kind == "Theme" and place == "vision" and said:
                self.outline.keep(node, "Theme", "description")
                visions.append(tag("Vision", said, self.identifier(node)))
            elif node.thing.kind == "Theme" and re.match(r"value-\d", place):
                self.outline.keep(node, "Theme", "description")
                values.append(tag("Value", *self.named(node), said))
        mission = text("Description", *plan.fields.get("purpose", ()))
        return [*visions, tag("Mission", mission) if mission else "", *values]

    def goals(self) -> Iterable[str]:
        """Each goal, with its objectives at whatever depth."""
        for goal, objectives in self.outline.goals:
            below = [tag("Objective", *self.of_part(each), *self.indicators(each)) for each in objectives]
            yield tag("Goal", *self.of_part(goal), *below)

    def of_part(self, part: Part) -> tuple[str, ...]:
        """What goals and objectives have alike."""
        kinds = self.outline.kinds
        self.outline.keep(part.node, kinds[min(part.depth, len(kinds) - 1)], "description", "number")
        description, other = self.described(part.node, always=part.depth == 1)
        actors = [self.stakeholder(actor, edges) for actor, edges in self.outline.actors(part.node.iri)]
        sequence = text("SequenceIndicator", part.place)
        return *self.named(part.node), description, self.identifier(part.node), sequence, *actors, other

    def indicators(self, part: Part) -> Iterable[str]:
        """The quantified targets of an objective, in Part 2."""
        for node in self.outline.children.get(part.node.iri, ()) if self.part == 2 else ():
            value, unit, bound, number = (
                node.fields.get(each, ("",))[0] for each in ("value", "unit", "bound", "number")
            )
            if node.thing.kind != "QuantifiedTarget" or value == "" or not unit:
                continue
            held = ("value", "unit", "bound", "number", "description", "startYear", "endYear")
            self.outline.keep(node, "QuantifiedTarget", *held)
            descriptor = (
                [tag("Descriptor", text("DescriptorName", "bound"), text("DescriptorValue", bound))] if bound else []
            )
            description, other = self.described(node)
            units = text("NumberOfUnits", format(cast("Decimal", value), "f"))
            result = tag("TargetResult", *self.period(node), units, *descriptor, description)
            yield tag(
                "PerformanceIndicator",
                text("SequenceIndicator", f"{part.place}.{number}" if number != "" else ""),
                text(
                    "MeasurementDimension",
                    self.outline.labels.get(node.iri, {}).get(self.outline.view.language) or node.thing.label,
                ),
                text("UnitOfMeasurement", unit),
                self.identifier(node),
                tag("MeasurementInstance", result),
                other,
                attributes=' PerformanceIndicatorType="Quantitative"',
            )


def _said(node: Node) -> Sequence[object]:
    return node.fields.get("description", ())
