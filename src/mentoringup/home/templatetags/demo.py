"""What the pages of the demo can lead to."""

from django import template

from mentoringup.home.demo.report import file_of_report

register = template.Library()


@register.simple_tag
def has_demo_report() -> bool:
    """Whether the report of the cohort is there to read: filling the demo doesn't make it."""
    return file_of_report() is not None
