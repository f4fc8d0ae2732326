"""What an upload can answer, and of which trainings it can be."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mentoreval.errors import Reason
from mentoreval.implementations import Implementation as LibraryImplementation
from mentoreval.instruments.catalog import listing
from mentoreval.instruments.shelf import pack_content, shipped
from mentoringup.evaluation.domain.delivered import row_of_implementation
from mentoringup.evaluation.errors import UploadRefusedError
from mentoringup.evaluation.reading import implementation_from
from mentoringup.organizations.models import Site
from mentoringup.questionnaires.domain.queries import form_of_version
from mentoringup.questionnaires.form.instrument import yaml_of
from mentoringup.questionnaires.models import QuestionnaireVersion
from mentoringup.training.models import Implementation


def questionnaires_to_choose(*, site: Site) -> list[tuple[str, str]]:
    """Key and name of what can be chosen: the site's own versions, then the shipped ones."""
    own = QuestionnaireVersion.objects.filter(questionnaire__site=site)
    rows = (
        own.select_related("questionnaire").defer("document").order_by("questionnaire", "-number")
    )
    return [
        *((f"version-{one.pk}", str(one)) for one in rows),
        *((f"shipped-{one.id}", one.title) for one in listing()),
    ]


def questionnaire_yaml(*, site: Site, key: str) -> str:
    """The instrument behind a key, as YAML; empty where there is none."""
    kind, _, rest = key.partition("-")
    if kind == "shipped" and rest in shipped():
        return pack_content(rest).decode()
    if kind == "version" and rest.isdecimal():
        found = QuestionnaireVersion.objects.filter(questionnaire__site=site, pk=int(rest)).first()
        if found is not None:
            return yaml_of(form_of_version(found), version=found.instrument_version)
    return ""


def implementations_of_site(*, site: Site) -> QuerySet[Implementation]:
    """Trainings of the site, latest series first."""
    return (
        Implementation.objects.filter(series__site=site)
        .select_related("series__site__institution")
        .order_by("-pk")
    )


def as_told(implementation: Implementation) -> LibraryImplementation:
    """A training of the site as mentoreval knows it; which modules were taught is not known."""
    return implementation_from(row_of_implementation(implementation, trained=None, modules=None))


def listed(*, name: str, content: bytes) -> Sequence[LibraryImplementation]:
    """The trainings of an `implementations.csv`.

    Raises:
        InputRefusedError: with every cell that can't be understood.
    """
    # It loads numpy; web processes do so for the first list that is uploaded.
    from mentoreval.readers.implementations_file import read_implementations  # noqa: PLC0415

    with TemporaryDirectory(prefix="trainings-") as folder:
        path = Path(folder, Path(name.replace("\\", "/")).name or "implementations.csv")
        path.write_bytes(content)
        found = read_implementations(path).implementations
    if not found:
        raise UploadRefusedError([Reason(file=name, what=_("the list is empty"))])
    return found
