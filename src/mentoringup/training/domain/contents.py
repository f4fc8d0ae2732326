"""What is stored, as the values that coordinators write: what forms begin with."""

from mentoringup.training.content import (
    AboutText,
    Admission,
    ContactText,
    DeliveryText,
    ProgramText,
    QuestionText,
    SessionText,
    TierRule,
)
from mentoringup.training.models import Implementation, Series, Session


def about_of(series: Series) -> AboutText:
    """Its title, summary, description and term."""
    return AboutText(
        title=series.title,
        summary=series.summary,
        description=series.description,
        term_id=series.term_id,
    )


def admission_of(series: Series) -> Admission:
    """Who may come, and in which order seats are given."""
    return Admission(
        stages=tuple(one.stage for one in series.eligible_stages.all()),
        rule_id=series.eligible_rule_id,
        who_may_come=series.who_may_come,
        tiers=tuple(
            TierRule(
                stages=tuple(tier.stages),
                disciplines=tuple(tier.disciplines),
                unit_id=tier.unit_id,
                rule_id=tier.rule_id,
            )
            for tier in series.tiers.all()
        ),
        how_seats_are_given=series.how_seats_are_given,
    )


def contacts_of(series: Series) -> tuple[ContactText, ...]:
    """Whom to ask."""
    return tuple(
        ContactText(name=one.name, email=one.email, stage=one.stage)
        for one in series.contacts.all()
    )


def questions_of(series: Series) -> tuple[QuestionText, ...]:
    """Questions and answers."""
    return tuple(
        QuestionText(question=one.question, answer=one.answer) for one in series.questions.all()
    )


def delivery_of(delivery: Implementation) -> DeliveryText:
    """How it is delivered."""
    return DeliveryText(
        edition_id=delivery.edition_id,
        audience=delivery.audience,
        mode=delivery.mode,
        name=delivery.name,
        facilitators=tuple(sorted(person.pk for person in delivery.facilitators.all())),
        co_hosts=tuple(sorted(site.pk for site in delivery.co_hosts.all())),
        programs=tuple(
            ProgramText(name=one.program, url=one.url)
            for one in delivery.co_listings.all()
            if one.session_id is None
        ),
    )


def session_of(session: Session) -> SessionText:
    """A session as it is written."""
    return SessionText(
        title=session.title,
        description=session.description,
        objectives=session.objectives,
        on=session.local_date,
        start=session.local_start,
        end=session.local_end,
        zone=session.zone,
        place=session.place,
        link=session.link,
        capacity=session.capacity,
        modules=tuple(module.pk for module in session.modules.all()),
        programs=tuple(
            ProgramText(name=one.program, url=one.url) for one in session.co_listings.all()
        ),
    )
