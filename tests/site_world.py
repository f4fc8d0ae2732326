"""One of everything that addresses of the site can name, made when it is asked for."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.utils import timezone

from answered_wave import AskedPeople, Respondent, ask_people
from frozen_answers import frozen_answers, ready_run
from mentoreval.instruments.shelf import pack_content
from mentoringup.access.permissions import NETWORK_ROLES, Role
from mentoringup.audit.domain import record
from mentoringup.audit.models import Entry
from mentoringup.curriculum.enums import Mode
from mentoringup.delivery.models import Delivery
from mentoringup.eligibility.models import NamedRule, Roster
from mentoringup.evaluation.domain.uploads import begin_upload
from mentoringup.evaluation.models import DataSet, Run, Upload
from mentoringup.evaluation.uploads.looking import UploadedFile
from mentoringup.guides.models import Guide
from mentoringup.organizations.models import (
    Affiliation,
    Institution,
    Invitation,
    Membership,
    Site,
    Unit,
)
from mentoringup.organizations.tokens import hash_of
from mentoringup.outbox.domain import write_mail
from mentoringup.outbox.models import Mail
from mentoringup.people.domain import merge_persons
from mentoringup.people.models import Merge, Person
from mentoringup.planning.enums import Change
from mentoringup.planning.models import Plan
from mentoringup.planning.plan import Plan as PlanDocument
from mentoringup.planning.plan import PlannedSession, Settings, to_document
from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.questionnaires.form.starting import post_form
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.registration.drawing import commitment_of
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.models import Draw, Hold, Registration
from mentoringup.surveys.domain.setting_up import turn_on
from mentoringup.surveys.enums import AudienceKind
from mentoringup.surveys.models import PaperForm, Participant, Survey, Wave
from mentoringup.surveys.setup import Setup
from mentoringup.training.domain.importing import import_page
from mentoringup.training.domain.series import create_series
from mentoringup.training.domain.sessions import remove_session
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import (
    Implementation,
    PageImport,
    RemovedSession,
    Series,
    Session,
)

SITE_ROLES = tuple(role for role in Role if role not in NETWORK_ROLES)
START = datetime(2026, 10, 14, 23, tzinfo=UTC)


def make_person(name: str) -> Person:
    """Somebody with a verified address."""
    email = f"{name}-{uuid4().hex[:8]}@example.org"
    person = Person.objects.create_user(email, given_name=name.title())
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


class World:
    """A site and what belongs to it. A second world is another site at the same institution."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        institution, _ = Institution.objects.get_or_create(name="Lakeside University")
        self.institution = institution
        self.site = Site.objects.create(
            institution=institution,
            name=f"Office {slug}",
            slug=slug,
            zone="America/Los_Angeles",
            contact_email=f"{slug}@example.org",
        )

    def client(self, *roles: Role) -> Client:
        """A browser in which somebody with these roles is signed in."""
        person = make_person("colleague")
        for role in roles:
            site = None if role in NETWORK_ROLES else self.site
            Membership.objects.create(
                person=person, site=site, role=role, granted_at=timezone.now()
            )
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    @cached_property
    def unit(self) -> Unit:
        return Unit.objects.create(site=self.site, name="School of Medicine")

    @cached_property
    def rule(self) -> NamedRule:
        tree = {"all": [{"unit": [self.unit.pk]}, {"not": {"roster": [self.roster.pk]}}]}
        return NamedRule.objects.create(site=self.site, name="Own people", tree=tree)

    @cached_property
    def roster(self) -> Roster:
        """A roster with two people on it."""
        roster = Roster.objects.create(site=self.site, name="Trainees")
        roster.entries.create(email="grace@example.org", name="Grace", unit=self.unit)
        roster.entries.create(email="lin@example.org", stage="postdoc")
        return roster

    @cached_property
    def member(self) -> Membership:
        """A role of somebody at the site."""
        return Membership.objects.create(
            person=make_person("member"),
            site=self.site,
            role=Role.CODER,
            granted_at=timezone.now(),
        )

    @cached_property
    def network_member(self) -> Membership:
        """A role of somebody in the network."""
        return Membership.objects.create(
            person=make_person("networker"),
            role=Role.NETWORK_EVALUATOR,
            granted_at=timezone.now(),
        )

    @cached_property
    def invitation(self) -> Invitation:
        return self._invitation(self.site, Role.CODER)

    @cached_property
    def network_invitation(self) -> Invitation:
        return self._invitation(None, Role.NETWORK_EVALUATOR)

    @cached_property
    def token(self) -> str:
        """Of the link of the invitation."""
        return f"token-of-{self.invitation.email}"

    def _invitation(self, site: Site | None, role: Role) -> Invitation:
        email = f"new-{uuid4().hex[:8]}@example.org"
        now = timezone.now()
        return Invitation.objects.create(
            site=site,
            role=role,
            email=email,
            token_sha256=hash_of(f"token-of-{email}"),
            invited_at=now,
            sent_at=now,
            expires_at=now + timedelta(days=14),
        )

    @cached_property
    def person(self) -> Person:
        """Somebody of the site's people."""
        return self._of_the_unit("ada")

    @cached_property
    def twin(self) -> Person:
        """The same somebody, entered twice."""
        return self._of_the_unit("ada")

    @cached_property
    def merge(self) -> Merge:
        """Two others, merged into one."""
        return merge_persons(
            keep=self._of_the_unit("lin"),
            absorb=self._of_the_unit("lin"),
            choices={},
            actor=None,
            now=timezone.now(),
            site_id=self.site.pk,
        )

    def _of_the_unit(self, name: str) -> Person:
        person = make_person(name)
        Affiliation.objects.create(person=person, unit=self.unit)
        return person

    @cached_property
    def mail(self) -> Mail:
        with transaction.atomic():
            return write_mail(
                kind="test",
                to="ada@example.org",
                subject="Hello",
                text="Hello",
                site_id=self.site.pk,
                now=timezone.now(),
            )

    @cached_property
    def entry(self) -> Entry:
        """A line of the history, about the unit."""
        with transaction.atomic():
            return record(
                verb="unit.added",
                thing=self.unit,
                actor=self.person,
                now=timezone.now(),
                site_id=self.site.pk,
                name=self.unit.name,
            )

    @cached_property
    def draft(self) -> Series:
        """A series that nobody outside sees yet."""
        return self._series("Draft")

    @cached_property
    def delivery(self) -> Implementation:
        """Of the draft."""
        return self.draft.implementations.get()

    @cached_property
    def session(self) -> Session:
        """A session of the draft."""
        return self._session(self.delivery, SessionState.DRAFT, "session")

    @cached_property
    def seat_request(self) -> Registration:
        """A request for the session of the draft, in line."""
        now = timezone.now()
        return Registration.objects.create(
            session=self.session,
            person=self.person,
            email=self.person.email,
            name="Ada",
            state=RegistrationState.QUEUED,
            tier=0,
            place=1,
            ticket=1,
            asked_at=now,
            confirmed_at=now,
            changed_at=now,
        )

    @cached_property
    def hold(self) -> Hold:
        """A seat of the session of the draft that nobody is to get."""
        return Hold.objects.create(session=self.session, seats=1, made_at=timezone.now())

    @cached_property
    def removed(self) -> RemovedSession:
        """A session of the draft that was removed."""
        session = self._session(self.delivery, SessionState.DRAFT, "removed")
        return remove_session(session=session, actor=self.person, now=timezone.now())

    @cached_property
    def page_import(self) -> PageImport:
        """What was pasted to make the draft."""
        return PageImport.objects.create(
            series=self.draft, text="A page", imported_at=timezone.now()
        )

    @cached_property
    def live(self) -> Series:
        """A published series with one session."""
        series = self._series("Live")
        self._session(series.implementations.get(), SessionState.PUBLISHED, "session")
        series.state, series.published_at = SeriesState.PUBLISHED, START
        series.save()
        return series

    @cached_property
    def sealed_draw(self) -> Draw:
        """A draw for the session of the published series."""
        seed = "5f" * 32
        return Draw.objects.create(
            session=Session.objects.get(implementation__series=self.live),
            tier=0,
            seed=seed,
            commitment=commitment_of(seed),
            committed_at=timezone.now(),
        )

    @cached_property
    def imported(self) -> Series:
        """A draft that was made from a page that somebody pasted."""
        text = "Mentoring Up\n\nDate & Time: October 14, 2026, 4:00 – 5:30 PM\n\nLocation: Zoom"
        return import_page(site=self.site, text=text, actor=self.person, now=timezone.now())

    @cached_property
    def asked_people(self) -> AskedPeople:
        """An open wave; the first of its people has sent, and is changing her answers."""
        people = ask_people(self.site, timezone.now())
        Survey.objects.filter(pk=people.survey.pk).update(invites_mentors=True)
        ada = Respondent(people, people.tokens[0])
        ada.answer_all(plan="Ask every week.")
        ada.begin()
        return people

    @cached_property
    def paper_form(self) -> PaperForm:
        """A form on paper that was typed in once."""
        wave = self.asked_people.wave
        return PaperForm.objects.create(wave=wave, number=7, first={"hours": "3"})

    @cached_property
    def asked_public(self) -> AskedPeople:
        """An open wave with a link for everybody."""
        return ask_people(self.site, timezone.now(), audience=AudienceKind.PUBLIC)

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The ready-made questionnaire after a training, as it begins."""
        return start_questionnaire(
            site=self.site,
            name="After the training",
            form=post_form(),
            actor=self.person,
            now=timezone.now(),
        )

    @cached_property
    def plan(self) -> Plan:
        """A plan at its first revision, with nothing in it."""
        settings = Settings(
            pack="open",
            edition="postdocs-and-graduate-students",
            mode=Mode.ONLINE,
            group_size=12,
        )
        session = PlannedSession(id="sess0001", title="First", minutes=90)
        document = to_document(PlanDocument(settings=settings, sessions=(session,)))
        now = timezone.now()
        plan = Plan.objects.create(
            site=self.site, name="Four hours", document=document, created_at=now, changed_at=now
        )
        plan.revisions.create(number=1, document=document, change=Change.CREATED, made_at=now)
        return plan

    @cached_property
    def room(self) -> Delivery:
        """The open room of the plan's session."""
        return Delivery.objects.create(
            plan=self.plan, key="sess0001", revision=1, opened_at=timezone.now()
        )

    @cached_property
    def guide(self) -> Guide:
        """A document that was made of the plan."""
        now = timezone.now()
        return Guide.objects.create(
            plan=self.plan,
            revision=1,
            kind="agenda",
            format="pdf",
            language="en",
            state="ready",
            progress=100,
            content=b"%PDF",
            file_name="agenda.pdf",
            asked_at=now,
            made_at=now,
        )

    @cached_property
    def data_set(self) -> DataSet:
        """Answers of eight people, six of them in words, too."""
        texts = tuple(f"I wrote answer {number}" for number in range(6))
        return frozen_answers(
            self.site, timezone.now(), people=8, training=f"T-{self.slug}", texts=texts
        )

    @cached_property
    def upload(self) -> Upload:
        """An export of another program whose columns are being placed."""
        table = "consent,email,mca01_before,mca01_now\n" + "yes,a@x.org,3,5\n" * 8
        return begin_upload(
            site=self.site,
            file=UploadedFile(name="answers.csv", content=table.encode()),
            instrument=pack_content("mca-21-mentee").decode(),
            actor=self.person,
            now=timezone.now(),
        )

    @cached_property
    def run(self) -> Run:
        """An evaluation of it that is ready."""
        return ready_run(self.site, timezone.now(), self.data_set)

    @cached_property
    def survey(self) -> Survey:
        """The evaluation of the draft, for the people of a list."""
        return self._survey(self.delivery, AudienceKind.ROSTER)

    @cached_property
    def participant(self) -> Participant:
        """Somebody whom that survey asks."""
        return Participant.objects.create(
            survey=self.survey, email="ada@example.org", name="Ada", nonce="nonce"
        )

    @cached_property
    def survey_wave(self) -> Wave:
        """Its wave after the training, still to come."""
        return self.survey.waves.get()

    @cached_property
    def public_wave(self) -> Wave:
        """A planned wave of the published series, for whoever has the link."""
        return self._survey(self.live.implementations.get(), AudienceKind.PUBLIC).waves.get()

    def _survey(self, implementation: Implementation, audience: AudienceKind) -> Survey:
        return turn_on(
            implementation=implementation,
            setup=Setup(audience=audience),
            actor=self.person,
            now=timezone.now(),
        )

    def _series(self, title: str) -> Series:
        title = f"{title} {self.slug}"
        return create_series(site=self.site, title=title, actor=self.person, now=timezone.now())

    def _session(self, delivery: Implementation, state: SessionState, slug: str) -> Session:
        local = START.replace(tzinfo=None) - timedelta(hours=7)
        return Session.objects.create(
            implementation=delivery,
            slug=slug,
            position=delivery.sessions.count() + 1,
            title="Aligning Expectations",
            local_date=local.date(),
            local_start=local.time(),
            local_end=(local + timedelta(minutes=90)).time(),
            zone="America/Los_Angeles",
            starts_at=START,
            ends_at=START + timedelta(minutes=90),
            place="Zoom",
            state=state,
        )
