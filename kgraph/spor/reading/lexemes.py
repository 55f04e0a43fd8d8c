"""How blanks and numbers look."""

import re

BLANK = re.compile(r"(?:\s|#[^\n]*)+")
GAP = r"[ \u00a0\u202f]"
NUMBER = re.compile(rf"(\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)|\d+)([.,]\d+)?")
