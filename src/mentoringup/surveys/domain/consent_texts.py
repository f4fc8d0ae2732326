"""What people are asked to consent to: versions that never change."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from mentoringup.audit.domain import record
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.surveys.models import ConsentText


def consent_texts_of(*, site: Site) -> QuerySet[ConsentText]:
    """All versions of a site, latest first, each with the number of surveys that show it."""
    found = ConsentText.objects.filter(site=site).select_related("created_by")
    return found.annotate(shown_by=Count("surveys"))


def latest_consent(*, site: Site) -> ConsentText | None:
    """The version that new surveys show."""
    return ConsentText.objects.filter(site=site).first()


def write_consent(
    *, site: Site, text: Mapping[str, str], approval: str, actor: Person, now: datetime
) -> ConsentText:
    """The next version of the text; those before it stay as they are, with all who agreed to them.

    The same words and number as the latest version are that version.

    Args:
        site: whose.
        text: Markdown by language code; languages without words are left out.
        approval: the ethics board's number, or words such as "exempt".
        actor: who writes.
        now: when.

    Raises:
        ValueError: it has words in no language.
    """
    words = {code: one.strip() for code, one in text.items() if one.strip()}
    if not words:
        raise ValueError(text)
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)
        last = latest_consent(site=site)
        if last is not None and (last.text, last.approval) == (words, approval):
            return last
        rows = ConsentText.objects.filter(site=site).order_by()
        row = ConsentText.objects.create(
            site=site,
            version=(rows.aggregate(last=Max("version"))["last"] or 0) + 1,
            text=words,
            approval=approval,
            created_at=now,
            created_by=actor,
        )
        record(
            verb="consent.written",
            thing=row,
            actor=actor,
            now=now,
            site_id=site.pk,
            name=site.name,
            detail={"consent_version": row.version},
        )
    return row
