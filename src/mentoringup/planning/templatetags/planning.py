"""`{% load planning %}`: hours."""

from django import template

from mentoringup.planning.board import say_minutes

register = template.Library()


@register.filter
def hours(minutes: int) -> str:
    """Minutes as hours and minutes: "1:05"."""
    return say_minutes(minutes)
