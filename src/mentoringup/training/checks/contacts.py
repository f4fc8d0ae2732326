"""Whether everybody who may attend has somebody to ask."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from mentoringup.people.enums import CareerStage
from mentoringup.training.checks.check import Fault, Look, quoted
from mentoringup.training.checks.finding import Place, Repair
from mentoringup.training.page import ContactOnPage

_CUT_OFF = re.compile(r"[(\[<{]\s*$")
_INSIDE = re.compile(r"[^\s<>()\[\]{},;:\"]{1,64}@[^\s<>()\[\]{},;:\"]{1,255}")
_is_address = EmailValidator()


def is_address(text: str) -> bool:
    """Whether mail can be sent to it, as far as its form tells."""
    try:
        _is_address(text)
    except ValidationError:
        return False
    return True


def contact_address(look: Look) -> Iterator[Fault]:
    """A contact whose address is missing, cut off, or not an address."""
    for contact in look.page.contacts:
        email = contact.email.strip()
        if is_address(email):
            continue
        name = {"name": quoted(contact.name)}
        if _CUT_OFF.search(email) or (not email and _CUT_OFF.search(contact.name)):
            message = _("The address of %(name)s is cut off at an open bracket.") % name
        elif not email:
            message = _("There is no address for %(name)s, so nobody can write.") % name
        else:
            message = _("The address of %(name)s is not an e-mail address.") % name
        yield Fault(
            place=Place(part="contact", key=contact.key, field="email"),
            found=email or contact.name,
            message=message,
            expected=_("Give an e-mail address that somebody reads."),
            repair=_address_inside(contact),
        )


def _address_inside(contact: ContactOnPage) -> Repair | None:
    """The one address that stands among other words of the two fields."""
    text = f"{contact.email[:1000]} {contact.name[:1000]}"
    found = {match.rstrip(".") for match in _INSIDE.findall(text.replace("mailto:", " "))}
    addresses = sorted(address for address in found if is_address(address))
    if len(addresses) != 1:
        return None
    return Repair(
        label=_("Use %(address)s") % {"address": addresses[0]},
        place=Place(part="contact", key=contact.key, field="email"),
        value=addresses[0],
    )


def contact_missing(look: Look) -> Iterator[Fault]:
    """Somebody may attend and has nobody to ask."""
    contacts = look.page.contacts
    served = {contact.stage for contact in contacts}
    if "" in served:
        return
    if not contacts or not look.page.stages:
        yield Fault(
            place=Place(part="series", field="contacts"),
            found=", ".join(map(_label, sorted(served))),
            message=_("The page names no contact for everybody who may attend.")
            if contacts
            else _("The page names nobody to ask."),
            expected=_("Add a contact for everybody, or one for each career stage."),
            repair=_for_everybody(contacts),
        )
        return
    for stage in look.page.stages:
        if stage not in served:
            yield Fault(
                place=Place(part="series", field="contacts"),
                found=_label(stage),
                message=_("“%(stage)s” may attend, but has nobody to ask.")
                % {"stage": _label(stage)},
                expected=_("Add a contact for this career stage, or one for everybody."),
                repair=_for_everybody(contacts),
            )


def _for_everybody(contacts: tuple[ContactOnPage, ...]) -> Repair | None:
    if len(contacts) != 1:
        return None
    contact = contacts[0]
    return Repair(
        label=_("Make %(name)s the contact for everybody") % {"name": quoted(contact.name)},
        place=Place(part="contact", key=contact.key, field="stage"),
        value="",
    )


def _label(stage: str) -> str:
    return str(CareerStage(stage).label) if stage in CareerStage.values else stage
