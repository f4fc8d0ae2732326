"""What can be done with mails; reads are in `queries`."""

from mentoringup.outbox.domain.sending import deliver
from mentoringup.outbox.domain.staff import (
    MailIsNotFailedError,
    empty_mails,
    try_again,
)
from mentoringup.outbox.domain.writing import (
    AddressIsWrongError,
    Draft,
    is_address,
    write_mail,
    write_mails,
)
from mentoringup.outbox.kinds import fills, name_kind, recheck

__all__ = [
    "AddressIsWrongError",
    "Draft",
    "MailIsNotFailedError",
    "deliver",
    "empty_mails",
    "fills",
    "is_address",
    "name_kind",
    "recheck",
    "try_again",
    "write_mail",
    "write_mails",
]
