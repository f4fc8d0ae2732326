"""Forms from files of other systems: Qualtrics, REDCap, or our own YAML.

Whatever could not be taken over as it stands there is named in the remarks; a file that is not what
it says is refused whole. What describes who a person is (name, e-mail, date of birth) is left out.
Rows that are the items of a shipped instrument become it, in the words of the file.
"""

from mentoringup.questionnaires.form.importing.drafting import Imported

__all__ = ["Imported", "form_from_qsf", "form_from_redcap", "form_from_yaml"]


def form_from_qsf(content: bytes, *, file: str = "survey.qsf") -> Imported:
    """Read a Qualtrics survey definition.

    Args:
        content: the bytes of the file.
        file: its name in messages.

    Raises:
        InputRefusedError: it is no survey definition, or asks nothing that we can ask.
    """
    # Polars, which the readers need, takes a third of a second to load.
    from mentoringup.questionnaires.form.importing.qsf import read  # noqa: PLC0415  see above
    from mentoringup.questionnaires.form.importing.recognizing import (  # noqa: PLC0415  the same
        recognized,
    )

    return recognized(read(content, file), file)


def form_from_redcap(content: bytes, *, file: str = "dictionary.csv") -> Imported:
    """Read the data dictionary of a REDCap project.

    Args:
        content: the bytes of the file.
        file: its name in messages.

    Raises:
        InputRefusedError: it is no data dictionary, has faults, or asks nothing that we can ask.
    """
    # Polars, which the readers need, takes a third of a second to load.
    from mentoringup.questionnaires.form.importing.recognizing import (  # noqa: PLC0415  see above
        recognized,
    )
    from mentoringup.questionnaires.form.importing.redcap import read  # noqa: PLC0415  the same

    return recognized(read(content, file), file)


def form_from_yaml(content: bytes, *, file: str = "instrument.yaml") -> Imported:
    """Read an instrument of mentoreval; all of it is locked.

    Args:
        content: the bytes of the file.
        file: its name in messages.

    Raises:
        InputRefusedError: it is no instrument, or has faults.
    """
    # The three readers stand side by side; this one alone would need no delay.
    from mentoringup.questionnaires.form.importing.own_yaml import read  # noqa: PLC0415  see above

    return read(content, file)
