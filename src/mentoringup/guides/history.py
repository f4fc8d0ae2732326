"""How the history tells what was printed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.guides.enums import FileFormat, GuideKind
from mentoringup.guides.models import Guide


def _guide_page(site_slug: str, guide_id: str) -> str:
    """Where the document is; empty once it is gone."""
    plan_id = (
        Guide.objects.filter(plan__site__slug=site_slug, pk=guide_id)
        .values_list("plan_id", flat=True)
        .first()
    )
    if plan_id is None:
        return ""
    return reverse("guides:show_guides", args=[site_slug, plan_id, (int(guide_id),)])


name_thing("guides.guide", label=_("document"), page=_guide_page)
name_verb(
    "guide.asked",
    label=_("document asked for"),
    sentence=_("%(actor)s had a document made of the plan “%(name)s”."),
)
name_detail("document", label=_("document"), text=lambda value: GuideKind(value).label)
name_detail("format", label=_("format"), text=lambda value: FileFormat(value).label)
name_detail("plan_revision", label=_("revision of the plan"), text=str)
