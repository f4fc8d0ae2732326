"""Reads about data sets and uploads; lists load no answers."""

from collections.abc import Sequence

from django.db.models import QuerySet

from mentoringup.evaluation.enums import RunState, UploadState
from mentoringup.evaluation.errors import DataSetIsGoneError, UploadIsOverError
from mentoringup.evaluation.models import DataSet, Run, Upload
from mentoringup.organizations.models import Site
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import Wave


def data_sets_of(*, site: Site) -> QuerySet[DataSet]:
    """The site's data sets, latest first, without their answers and questionnaires."""
    return (
        DataSet.objects.filter(site=site)
        .select_related("wave", "frozen_by")
        .defer("content", "instrument")
    )


def data_set_at(*, site: Site, data_set_id: int) -> DataSet:
    """A data set of the site.

    Raises:
        DataSetIsGoneError: the site has none with this number.
    """
    found = DataSet.objects.filter(site=site, pk=data_set_id).select_related(
        "site", "wave__survey__implementation__series", "frozen_by"
    )
    row = found.first()
    if row is None:
        raise DataSetIsGoneError
    return row


def data_set_of_wave(*, wave: Wave) -> DataSet | None:
    """What a wave's answers became, without them; None where they are not frozen."""
    return DataSet.objects.filter(wave=wave).defer("content", "instrument").first()


def latest_finding_of(*, data_set: DataSet) -> Run | None:
    """The last evaluation that is ready and has the data set in it."""
    return runs_of_data_set(data_set=data_set).filter(state=RunState.READY).first()


def runs_of_data_set(*, data_set: DataSet) -> QuerySet[Run]:
    """Evaluations in which the data set is, latest first, without their results."""
    return data_set.runs.defer("results", "told")


def waves_to_freeze(*, site: Site) -> QuerySet[Wave]:
    """Waves of the site that were opened and have no data set yet, in the order of opening."""
    return Wave.objects.filter(
        survey__site=site, state__in=[WaveState.OPEN, WaveState.CLOSED]
    ).select_related("survey__implementation__series")


def wave_to_freeze(*, site: Site, wave_id: int) -> Wave:
    """One of them, or one that is frozen already.

    Raises:
        DataSetIsGoneError: the site has no such wave.
    """
    found = Wave.objects.filter(
        survey__site=site,
        pk=wave_id,
        state__in=[WaveState.OPEN, WaveState.CLOSED, WaveState.FROZEN],
    ).select_related("survey__implementation__series")
    row = found.first()
    if row is None:
        raise DataSetIsGoneError
    return row


def open_uploads_of(*, site: Site) -> Sequence[Upload]:
    """Uploads whose columns are still being placed, latest first, without their files."""
    found = Upload.objects.filter(site=site, state=UploadState.OPEN)
    return list(found.select_related("uploaded_by").defer("content", "dictionary"))


def upload_at(*, site: Site, upload_id: int) -> Upload:
    """An upload of the site whose columns are still being placed.

    Raises:
        UploadIsOverError: it became a data set, was discarded, or never was.
    """
    row = Upload.objects.filter(site=site, pk=upload_id, state=UploadState.OPEN).first()
    if row is None:
        raise UploadIsOverError
    return row
