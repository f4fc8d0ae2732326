"""The competencies that modules teach, in teaching order: name by id."""

from collections.abc import Mapping

COMPETENCIES: Mapping[str, str] = {
    "communication": "Maintaining Effective Communication",
    "expectations": "Aligning Expectations",
    "equity": "Addressing Equity and Inclusion",
    "self-efficacy": "Building Research Self-Efficacy",
    "independence": "Achieving Independence",
    "professional-development": "Seeking Professional Development",
    "work-life": "Enhancing Work-Life Integration",
}
"""The list is open to change: nothing may count on its length."""
