"""Making a document in the background: begun again after a crash, and finished once."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.utils import translation
from django.utils.translation import gettext_noop

from mentoringup.curriculum.domain.library import pack_at
from mentoringup.curriculum.errors import PackIsBrokenError, PackIsUnknownError
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.domain.basis import occasions_of
from mentoringup.guides.enums import FileFormat, GuideKind, GuideState, Paper
from mentoringup.guides.models import Guide
from mentoringup.jobs.progress import Making, NotOursAnyMoreError
from mentoringup.planning.domain.queries import plan_as_of
from mentoringup.planning.errors import PlanIsGoneError

if TYPE_CHECKING:
    from mentoringup.guides.making import MadeFile

type_of_making = Callable[..., "MadeFile"]

OUR_FAULT = gettext_noop("Something went wrong on our side, and was noted for the operators.")
NO_PLAN = gettext_noop("This revision of the plan is gone.")
NO_PACK = gettext_noop("This site no longer has the curriculum pack that the plan names.")
BROKEN_PACK = gettext_noop("The curriculum pack that the plan names can’t be read any more.")
FIRST_STEP = gettext_noop("Reading the plan and the library")

_MAKING = Making(
    rows=Guide.objects,
    waiting=GuideState.WAITING,
    working=GuideState.WORKING,
    failed=GuideState.FAILED,
    first_step=FIRST_STEP,
)

log = logging.getLogger("mentoringup.guides")


def print_it(request: GuideRequest, *, progress: Callable[[int, str], None]) -> "MadeFile":
    """Make the file as `guides.making` does."""
    from mentoringup.guides.making import make  # noqa: PLC0415  web processes need no typesetters

    return make(request, progress=progress)


def make_file(
    *, guide_id: int, clock: Callable[[], datetime], making: type_of_making = print_it
) -> None:
    """Make the file of a guide that waits, or whose worker died; do nothing for any other.

    Every note of progress is a short transaction of its own, so that nothing is locked while the
    document is set. What is stored in words is English, and translated where it is shown.

    Raises:
        OperationalError, InterfaceError: the database was away; the job is tried again.
    """
    guide = _begin(guide_id)
    if guide is None:
        return
    try:
        with translation.override("en"):
            made = making(_request_of(guide), progress=lambda *told: _MAKING.tell(guide_id, *told))
        _finish(guide_id, made, now=clock())
    except NotOursAnyMoreError:
        log.info("Guide is not ours any more", extra={"guide": guide_id})
    except (OperationalError, InterfaceError):
        raise
    except PlanIsGoneError:
        _MAKING.fail(guide_id, NO_PLAN)
    except PackIsUnknownError:
        _MAKING.fail(guide_id, NO_PACK)
    except PackIsBrokenError:
        _MAKING.fail(guide_id, BROKEN_PACK)
    except Exception:  # whatever went wrong, whoever waits for the document must be told
        log.exception("Guide failed", extra={"guide": guide_id})
        _MAKING.fail(guide_id, OUR_FAULT)


def _begin(guide_id: int) -> Guide | None:
    """Start over; None where there is nothing to do."""
    found = Guide.objects.defer("content").select_related("plan__site").filter(pk=guide_id)
    return found.first() if _MAKING.begin(guide_id) else None


def _request_of(guide: Guide) -> GuideRequest:
    plan = plan_as_of(plan_id=guide.plan_id, revision=guide.revision)
    site = guide.plan.site
    return GuideRequest(
        plan=plan,
        pack=pack_at(site=site, slug=plan.settings.pack),
        name=guide.plan.name,
        site=site.name,
        kind=GuideKind(guide.kind),
        format=FileFormat(guide.format),
        paper=Paper(guide.paper),
        is_large=guide.is_large,
        language=guide.language,
        occasions=occasions_of(plan_id=guide.plan_id),
    )


def _finish(guide_id: int, made: "MadeFile", *, now: datetime) -> None:
    _MAKING.change(
        guide_id,
        state=GuideState.READY,
        progress=100,
        step="",
        content=made.content,
        file_name=made.name,
        made_at=now,
    )
