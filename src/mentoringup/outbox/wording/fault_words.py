"""What is wrong with the placeholders of a letter, in whole sentences."""

from django.utils.translation import gettext as _

from mentoringup.outbox.wording.placeholders import Allowed, Fault, FaultKind


def fault_sentence(fault: Fault, allowed: Allowed) -> str:
    """What was found, and what was expected."""
    names = allowed.subject if fault.field == "subject" else allowed.text
    told = {
        "found": fault.found,
        "meant": fault.meant,
        "allowed": ", ".join(f"{{{name}}}" for name in names),
    }
    match fault.kind:
        case FaultKind.UNKNOWN if fault.meant:
            return (
                _(
                    "“%(found)s” is no placeholder here. Did you mean %(meant)s? "
                    "You can use: %(allowed)s."
                )
                % told
            )
        case FaultKind.UNKNOWN:
            return _("“%(found)s” is no placeholder here. You can use: %(allowed)s.") % told
        case FaultKind.MALFORMED:
            return (
                _(
                    "The brace in “%(found)s” belongs to no placeholder. A placeholder is a word "
                    "between two braces on one line, such as {name}."
                )
                % told
            )
        case FaultKind.MISSING:
            return (
                _("The text needs %(found)s somewhere; without it, the mail is of no use.") % told
            )
