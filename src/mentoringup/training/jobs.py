"""What the worker does for series."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from mentoringup.outbox.domain import recheck
from mentoringup.training.domain.nightly import (
    KIND,
    is_still_reported,
    probe_links,
    report_findings,
)
from mentoringup.training.domain.states import finish_sessions
from mentoringup.training.link_asking import Answer, ask


@task(queue_name="long")
def check_by_night() -> None:
    """Look at everything that is live. Talks to other machines and may be begun again."""
    check_live_pages(timezone.now())


def check_live_pages(now: datetime, *, asking: Callable[[str], Answer] = ask) -> None:
    """Finish sessions that are over, ask links, and write to coordinators about new findings."""
    finish_sessions(now=now)
    probe_links(now=now, asking=asking)
    report_findings(now=now)


@recheck(KIND, label=_("What the nightly check found on a page"))
def is_report_wanted(check_with: Mapping[str, Any]) -> bool:
    """Whether the page still has the findings that the mail tells of."""
    return is_still_reported(check_with["series"], check_with["mark"])
