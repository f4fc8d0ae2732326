"""What `stage` has done inside the site, where there are models. Not for the journeys themselves.

Time passes by moving what is stored back, for one series only, so that no other journey notices.
"""

import sys
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone
from every_kind import EVERY_KIND

from mentoringup.curriculum.domain.storing import load_pack
from mentoringup.curriculum.enums import Length, Mode
from mentoringup.curriculum.models import Part
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.organizations.models import Site
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person
from mentoringup.planning.domain.plans import create_plan
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.plan import Item, Plan, PlannedSession, Settings
from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.registration.domain.office import seat_by_hand
from mentoringup.registration.models import Draw, Registration
from mentoringup.registration.values import Asker
from mentoringup.training.content import AboutText, Admission, ContactText, SessionText, TierRule
from mentoringup.training.domain import series as writing
from mentoringup.training.domain.sessions import add_session
from mentoringup.training.domain.states import publish_series
from mentoringup.training.enums import RsvpRule
from mentoringup.training.models import Series, Session
from mentoringup.training.rsvp import Rsvp

WEEKS_AHEAD = 6
EVENING, HOURS = 18, 5
"""The hour at which a training ends, by the clock of its place, and how long it is."""
STAGES = ("graduate", "postdoc")
ROSA = "rosa.delgado@lakeside.example"


def publish(title: str, *, seats: int, opens_in_days: int) -> None:
    """Publish a series with one session and two tiers, and print its name in addresses."""
    now = timezone.now()
    site = Site.objects.get(slug="lakeside")
    today = now.astimezone(ZoneInfo(site.zone)).date()
    by = {"actor": Person.objects.get(email=ROSA), "now": now}
    term = site.terms.filter(ends_on__gte=today).earliest("ends_on")
    made = writing.create_series(site=site, title=title, term=term, mode=Mode.ONLINE, **by)
    about = AboutText(title=title, summary="One afternoon.", description="Come.", term_id=term.pk)
    writing.save_about(series=made, about=about, **by)
    tiers = (TierRule(stages=STAGES, disciplines=("biosciences",)), TierRule(stages=STAGES))
    writing.save_admission(series=made, admission=Admission(stages=STAGES, tiers=tiers), **by)
    rsvp = Rsvp(rule=RsvpRule.ON_DAY, opens_on=today + timedelta(days=opens_in_days))
    writing.save_rsvp(series=made, rsvp=rsvp, any_order=True, **by)
    contact = ContactText(name="Rosa Delgado", email=ROSA)
    writing.save_contacts(series=made, contacts=[contact], **by)
    text = SessionText(
        title=f"{title}, the session",
        description="Two cases about what a mentor and a mentee expect of each other.",
        objectives="Say one thing you have put off.",
        on=today + timedelta(weeks=WEEKS_AHEAD),
        start=time(16),
        end=time(17, 30),
        zone=site.zone,
        place="Room 4",
        capacity=seats,
    )
    add_session(delivery=made.implementations.get(), text=text, **by)
    made.refresh_from_db()
    blocking = publish_series(series=made, **by).blocking
    if blocking:
        raise RuntimeError([one.message for one in blocking])
    sys.stdout.write(made.slug)


def let_days_pass(slug: str, *, days: int) -> None:
    """Move the opening of a series, and every moment of its requests, mails and draws, back."""
    span = timedelta(days=days)
    series = Series.objects.get(slug=slug)
    series.rsvp_opens_on -= span
    series.save(update_fields=["rsvp_opens_on"])
    requests = Registration.objects.filter(session__implementation__series=series)
    moments = ("asked_at", "confirmed_at", "offered_until", "seated_at", "changed_at")
    requests.update(**{name: F(name) - span for name in moments})
    numbers = set(requests.values_list("pk", flat=True))
    mails = [
        mail.pk
        for mail in Mail.objects.filter(kind__startswith="registration.").only("check_with")
        if mail.check_with.get("registration") in numbers
    ]
    Mail.objects.filter(pk__in=mails).update(
        created_at=F("created_at") - span, sent_at=F("sent_at") - span
    )
    draws = Draw.objects.filter(session__implementation__series=series)
    draws.update(committed_at=F("committed_at") - span, drawn_at=F("drawn_at") - span)


def plan_a_session(name: str) -> None:
    """Plan a session with four items: a welcome, an activity with notes; and print its number."""
    now = timezone.now()
    pack = shipped_pack()
    ways = [
        (module, chosen)
        for module, length in (("welcome", Length.SHORT), ("communication", Length.SHORT))
        for chosen in pack.module_by_id[module].activities_in(length)
    ]
    items = tuple(
        Item(
            id=f"item000{number}",
            kind=ItemKind.ACTIVITY,
            minutes=activity.minutes_in(chosen.form),
            title=activity.title,
            module=module,
            activity=activity.id,
            form=chosen.form,
        )
        for number, (module, chosen) in enumerate(ways[:4])
        for activity in [pack.module_by_id[module].activity_by_id[chosen.activity]]
    )
    settings = Settings(pack=pack.id, edition=pack.editions[0].id, mode=Mode.ONLINE, group_size=12)
    session = PlannedSession(id="aaaaaaaa", title="Listening", minutes=60, items=items)
    made = create_plan(
        site=Site.objects.get(slug="lakeside"),
        name=name,
        plan=Plan(settings=settings, sessions=(session,)),
        actor=Person.objects.get(email=ROSA),
        now=now,
    )
    sys.stdout.write(str(made.pk))


def change_the_original(path: str, old: str, new: str) -> None:
    """Store the shared curriculum once more, with other words in one of its parts."""
    parts = Part.objects.filter(pack__slug="open", pack__site=None)
    texts = dict(parts.values_list("path", "text"))
    if old not in texts[path]:
        raise RuntimeError(f"{path} has no {old!r}")
    texts[path] = texts[path].replace(old, new, 1)
    load_pack(texts=texts, site=None, actor=None, now=timezone.now())


def ask_every_kind() -> None:
    """Give Lakeside a questionnaire with every kind of question, and print its number."""
    made = start_questionnaire(
        site=Site.objects.get(slug="lakeside"),
        name="Every kind of question",
        form=EVERY_KIND,
        actor=Person.objects.get(email=ROSA),
        now=timezone.now(),
    )
    sys.stdout.write(str(made.pk))


def seat_people(slug: str, people: list[tuple[str, str, str]]) -> None:
    """Seat people by hand in the only session, which teaches two modules."""
    session = Session.objects.get(implementation__series__slug=slug)
    session.modules.set(["expectations", "communication"])
    for email, name, language in people:
        seat_by_hand(
            session=session,
            asker=Asker(
                email=email,
                name=name,
                stage="postdoc",
                discipline="biosciences",
                language=language,
            ),
            reason="They asked by telephone.",
            actor=Person.objects.get(email=ROSA),
            now=timezone.now(),
        )


def end_training(slug: str) -> None:
    """Move the only session back, to a place where it is the early evening now."""
    now = timezone.now()
    ahead = (EVENING - now.hour + 12) % 24 - 12
    zone = ZoneInfo(f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT")
    ends = now - timedelta(minutes=1)
    starts = ends - timedelta(hours=HOURS)
    wall = starts.astimezone(zone)
    Session.objects.filter(implementation__series__slug=slug).update(
        zone=zone.key,
        starts_at=starts,
        ends_at=ends,
        local_date=wall.date(),
        local_start=wall.time(),
        local_end=ends.astimezone(zone).time(),
    )
