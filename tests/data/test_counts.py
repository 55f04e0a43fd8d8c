"""The numbers that anyone would check, each with the place in its document that it comes from."""

from decimal import Decimal

import pytest

from kgraph.terms import ID, KG

SOGNDAL, SOGN, SDG = ID + "sogndal/", ID + "sogn/", "http://metadata.un.org/sdg/"

# kind, whose, how many, and where the document has them
COUNTS = [
    ("OverallGoal", SOGNDAL, 3, "«Overordna mål og innsatsområder»: the three headings of the overview"),
    ("FocusArea", SOGNDAL, 9, "«Overordna mål og innsatsområder»: three under each of the three goals"),
    ("SubStrategy", SOGNDAL, 28, "the numbered lists of the nine chapters: 3+4+3, 3+3+3, 3+3+3"),
    ("CrossCuttingGoal", SOGNDAL, 2, "«Tverrgåande mål»: research and innovation; new technology"),
    ("Phase", SOGNDAL, 3, "«Metode», the table: Inspirere, Initiere, Implementere"),
    ("PhaseExample", SOGNDAL, 8, "«Metode», the column «Innhald (døme)»: 3+3+2"),
    ("PlanLevel", SOGNDAL, 3, "«Kva er strategisk plan»: Kommuneplan, Strategisk plan, Handlingsplan"),
    ("GoalLevel", SOGNDAL, 6, "the same figure: 1+3+2"),
    ("RequiredField", SOGNDAL, 6, "«Frå plan til handling»: kva, omfang, kven, kor mykje, til kva, når"),
    ("StrategicPlan", SOGNDAL, 1, "the document"),
    ("MasterPlan", SOGNDAL, 1, "the same figure: Kommuneplan"),
    ("Effort", SOGN, 4, "the numbered chapters 1-4"),
    ("Section", SOGN, 10, "1.1-1.4, 2.1-2.3, 3.1-3.3; chapter 4 has none"),
    ("SubGoal", SOGN, 9, "«Delmål» of each chapter: 2+3+2+2"),
    ("Strategy", SOGN, 19, "«Strategi»: 1+2+3+2, 3+1+2, 1+3+0, 1; section 3.3 has none"),
    ("Measure", SOGN, 40, "«Prosjekt/tiltak»: 1+4+1+6, 3+5+1, 5+6+1, 7"),
    ("BudgetLine", SOGN, 15, "the table: 6 + 5 + 3 + 1 numbered rows"),
    ("ActionPlan", SOGN, 1, "the document"),
    ("SDGGoal", SDG, 17, "the 2030 Agenda"),
    ("SDGTarget", SDG, 169, "the 2030 Agenda"),
]

# measures of each section, nested ones too; and the bullets under the last of them
MEASURES = {
    "1.1": 1, "1.2": 4, "1.3": 1, "1.4": 6, "2.1": 3, "2.2": 5, "2.3": 1, "3.1": 5, "3.2": 6, "3.3": 1, "4": 7,
}  # fmt: skip
NESTED = {"1.4": 3, "2.2": 4, "3.1": 4, "3.2": 5, "4": 6}

# row of the table «Satsing Prosjekt/tiltak 2018 Tid Budsjett Ansvar», what stands under Budsjett, Tid
TABLE = [
    ("N1", 100_000, 2018, 2018),
    ("N2", 250_000, 2018, 2018),
    ("N3", None, 2018, 2018),
    ("N4", 120_000, 2018, 2019),
    ("N5", None, 2018, 2019),
    ("N6", None, 2018, 2018),
    ("B1", 150_000, 2018, 2018),
    ("B2", None, 2018, 2018),
    ("B3", 150_000, 2018, 2019),
    ("B4", None, 2018, 2018),
    ("B5", 100_000, 2018, 2018),
    ("K1", 1_140_000, 2018, 2018),
    ("K2", None, 2018, 2018),
    ("K3", None, 2018, 2018),
    ("S1", None, 2018, 2018),
]


def rows(workspace, query):
    return workspace.engine.select(query)[1]


def of_kind(workspace, kind, whose):
    found = rows(workspace, f"SELECT DISTINCT ?it WHERE {{ ?it a <{KG}{kind}> }}")
    return {str(it) for (it,) in found if it.startswith(whose)}


@pytest.mark.parametrize("kind, whose, number, place", COUNTS, ids=[row[0] for row in COUNTS])
def test_there_are_as_many_as_the_document_has(kind, whose, number, place, shipped):
    assert len(of_kind(shipped, kind, whose)) == number, place


def test_the_nine_focus_areas_are_three_under_each_goal_and_have_their_sub_strategies(shipped):
    sizes = {}
    for area in of_kind(shipped, "FocusArea", SOGNDAL):
        found = rows(shipped, f"SELECT ?it WHERE {{ ?it <{KG}partOf> <{area}> ; a <{KG}SubStrategy> }}")
        sizes[area.removeprefix(SOGNDAL)] = len(found)
    # «1. Bedriftsutvikling ...» and the lists after it; the second chapter's list has four.
    assert sizes == {f"{goal}.{area}": 4 if (goal, area) == (1, 2) else 3 for goal in (1, 2, 3) for area in (1, 2, 3)}


def test_measures_stand_in_their_sections_and_nested_ones_in_others(shipped):
    measures = {it.removeprefix(SOGN) for it in of_kind(shipped, "Measure", SOGN)}
    assert {place: sum(it.startswith(f"{place}-M") for it in measures) for place in MEASURES} == MEASURES
    query = f"SELECT ?it WHERE {{ ?it a <{KG}Measure> ; <{KG}partOf> ?whole . ?whole a <{KG}Measure> }}"
    nested = rows(shipped, query)
    inside = [str(it).removeprefix(SOGN) for (it,) in nested]
    assert len(inside) == len(set(inside)) == sum(NESTED.values()) == 22
    assert {place: sum(it.startswith(f"{place}-M") for it in inside) for place in NESTED} == NESTED


@pytest.mark.parametrize("row, amount, first, last", TABLE, ids=[row[0] for row in TABLE])
def test_each_row_of_the_table_has_its_amount_and_years(row, amount, first, last, shipped):
    found = rows(
        shipped,
        f"""SELECT ?amount ?first ?last WHERE {{ <{SOGN}L-{row}> <{KG}startYear> ?first ; <{KG}endYear> ?last .
            OPTIONAL {{ <{SOGN}L-{row}> <{KG}budget> ?amount }} }}""",
    )
    assert found == [(None if amount is None else Decimal(amount), first, last)]


def test_the_table_s_seven_amounts_come_to_2_010_000():
    amounts = [amount for _, amount, _, _ in TABLE if amount is not None]
    assert len(amounts) == 7
    assert sum(amounts) == 2_010_000


def test_answers_add_up_the_amounts_of_the_table(shipped):
    assert shipped.ask("count and sum budget of budget lines").rows == ((15, 2_010_000, 7),)


def test_every_row_of_the_table_covers_a_measure_and_has_somebody_responsible(shipped):
    for row, *_ in TABLE:
        assert rows(shipped, f"SELECT ?m WHERE {{ <{SOGN}L-{row}> <{KG}covers> ?m }}"), row
        assert rows(shipped, f"SELECT ?a WHERE {{ <{SOGN}L-{row}> <{KG}responsible> ?a }}"), row


def test_the_numbers_in_the_text_are_data(shipped):
    # «Reisetida til regionsenteret skal vera maksimalt 45 minutt» (4), «ein lærling pr tusen innbyggjar» (3.2)
    found = dict(rows(shipped, f"SELECT ?value ?bound WHERE {{ ?it <{KG}value> ?value ; <{KG}bound> ?bound }}"))
    assert found[Decimal(45)] == KG + "atMost"
    assert set(found) == {Decimal(45), Decimal(1)}


def test_both_cross_cutting_goals_are_required_in_the_plan_and_addressed_only_by_claims(shipped):
    # «skal arbeidast inn i alle delstrategiane»: the rule, one statement a goal
    required = rows(shipped, f"SELECT ?goal ?plan WHERE {{ ?goal <{KG}requiredIn> ?plan }}")
    assert {(goal, plan) for goal, plan in required} == {(f"{SOGNDAL}X{n}", f"{SOGNDAL}plan") for n in (1, 2)}
    addressed = rows(shipped, f"SELECT ?s WHERE {{ ?s <{KG}addresses> ?goal ; a <{KG}SubStrategy> }}")
    assert 0 < len(addressed) < 28


def test_no_sub_strategy_has_a_measure_by_stated_facts(shipped):
    query = f"SELECT ?m WHERE {{ ?m a <{KG}Measure> ; <{KG}statedThread> ?s . ?s a <{KG}SubStrategy> }}"
    assert rows(shipped, query) == []


def test_the_plans_name_the_agenda_and_no_goal_of_the_un(shipped):
    # «2030-agendaen med dei tilhøyrande berekraftsmåla», and «FN sine berekraftsmål» in «Utviklingsorientert kommune»
    query = f"SELECT ?s WHERE {{ ?s <{KG}refersTo> <{ID}document/agenda-2030> }}"
    assert {str(s) for (s,) in rows(shipped, query)} == {f"{SOGNDAL}plan", f"{SOGNDAL}3"}
    stated = f"SELECT ?s WHERE {{ ?s <{KG}statedSupports> ?o FILTER(STRSTARTS(STR(?o), '{SDG}')) }}"
    assert rows(shipped, stated) == []
