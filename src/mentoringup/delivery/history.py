"""How the history tells what happened in the room."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import name_detail, name_thing, name_verb
from mentoringup.delivery.models import Delivery


def _page(site_slug: str, delivery_id: str) -> str:
    """Where staff see what was delivered; empty once it is gone."""
    plan = Delivery.objects.filter(plan__site__slug=site_slug, pk=delivery_id)
    found = plan.values_list("plan_id", flat=True).first()
    return reverse("delivery:delivered", args=[site_slug, found]) if found else ""


name_thing("delivery.delivery", label=_("session that is led"), page=_page)

_TOLD = {
    "delivery.opened": (
        _("room opened"),
        _("%(actor)s opened the room for “%(name)s”, by revision %(revision)s of its plan."),
    ),
    "delivery.renewed": (
        _("plan taken over into the room"),
        _("%(actor)s had the room for “%(name)s” follow revision %(revision)s of its plan."),
    ),
    "delivery.ended": (_("session ended"), _("%(actor)s ended “%(name)s”.")),
    "delivery.reopened": (
        _("session opened again"),
        _("%(actor)s had “%(name)s” go on after its end."),
    ),
}

for _verb, (_label, _sentence) in _TOLD.items():
    name_verb(_verb, label=_label, sentence=_sentence)

name_detail("revision", label=_("revision of the plan"))
