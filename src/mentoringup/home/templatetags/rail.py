"""The rail of the staff pages."""

from typing import Any

from django import template

from mentoringup.home.rail import RailEntry, entries_for
from mentoringup.organizations.gate import Scope

register = template.Library()


@register.simple_tag(takes_context=True)
def rail_entries(context: dict[str, Any], scope: Scope) -> list[RailEntry]:
    """Places of the site that the person may go to; that of the request is marked."""
    request = context.get("request")
    return entries_for(scope, path=request.path if request else "")
