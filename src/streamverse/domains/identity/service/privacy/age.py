"""How old people are, and who needs a parent's consent.

The ages are those at which people may agree by themselves to an online service: by the laws
that fill GDPR article 8 (16, or down to 13 where a state says so), and by COPPA (15 U.S.C. 6501)
and the UK's Data Protection Act 2018, section 9. Laws change: STREAMVERSE_MIN_AGE raises the age
everywhere.
"""

from dataclasses import dataclass
from datetime import date

from streamverse.domains.identity.privacy_errors import (
    BirthDateFixed,
    BirthDateImpossible,
    BirthDateRequired,
)
from streamverse.kit.settings import Settings

OF_AGE = 18
OLDEST = 130
OWN_CONSENT_FROM = {
    **dict.fromkeys(("BE", "DK", "EE", "FI", "GB", "IS", "LV", "MT", "NO", "PT", "SE", "US"), 13),
    **dict.fromkeys(("AT", "BG", "CY", "ES", "IT", "LT"), 14),
    **dict.fromkeys(("CZ", "FR", "GR", "SI"), 15),
    **dict.fromkeys(("DE", "HR", "HU", "IE", "LI", "LU", "NL", "PL", "RO", "SK"), 16),
}


@dataclass(frozen=True, slots=True)
class Age:
    """How old somebody is, if they said so, and whether a parent has to agree."""

    years: int | None
    needs_parent: bool


def judge(settings: Settings, born_on: date | None, today: date, country: str = "") -> Age:
    """Judge a birth date by the law of a country. Raises BirthDateRequired, BirthDateImpossible."""
    if born_on is None:
        if settings.min_age:
            raise BirthDateRequired
        return Age(None, needs_parent=False)
    years = years_between(born_on, today)
    if not 0 <= years <= OLDEST:
        raise BirthDateImpossible
    return Age(years, needs_parent=years < own_consent_from(settings, country))


def own_consent_from(settings: Settings, country: str = "") -> int:
    """Return the age from which nobody needs a parent; 0 when nobody is asked."""
    if not settings.min_age:
        return 0
    by_law = OWN_CONSENT_FROM.get(country or settings.default_country, 0)
    return max(settings.min_age, by_law)


def years_between(born_on: date, today: date) -> int:
    """Return how many birthdays somebody has had; a leap day's child has one on 1 March."""
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (not had_birthday)


def require_settable_birth_date(
    settings: Settings, old: date | None, new: date | None, today: date
) -> None:
    """Let people tell their birth date once. Raises BirthDateFixed, BirthDateImpossible.

    Where nobody is asked for it, it is theirs to change. Where it decides, it stays; and
    somebody who is too young to agree alone does not become a member by telling it later.
    """
    if new == old:
        return
    if not settings.min_age:
        if new is not None:
            judge(settings, new, today)
        return
    if old is not None or new is None:
        raise BirthDateFixed("Ask support to correct it.")
    if judge(settings, new, today).needs_parent:
        raise BirthDateFixed("A parent has to agree: register with a parent's email.")
