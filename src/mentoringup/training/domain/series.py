"""How series come into being, and how the parts of their pages are written."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.models import Edition
from mentoringup.eligibility.models import NamedRule
from mentoringup.organizations.models import Site, Term
from mentoringup.people.models import Person
from mentoringup.training.content import (
    AboutText,
    Admission,
    ContactText,
    QuestionText,
    SessionText,
)
from mentoringup.training.domain.contents import admission_of
from mentoringup.training.domain.following import locked_sessions
from mentoringup.training.domain.following_admission import agree_on_tiers, follow_tiers
from mentoringup.training.domain.pages import module_on_page
from mentoringup.training.domain.saving import free_series_slug, saving
from mentoringup.training.domain.sessions import add_session
from mentoringup.training.enums import Audience, RsvpRule
from mentoringup.training.errors import SomebodySavedFirstError
from mentoringup.training.models import (
    Contact,
    EligibleStage,
    Implementation,
    Question,
    Series,
    Tier,
)
from mentoringup.training.rsvp import Rsvp


@transaction.atomic
def create_series(
    *,
    site: Site,
    title: str,
    term: Term | None = None,
    edition: Edition | None = None,
    mode: Mode = Mode.ONLINE,
    audience: Audience = Audience.MENTEES,
    session_for_each_module: bool = False,
    actor: Person | None,
    now: datetime,
) -> Series:
    """A draft series with one delivery, and, if asked for, a draft session for each core module."""
    series = Series.objects.create(
        site=site,
        title=title,
        term=term,
        slug=free_series_slug(site=site, title=title),
        rsvp_rule=RsvpRule.TERM_START if term else RsvpRule.NONE,
    )
    delivery = Implementation.objects.create(
        series=series, edition=edition, mode=mode, audience=audience
    )
    if edition and session_for_each_module:
        core = edition.modules.filter(is_core=True).order_by("position").prefetch_related("texts")
        for module in core:
            name = module_on_page(module, site.language).name
            text = SessionText(title=name, zone=site.zone, modules=(module.pk,))
            add_session(delivery=delivery, text=text, actor=actor, now=now)
    record(verb="series.created", thing=series, actor=actor, now=now, site_id=site.pk, name=title)
    return series


def save_about(*, series: Series, about: AboutText, actor: Person, now: datetime) -> Series:
    """Title, summary, description and term.

    This and every other `save_...` raises `SomebodySavedFirstError` where the series was saved
    since it was read, and `PageWouldLieError` where a live page would get findings that block.
    """
    with saving(series=series, part="about", actor=actor, now=now):
        series.title = about.title
        series.summary = about.summary
        series.description = about.description
        series.term_id = about.term_id
    return series


def save_admission(
    *, series: Series, admission: Admission, actor: Person, now: datetime
) -> tuple[str, ...]:
    """Who may come, the priority groups, and the words that add to them.

    Returns:
        What other groups did to those who have asked for seats, in whole sentences.

    Raises:
        ChangeIsForbiddenError: the groups can't change any more.
    """
    with transaction.atomic():
        has_other_tiers = _write_admission(series, admission, actor=actor, now=now)
        return follow_tiers(series, actor=actor, now=now) if has_other_tiers else ()


def _write_admission(series: Series, admission: Admission, *, actor: Person, now: datetime) -> bool:
    """Store it; says whether the groups are others than before. Then all sessions are locked."""
    with saving(series=series, part="admission", actor=actor, now=now):
        _keep_rules(series, admission)
        stored = admission_of(Series.objects.get(pk=series.pk))
        has_other_tiers = _groups(stored) != _groups(admission)
        if has_other_tiers:
            locked_sessions(series)
            agree_on_tiers(series, now=now)
        series.who_may_come = admission.who_may_come
        series.how_seats_are_given = admission.how_seats_are_given
        series.eligible_rule_id = admission.rule_id
        series.eligible_stages.all().delete()
        EligibleStage.objects.bulk_create(
            EligibleStage(series=series, stage=stage) for stage in dict.fromkeys(admission.stages)
        )
        series.tiers.all().delete()
        Tier.objects.bulk_create(
            Tier(
                series=series,
                position=position,
                stages=list(tier.stages),
                disciplines=list(tier.disciplines),
                unit_id=tier.unit_id,
                rule_id=tier.rule_id,
            )
            for position, tier in enumerate(admission.tiers, start=1)
        )
    return has_other_tiers


def _groups(admission: Admission) -> list[tuple[object, ...]]:
    """The priority groups, whatever the order in which a group names its stages."""
    return [
        (frozenset(one.stages), frozenset(one.disciplines), one.unit_id, one.rule_id)
        for one in admission.tiers
    ]


def _keep_rules(series: Series, admission: Admission) -> None:
    """See that the rules it names are of its site, and stay until the transaction ends.

    Raises:
        SomebodySavedFirstError: one was removed since the form was read.
    """
    of_tiers = (tier.rule_id for tier in admission.tiers)
    named = {rule for rule in (admission.rule_id, *of_tiers) if rule is not None}
    rules = NamedRule.objects.select_for_update().filter(site=series.site_id, pk__in=named)
    if named and set(rules.values_list("pk", flat=True)) != named:
        raise SomebodySavedFirstError


def save_rsvp(
    *, series: Series, rsvp: Rsvp, any_order: bool, actor: Person, now: datetime
) -> Series:
    """When RSVPs open, and whether sessions can be taken in any order."""
    with saving(series=series, part="rsvp", actor=actor, now=now):
        series.rsvp_rule = rsvp.rule
        series.rsvp_days_before = rsvp.days_before if rsvp.rule == RsvpRule.DAYS_BEFORE else None
        series.rsvp_opens_on = rsvp.opens_on if rsvp.rule == RsvpRule.ON_DAY else None
        series.any_order = any_order
    return series


def save_contacts(
    *, series: Series, contacts: Sequence[ContactText], actor: Person, now: datetime
) -> Series:
    """Whom to ask, in this order. Rows keep their keys as far as there are rows."""
    with saving(series=series, part="contacts", actor=actor, now=now):
        stored = list(series.contacts.order_by("position", "pk"))
        for position, text in enumerate(contacts, start=1):
            contact = stored.pop(0) if stored else Contact(series=series)
            contact.position = position
            contact.name, contact.email, contact.stage = text.name, text.email, text.stage
            contact.save()
        Contact.objects.filter(pk__in=[one.pk for one in stored]).delete()
    return series


def save_questions(
    *, series: Series, questions: Sequence[QuestionText], actor: Person, now: datetime
) -> Series:
    """Questions and answers, in this order. Rows keep their keys as far as there are rows."""
    with saving(series=series, part="questions", actor=actor, now=now):
        stored = list(series.questions.order_by("position", "pk"))
        for position, text in enumerate(questions, start=1):
            question = stored.pop(0) if stored else Question(series=series)
            question.position = position
            question.question, question.answer = text.question, text.answer
            question.save()
        Question.objects.filter(pk__in=[one.pk for one in stored]).delete()
    return series
