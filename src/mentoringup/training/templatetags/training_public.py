"""Tags of the public pages."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from mentoringup.people.enums import CareerStage

register = template.Library()

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(content: Mapping[str, Any]) -> SafeString:
    """A JSON-LD block. Data, not script: no browser runs it; `<`, `>` and `&` can't close it."""
    text = json.dumps(content, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped


@register.filter
def stage_label(stage: str) -> str:
    """A career stage in words; empty for an unknown one."""
    return str(CareerStage(stage).label) if stage in CareerStage.values else ""
