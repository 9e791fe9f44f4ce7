"""Languages and regions by their standard codes."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

LONGEST_TAG = 35
TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE,
)

CODES = (  # ISO 3166-1 alpha-2, 2024
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN "
    "BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ "
    "DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL "
    "GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM "
    "JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME "
    "MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP "
    "NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD "
    "SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO "
    "TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
REGIONS = frozenset(CODES.split())


def language_tag(text: str) -> str:
    """Return a well-formed BCP 47 tag in its usual case ("pt-BR"). Raises ValueError."""
    found = TAG.fullmatch(text)
    if found is None:
        msg = "write a language as a BCP 47 tag, as “en”, “pt-BR” or “zh-Hant”"
        raise ValueError(msg)
    script, region = found["script"] or "", found["region"] or ""
    parts = (found["language"].lower(), script.capitalize(), region.upper())
    return "-".join(part for part in parts if part) + found["variants"].lower()


def region_code(text: str) -> str:
    """Return an ISO 3166-1 code of two letters, in capitals. Raises ValueError."""
    code = text.upper()
    if code not in REGIONS:
        msg = "write a region as two letters of ISO 3166-1, as “IN” or “FR”"
        raise ValueError(msg)
    return code


LanguageTag = Annotated[
    str,
    StringConstraints(min_length=2, max_length=LONGEST_TAG),
    AfterValidator(language_tag),
]
RegionCode = Annotated[
    str, StringConstraints(min_length=2, max_length=2), AfterValidator(region_code)
]
