"""The calibrated cohort as data sets of a site: invented people, the published figures."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db import transaction

from mentoreval.implementations import Implementation
from mentoreval.instruments.shelf import pack_content
from mentoringup.audit.domain import record
from mentoringup.evaluation.enums import DataSetSource
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.reading import row_of
from mentoringup.evaluation.wide_file import write_wide
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.questionnaires.form.values import Answers

if TYPE_CHECKING:
    from mentoreval.responses import Responses

SEED = 6
INSTRUMENT = "mentoring-up-post-survey"


def store_cohort(
    *,
    site: Site,
    actor: Person | None,
    now: datetime,
    seed: int = SEED,
    prefixes: Iterable[str] = (),
) -> tuple[DataSet, ...]:
    """Store one data set an implementation of the simulated cohort that was answered.

    They come from the same three-headed export that `mentoreval simulate` writes, read as any
    upload is; evaluated together, they give the published tables and figures.

    Args:
        site: whose data sets they become.
        actor: who stores them; None for the site itself.
        now: when.
        seed: of the cohort and of the order of rows.
        prefixes: of the names of invented institutions to be taken; none takes all.
    """
    responses, implementations = _read(seed)
    wanted = tuple(prefixes)
    with transaction.atomic():
        return tuple(
            _store(site, responses, one, actor=actor, now=now, seed=seed)
            for one in implementations
            if not wanted or one.site.startswith(wanted)
        )


def invented_sites(*, seed: int = SEED) -> tuple[str, ...]:
    """Names of the institutions of the cohort, in the order of their first training."""
    _responses, implementations = _read(seed)
    return tuple(dict.fromkeys(one.site for one in implementations))


def simulated_answers(many: int, *, seed: int = SEED) -> tuple[Answers, ...]:
    """What the first people of the cohort answered, by variable of its questionnaire."""
    from mentoringup.evaluation.wide_columns import rows_of  # noqa: PLC0415  as below

    responses, _implementations = _read(seed)
    return tuple(row.answers for row in rows_of(responses)[:many])


@lru_cache(maxsize=1)
def _read(seed: int) -> "tuple[Responses, tuple[Implementation, ...]]":
    # Web processes need no numpy, and the demo is filled by a command.
    from mentoreval.instruments.loading import load_instrument  # noqa: PLC0415
    from mentoreval.quality import screen  # noqa: PLC0415
    from mentoreval.readers import read_responses  # noqa: PLC0415
    from mentoreval.readers.implementations_file import read_implementations  # noqa: PLC0415
    from mentoreval.simulate import simulate_cohort, write_cohort  # noqa: PLC0415

    with TemporaryDirectory(prefix="cohort-") as place:
        write_cohort(simulate_cohort(seed=seed), Path(place))
        found = read_responses(Path(place, "responses.csv"), instrument=load_instrument(INSTRUMENT))
        file = read_implementations(Path(place, "implementations.csv"))
    return screen(found).responses, file.implementations


def _store(
    site: Site,
    responses: "Responses",
    one: Implementation,
    *,
    actor: Person | None,
    now: datetime,
    seed: int,
) -> DataSet:
    from mentoreval.responses import Consent  # noqa: PLC0415  as above
    from mentoringup.evaluation.wide_columns import rows_of  # noqa: PLC0415

    instrument = responses.instrument
    ids = responses.implementation_ids
    place = ids.index(one.id) if one.id in ids else len(ids)
    own = responses.where(responses.implementation == place)
    content = write_wide(
        rows_of(own),
        instrument=instrument,
        asks_consent=responses.consent_asked,
        chance=Random(f"{seed} {one.id}"),  # noqa: S311  an order of rows, no secret
    )
    made = DataSet.objects.create(
        site=site,
        name=f"{one.site}, {one.date} ({one.id})",
        source=DataSetSource.UPLOAD,
        implementations=[row_of(one)],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        instrument=pack_content(INSTRUMENT).decode(),
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        instrument_sha256=instrument.sha256,
        cores={core.id: core.sha256 for core in instrument.cores},
        rows=len(own),
        consented=int((own.consent == int(Consent.YES)).sum()),
        origin={
            "file": "responses.csv",
            "format": str(responses.source.format),
            "remarks": list(responses.source.remarks),
            "synthetic": True,
        },
        frozen_at=now,
        frozen_by=actor,
    )
    record(
        verb="data-set.frozen",
        thing=made,
        actor=actor,
        now=now,
        site_id=site.pk,
        name=made.name,
        detail={"rows": made.rows, "sha256": made.sha256},
    )
    return made
