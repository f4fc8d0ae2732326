"""What languages are called in themselves."""

from django.utils.translation import get_language_info


def name_of_language(code: str) -> str:
    """Its own name, or the code where nobody knows it."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code
