"""Colours that colour-blind readers tell apart, and that differ in print: each has a lightness of its own.

The hues are those of Paul Tol's schemes "bright" and "muted" (SRON technical note 09-002, issue 3.2, 2021); contrast is
computed as in WCAG 2.2, success criterion 1.4.3.
"""

from collections.abc import Sequence
from zlib import crc32

PAPER, INK, FAINT, LINE = "#ffffff", "#1b1f24", "#57606a", "#c8ced6"
GAP, GAP_LINE, GAP_INK = "#fdeee0", "#b3541e", "#7a3510"
DARK_PAPER, DARK_INK, DARK_FAINT, DARK_LINE = "#14181d", "#e6e9ed", "#a9b3bd", "#444c56"
DARK_BLANK = "#22282f"
# What draws pictures without a browser knows no "sans-serif", so the usual fonts of each system are named.
SYSTEM_FONTS = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', Ubuntu, "
    "Cantarell, FreeSans, 'DejaVu Sans', sans-serif"
)

# For each state of a cell its shades, from few to many.
SHADES: dict[str, tuple[str, ...]] = {
    "stated": ("#5b8fc9", "#3572b0", "#1f5590", "#123a68"),
    "partly": ("#4fa59a", "#2c7c72", "#1d665d", "#114a43"),
    "inferred": ("#dcecf5", "#bfdcec", "#9dc8e0", "#78b1d1"),
    "planned": ("#fbe3a6",),
    "none": ("#f6f7f9",),
}
# For branches and stages: seven hues of about the same lightness.
BRANCHES = ("#4477aa", "#228833", "#aa7722", "#aa3377", "#117788", "#ad4455", "#665599")
# For each kind the hue of its family; those of other kinds are chosen by their names.
FAMILIES = (
    ("Plan", "StrategicPlan", "ActionPlan", "MasterPlan", "PlanLevel", "GoalLevel"),
    ("Goal", "OverallGoal", "SubGoal", "CrossCuttingGoal", "QuantifiedTarget"),
    ("BudgetLine", "FundingSource"),
    ("Actor", "Organization", "Unit", "Position", "Group"),
    ("SDGGoal", "SDGTarget"),
    ("Measure",),
    ("FocusArea", "SubStrategy", "Effort", "Section", "Strategy", "Theme", "AttractivenessSide", "Phase",
     "PhaseExample", "RequiredField"),
    ("Place", "Route"),
    ("Document", "Programme"),
)  # fmt: skip
KINDS = (*BRANCHES, "#6b6258", "#59666f")
# For links likewise; where a thing stands in the document is drawn in grey.
STRUCTURE, STRUCTURE_LINE = frozenset(("partOf", "hasPhase")), "#8b949e"
LINK_FAMILIES = (
    ("supports",),
    ("responsible", "overallResponsible", "operativeResponsible", "coordinatingResponsible", "coResponsible",
     "projectOwner", "projectResponsible"),
    ("covers", "funds"),
    ("addresses", "requiredIn"),
    ("partner", "takesPartIn", "gaveInputTo", "commissioned", "prepared", "adopted", "hostOf", "memberOf"),
    ("concerns",),
    ("refersTo", "buildsOn", "sameMatterAs", "excludes", "notRelevantBy"),
)  # fmt: skip


def kind_family(kind: str) -> int:
    """The number of a kind's family, which has a colour and an outline of its own; of any kind, by its local name."""
    known = next((number for number, family in enumerate(FAMILIES) if kind in family), crc32(kind.encode()))
    return known % len(KINDS)


def kind_colour(kind: str) -> str:
    """The colour of a kind by its local name, the same in every picture and every export.

    >>> kind_colour("OverallGoal") == kind_colour("SubGoal") != kind_colour("Measure")
    True
    """
    return KINDS[kind_family(kind)]


def link_colour(link: str) -> str:
    """The colour of a link by its local name; those of a family, as all sorts of being responsible, have one.

    >>> link_colour("supports") != link_colour("responsible") == link_colour("projectOwner")
    True
    """
    if link in STRUCTURE:
        return STRUCTURE_LINE
    # One that is none of ours must look like none of ours.
    return next((BRANCHES[number] for number, family in enumerate(LINK_FAMILIES) if link in family), KINDS[-1])


def shade(state: str, share: float) -> str:
    """The colour of a cell: its state's, the darker the larger its share of the highest count."""
    shades = SHADES[state]
    return shades[min(len(shades) - 1, int(share * len(shades)))]


def on(colour: str) -> str:
    """Black or white, whichever is read better on a colour.

    >>> on("#123a68"), on("#fbe3a6")
    ('#ffffff', '#1b1f24')
    """
    return PAPER if contrast(colour, PAPER) > contrast(colour, INK) else INK


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lighter(colour: str, by: float) -> str:
    """A colour mixed with white.

    >>> lighter("#000000", 0.5)
    '#808080'
    """
    return "#" + "".join(f"{round(part + (255 - part) * by):02x}" for part in parts(colour))


def darker(colour: str, by: float = 0.45) -> str:
    """A colour mixed with black.

    >>> darker("#ffffff", 0.5)
    '#808080'
    """
    return "#" + "".join(f"{round(part * (1 - by)):02x}" for part in parts(colour))


def parts(colour: str) -> Sequence[int]:
    """Red, green and blue, from 0 to 255."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in parts(colour)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
