"""A new series from last year's: what is copied, what is moved, what is left behind."""

from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from mentoringup.audit.domain import record
from mentoringup.organizations.calendars import TermDates
from mentoringup.organizations.domain.queries import terms_of
from mentoringup.organizations.models import Term
from mentoringup.people.models import Person
from mentoringup.training.content import ProgramText, SessionText
from mentoringup.training.domain.saving import free_series_slug
from mentoringup.training.domain.sessions import add_session, write_programs
from mentoringup.training.enums import RsvpRule, SeriesState, SessionState
from mentoringup.training.models import (
    CoListing,
    Contact,
    EligibleStage,
    Implementation,
    Question,
    Series,
    Session,
    Tier,
)
from mentoringup.training.moments import MomentError
from mentoringup.training.moving import Left, LeftBehind, move_day


@transaction.atomic
def copy_series(
    *, series: Series, title: str, term: Term, with_places: bool, actor: Person, now: datetime
) -> Series:
    """A draft like a series, in another term of the same site.

    Texts, rules, contacts, questions, deliveries and sessions are copied; dates are moved to the
    same weekday in the same week of the corresponding term. `not_copied` of the new series lists
    the rest.
    """
    copier = _Copier(series, term=term, with_places=with_places, actor=actor, now=now)
    return copier.copy(title)


class _Copier:
    """One copy, with its notes of what is left behind."""

    def __init__(
        self, series: Series, *, term: Term, with_places: bool, actor: Person, now: datetime
    ) -> None:
        self.old = series
        self.term = term
        self.with_places = with_places
        self.actor = actor
        self.now = now
        self.terms = terms_of(site=series.site)
        self.first_new = next(one for one in self.terms if one.id == term.pk)
        self.first_old = self._first_old()
        self.left: list[LeftBehind] = []

    def copy(self, title: str) -> Series:
        new = Series.objects.get(pk=self.old.pk)
        new.pk = None
        new._state.adding = True  # noqa: SLF001  Django's documented way to copy a row
        new.title = title
        new.slug = free_series_slug(site=self.old.site, title=title)
        new.term, new.copied_from = self.term, self.old
        new.state, new.published_at = SeriesState.DRAFT, None
        new.version, new.reported = 1, ""
        self._move_rsvp_day(new)
        new.save()
        self._copy_rows(new)
        deliveries = {
            delivery.pk: self._copy_delivery(delivery, new)
            for delivery in self.old.implementations.order_by("pk")
        }
        sessions = Session.objects.filter(implementation__series=self.old)
        for session in sessions.order_by("position", "pk"):
            self._copy_session(session, deliveries[session.implementation_id])
        self.left += [LeftBehind(what=Left.STATE), LeftBehind(what=Left.REGISTRATIONS)]
        new.not_copied = [asdict(one) for one in self.left]
        new.save(update_fields=["not_copied"])
        record(
            verb="series.copied",
            thing=new,
            actor=self.actor,
            now=self.now,
            site_id=new.site_id,
            name=title,
            detail={"from": self.old.pk},
        )
        return new

    def _first_old(self) -> TermDates | None:
        """The term of the old series, else that of its first dated session."""
        if self.old.term_id:
            return next((one for one in self.terms if one.id == self.old.term_id), None)
        days = Session.objects.filter(
            implementation__series=self.old, local_date__isnull=False
        ).order_by("local_date")
        for day in days.values_list("local_date", flat=True):
            for term in self.terms:
                if day and term.starts_on <= day <= term.ends_on:
                    return term
        return None

    def _moved(self, day: date) -> date | Left:
        return move_day(day, first_old=self.first_old, first_new=self.first_new, terms=self.terms)

    def _move_rsvp_day(self, new: Series) -> None:
        if new.rsvp_rule != RsvpRule.ON_DAY or new.rsvp_opens_on is None:
            return
        was = new.rsvp_opens_on
        moved = self._moved(was)
        if isinstance(moved, Left):
            new.rsvp_rule, new.rsvp_opens_on = RsvpRule.TERM_START, None
        else:
            new.rsvp_opens_on = moved
        self.left.append(LeftBehind(what=Left.RSVP_DAY, was=was.isoformat()))

    def _copy_rows(self, new: Series) -> None:
        rows: list[EligibleStage | Tier | Contact | Question] = [
            *self.old.eligible_stages.all(),
            *self.old.tiers.all(),
            *self.old.contacts.all(),
            *self.old.questions.all(),
        ]
        for row in rows:
            row.pk, row.series = None, new
            row._state.adding = True  # noqa: SLF001  Django's documented way to copy a row
            row.save()

    def _copy_delivery(self, delivery: Implementation, new: Series) -> Implementation:
        copy = Implementation.objects.create(
            series=new,
            edition=delivery.edition,
            audience=delivery.audience,
            mode=delivery.mode,
            name=delivery.name,
        )
        copy.facilitators.set(delivery.facilitators.all())
        copy.co_hosts.set(delivery.co_hosts.all())
        write_programs(
            _programs(delivery.co_listings.filter(session=None)), delivery=copy, session=None
        )
        return copy

    def _copy_session(self, session: Session, delivery: Implementation) -> None:
        text = self._moved_text(session)
        try:
            text.span()
        except MomentError:
            self._leave(session, Left.TIME_SKIPPED, was=str(session.local_start))
            text = replace(text, start=None, end=None)
        if session.link:
            self._leave(session, Left.LINK)
        if session.place and not self.with_places:
            self._leave(session, Left.PLACE, was=session.place)
        if session.state == SessionState.CANCELLED:
            self._leave(session, Left.CANCELLED)
        add_session(delivery=delivery, text=text, actor=self.actor, now=self.now)

    def _moved_text(self, session: Session) -> SessionText:
        on = session.local_date
        if on is not None:
            moved = self._moved(on)
            if isinstance(moved, Left):
                self._leave(session, moved, was=on.isoformat())
            on = None if isinstance(moved, Left) else moved
        return SessionText(
            title=session.title,
            description=session.description,
            objectives=session.objectives,
            on=on,
            start=session.local_start,
            end=session.local_end,
            zone=session.zone,
            place=session.place if self.with_places else "",
            capacity=session.capacity,
            modules=tuple(module.pk for module in session.modules.all()),
            programs=_programs(session.co_listings.all()),
        )

    def _leave(self, session: Session, what: Left, *, was: str = "") -> None:
        self.left.append(LeftBehind(what=what, session=session.title, was=was))


def _programs(rows: QuerySet[CoListing]) -> tuple[ProgramText, ...]:
    return tuple(ProgramText(name=one.program, url=one.url) for one in rows)
