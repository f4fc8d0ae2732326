"""An instrument's YAML as a form."""

from django.utils.translation import gettext

from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.shelf import shipped
from mentoringup.questionnaires.form.from_instruments import form_of
from mentoringup.questionnaires.form.importing.drafting import Imported, survey_id


def read(content: bytes, file: str) -> Imported:
    """Make a form that asks all of the instrument; its words, codes and scales are locked.

    Raises:
        InputRefusedError: with every fault.
    """
    instrument = parse_instrument(content, file=file)
    is_ours = instrument.id in shipped()
    form = form_of(
        [instrument.id],
        id=survey_id(instrument.id),
        title={instrument.language: instrument.title},
        licensed={} if is_ours else {instrument.id: content.decode("utf-8-sig")},
    )
    remarks = [gettext("This is one of the shipped instruments.")] if is_ours else []
    return Imported(form=form, remarks=tuple(remarks))
