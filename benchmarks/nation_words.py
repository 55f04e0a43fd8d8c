"""The words that the made-up nation's things are named by: each in Nynorsk, Bokmål and English."""

Name = tuple[str, str, str]

BEGINNINGS = (
    *(
        "Sol",
        "Fjord",
        "Berg",
        "Strand",
        "Elve",
        "Furu",
        "Bjørke",
        "Stein",
        "Vest",
        "Aust",
        "Nord",
        "Sør",
        "Lang",
        "Brei",
    ),
    *("Hå", "Ås", "Lys", "Mør", "Rå", "Ul", "Ve", "Tys", "Fed", "Gul", "Holm", "Kvit", "Lauv", "Mos", "Nes", "Or"),
)
ENDINGS = (
    "vik",
    "dal",
    "nes",
    "sund",
    "heim",
    "stad",
    "øy",
    "fjell",
    "vatn",
    "ås",
    "land",
    "voll",
    "bygd",
    "mo",
    "eid",
)

GOALS: tuple[Name, ...] = (
    ("Eit næringsliv i vekst", "Et næringsliv i vekst", "A growing business sector"),
    ("Levande bygder", "Levende bygder", "Living villages"),
    ("Trygge oppvekstvilkår", "Trygge oppvekstvilkår", "Safe places to grow up"),
    ("Det grøne skiftet", "Det grønne skiftet", "The green shift"),
    ("God helse for alle", "God helse for alle", "Good health for everybody"),
    ("Tenester nær innbyggjarane", "Tjenester nær innbyggerne", "Services close to people"),
)
AREAS: tuple[Name, ...] = (
    ("Stadutvikling", "Stedsutvikling", "Place development"),
    ("Aktiv vertskommune", "Aktiv vertskommune", "Active host municipality"),
    ("Kultur og frivillig arbeid", "Kultur og frivillighet", "Culture and voluntary work"),
    ("Natur og klima", "Natur og klima", "Nature and climate"),
    ("Samferdsle", "Samferdsel", "Transport"),
    ("Kompetanse og rekruttering", "Kompetanse og rekruttering", "Skills and recruitment"),
    ("Bustader", "Boliger", "Housing"),
    ("Folkehelse", "Folkehelse", "Public health"),
)
CROSS_CUTTING: tuple[Name, ...] = (
    ("Innovasjon og kompetanse", "Innovasjon og kompetanse", "Innovation and skills"),
    ("Ny teknologi og digitalisering", "Ny teknologi og digitalisering", "New technology and digitalization"),
    ("Likestilling og mangfald", "Likestilling og mangfold", "Equality and diversity"),
    ("Klimaomsyn", "Klimahensyn", "Regard for the climate"),
)
DOING: tuple[Name, ...] = (
    ("Utvikle", "Utvikle", "Develop"),
    ("Styrkje", "Styrke", "Strengthen"),
    ("Byggje", "Bygge", "Build"),
    ("Kartleggje", "Kartlegge", "Map"),
    ("Samordne", "Samordne", "Coordinate"),
    ("Rehabilitere", "Rehabilitere", "Renovate"),
    ("Etablere", "Etablere", "Establish"),
    ("Prøve ut", "Prøve ut", "Try out"),
)
MATTERS: tuple[Name, ...] = (
    ("breiband", "bredbånd", "broadband"),
    ("gang- og sykkelvegar", "gang- og sykkelveier", "footpaths and cycle paths"),
    ("omsorgsbustader", "omsorgsboliger", "care homes"),
    ("frivilligsentralen", "frivilligsentralen", "the volunteer centre"),
    ("gründertenester", "gründertjenester", "services for entrepreneurs"),
    ("lærlingordninga", "lærlingordningen", "the apprenticeship scheme"),
    ("turstiar", "turstier", "hiking trails"),
    ("flaumvern", "flomvern", "flood protection"),
    ("barnehagane", "barnehagene", "the kindergartens"),
    ("kulturskulen", "kulturskolen", "the school of culture"),
    ("vassverket", "vannverket", "the waterworks"),
    ("båtrutene", "båtrutene", "the boat routes"),
    ("ladestasjonar", "ladestasjoner", "charging stations"),
    ("næringsareal", "næringsareal", "business sites"),
    ("biblioteket", "biblioteket", "the library"),
)
UNITS: tuple[Name, ...] = (
    ("Teknisk eining", "Teknisk enhet", "Technical unit"),
    ("Helse og omsorg", "Helse og omsorg", "Health and care"),
    ("Oppvekst", "Oppvekst", "Childhood and schools"),
    ("Plan og utvikling", "Plan og utvikling", "Planning and development"),
    ("Kultur og idrett", "Kultur og idrett", "Culture and sports"),
    ("Økonomi", "Økonomi", "Finance"),
)
NATIONAL: tuple[Name, ...] = (
    ("Fylkeskommunen", "Fylkeskommunen", "The county authority"),
    ("Statens vegvesen", "Statens vegvesen", "The public roads administration"),
    ("Høgskulen", "Høgskolen", "The university college"),
    ("Innovasjonsrådet", "Innovasjonsrådet", "The innovation council"),
    ("Regionrådet", "Regionrådet", "The regional council"),
    ("Destinasjonsselskapet", "Destinasjonsselskapet", "The destination company"),
)


def joined(one: Name, other: Name) -> Name:
    """Two names after one another, language by language."""
    nynorsk, bokmal, english = (f"{first} {second}" for first, second in zip(one, other, strict=True))
    return nynorsk, bokmal, english


def placed(name: Name, place: str) -> Name:
    """A name with the place it stands for."""
    nynorsk, bokmal, english = name
    return f"{nynorsk} i {place}", f"{bokmal} i {place}", f"{english} in {place}"


def places(count: int) -> list[str]:
    """That many names of municipalities, all different."""
    found = [first + last for last in ENDINGS for first in BEGINNINGS]
    return [*found, *(f"{name} {round_}" for round_ in range(2, 2 + count // len(found)) for name in found)][:count]
