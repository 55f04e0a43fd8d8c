"""Actors are organizations, units, positions and groups; nobody is named, and nobody's number is given."""

import re
from pathlib import Path

from kgraph.terms import KG

REVIEWED = Path(__file__).parent / "actors.txt"
# Eight digits as phone numbers are printed, not the years and amounts of a table (2018 2018 150 000).
PHONES = (
    r"(?<![\d.])[2-9]\d(?:[ .]\d\d){3}(?!\d)",
    r"(?<![\d.])[2-9]\d{2} \d{2} \d{3}(?!\d)",
    r"(?<![\d.])[2-9]\d{7}(?!\d)",
    r"\+47",
    r"(?i)\b(?:tlf|telefon|mobil|mob)\b\.? ?:? ?\d",
)
MAIL = r"[\w.-]+@[\w-]+\.\w+"


def reviewed():
    lines = REVIEWED.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and not line.startswith("#")]


def test_the_actors_are_those_that_were_read_and_found_to_be_nobody_s_name(shipped):
    query = f"""SELECT ?code ?kind ?name WHERE {{
        ?actor a ?kind ; <{KG}kind> <{KG}Actor> ; <{KG}nameNn> ?name ;
               <http://www.w3.org/2004/02/skos/core#notation> ?code }}"""
    found = {(code, kind.removeprefix(KG), name) for code, kind, name in shipped.engine.select(query)[1]}
    assert found == set(reviewed())
    assert len(found) == len(reviewed()) > 60


def test_no_actor_is_a_bare_actor(shipped):
    assert shipped.engine.select(f"SELECT ?actor WHERE {{ ?actor a <{KG}Actor> }}")[1] == []


def test_the_regional_council_is_one_and_others_is_no_organization():
    names = [name for _, _, name in reviewed()]
    assert names.count("Sogn regionråd") == 1
    assert not {"SR", "regionrådet", "Regionrådet", "Rådet", "andre", "Andre"} & set(names)


def test_sogn_naering_is_not_naeringsnettverket():
    codes = {code for code, _, _ in reviewed()}
    assert {"actor:sogn-naering", "actor:naeringsnettverket"} <= codes


def test_no_phone_number_and_no_mail_address_stands_in_any_data_file(data_files):
    assert len(data_files) >= 6
    for name, path in data_files.items():
        text = path.read_text(encoding="utf-8")
        for pattern in (*PHONES, MAIL):
            assert re.findall(pattern, text) == [], (name, pattern)
