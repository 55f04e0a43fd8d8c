"""Organizations and stakeholders of a StratML file, as actors and what they do."""

from kgraph.markup import Element
from kgraph.plugin import Iri
from kgraph.statements import Named, Place, iri_of, link, slug, stated, thing

from .plan_file import Found, PlanFile, said_in
from .words import FROM_ACTOR, RESPONSIBLE, ROLES, role_words

KINDS = {"Organization": "Organization", "Generic_Group": "Group"}
LINKS = {role_words(each): each for each in ROLES}


def organizations(file: PlanFile, core: Element) -> Found:
    """To whom the plan applies: they answer for it."""
    for each in core.all("Organization"):
        names = [text for text in (said_in(each, "Name"), said_in(each, "Acronym")) if text]
        if names:
            code = f"actor:{slug(names[0]) or 'x'}"
            yield from _actor(file, code, "Organization", [(text, file.language) for text in names], each)
            place = Place(file.plan, names[0], "Organization", file.language)
            yield from stated(file.plan, "responsible", iri_of(code), place)
        yield from stakeholders(file, file.plan, each, "Organization")


def stakeholders(file: PlanFile, iri: Iri, element: Element, heading: str) -> Found:
    """Who has a part in a thing, in which role; persons are left out."""
    for each in element.all("Stakeholder"):
        name = said_in(each, "Name")
        if each.get("StakeholderTypeType") == "Person":
            file.counts["persons"] += 1
            continue
        if not name:
            continue
        code = f"actor:{slug(name) or 'x'}"
        kind = KINDS.get(each.get("StakeholderTypeType"), "Actor")
        yield from _actor(file, code, kind, [(name, file.language)], each)
        links = _links(each)
        file.counts["beneficiaries"] += not links
        for word in links:
            if word in RESPONSIBLE:
                yield from stated(iri, word, iri_of(code), Place(file.plan, name, heading, file.language))
            elif word in FROM_ACTOR:
                yield link(iri_of(code), word, iri)
            else:
                yield link(iri, word, iri_of(code))


def _actor(file: PlanFile, code: str, kind: str, names: list[Named], element: Element) -> Found:
    """An actor, the first time that it is met: whoever is called the same is the same."""
    if code not in file.actors:
        file.actors.add(code)
        yield from thing(iri_of(code), kind, code, names)
        yield from file.described(iri_of(code), element)


def _links(stakeholder: Element) -> list[str]:
    """The links that the roles are; without a role the actor is with on it, and who only benefits has none."""
    roles = list(stakeholder.all("Role"))
    found = dict.fromkeys(link for each in roles if (link := _link(each)))
    return list(found) if roles else ["takesPartIn"]


def _link(role: Element) -> str:
    """A role that is called as one of the links is that link; any other performer carries it out."""
    named = LINKS.get(said_in(role, "Name").lower(), "")
    types = {each.text for each in role.all("RoleType")}
    return named or ("" if types == {"Beneficiary"} else "operativeResponsible")
