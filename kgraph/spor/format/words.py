"""Names, numbers and words as they are written."""

from decimal import Decimal


def quoted(text: str) -> str:
    r"""A name in quotation marks.

    >>> print(quoted('the "good" way'))
    "the \"good\" way"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def number(text: str, language: str, *, least: int = 5) -> str:
    """A number with its thousands parted by blanks from so many digits on, and the language's decimal sign.

    >>> number("1140000", "en"), number("1.5", "nn"), number("2018", "nn")
    ('1 140 000', '1,5', '2018')
    """
    value = Decimal(text)
    whole, _, part = format(value, "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", " ") if len(whole) >= least else whole
    sign = "." if language == "en" else ","
    return grouped + (sign + part if part else "")


def spaced(*words: str) -> str:
    """The words that are there, parted by blanks."""
    return " ".join(word for word in words if word)
