"""The document of each kind."""

from collections.abc import Callable, Mapping

from mentoringup.guides.documents.agenda import one_page_agenda
from mentoringup.guides.documents.document import GuideDocument
from mentoringup.guides.documents.facilitator import facilitator_guide
from mentoringup.guides.documents.packet import participant_packet
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.documents.slides import slides
from mentoringup.guides.enums import GuideKind

_WRITERS: Mapping[GuideKind, Callable[[GuideRequest], GuideDocument]] = {
    GuideKind.FACILITATOR: facilitator_guide,
    GuideKind.PACKET: participant_packet,
    GuideKind.SLIDES: slides,
    GuideKind.AGENDA: one_page_agenda,
}


def write_document(request: GuideRequest) -> GuideDocument:
    """Write what is asked for; words around the pack's are in the active language."""
    return _WRITERS[request.kind](request)
