"""`{% load curriculum_editing %}`: may_edit."""

from django import template

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope

register = template.Library()


@register.filter
def may_edit(scope: Scope) -> bool:
    """Whether the reader may adapt the curriculum of the site."""
    return scope.may(Permission.CURRICULUM_EDIT)
