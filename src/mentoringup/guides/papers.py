"""Which paper a country prints on."""

from mentoringup.guides.enums import Paper

_LETTER_COUNTRIES = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "DO", "GT", "HN", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)
"""ISO 3166 codes of countries whose everyday paper is Letter."""


def paper_of(country: str) -> Paper:
    """The paper of a country by its ISO code; Letter where the country is not known."""
    return Paper.LETTER if not country or country.upper() in _LETTER_COUNTRIES else Paper.A4
