"""What can be done with mails; reads are in `queries`."""

from mentoringup.outbox.domain.writing import AddressIsWrongError, write_mail
from mentoringup.outbox.kinds import name_kind, recheck

__all__ = ["AddressIsWrongError", "name_kind", "recheck", "write_mail"]
