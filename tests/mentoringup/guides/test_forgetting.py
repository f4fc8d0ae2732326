"""Files of earlier revisions go after thirty days; those of today's stay."""

from datetime import timedelta

import pytest

from mentoringup.guides.domain.forgetting import forget_old_guides
from mentoringup.guides.models import Guide
from mentoringup.jobs import periodic


@pytest.mark.parametrize(
    ("days", "is_changed", "left"), [(29, True, 1), (31, True, 0), (400, False, 1)]
)
def test_old_files_of_earlier_revisions_go(ask, make, revise, now, days, is_changed, left):
    make(ask())
    if is_changed:
        revise()

    gone = forget_old_guides(now=now + timedelta(days=days))

    assert (gone, Guide.objects.count()) == (1 - left, left)


def test_it_happens_every_night():
    assert "guides.old-files" in periodic.NIGHTLY
