"""A plan of a site with the shipped pack, and a printing press that prints nothing but its name."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.curriculum.domain.storing import load_pack
from mentoringup.curriculum.enums import Form, Mode
from mentoringup.curriculum.models import Pack
from mentoringup.curriculum.pack import files
from mentoringup.guides.domain.asking import ask_for_guides
from mentoringup.guides.domain.making import make_file
from mentoringup.guides.enums import MEDIA_TYPES, FileFormat, GuideKind, Paper
from mentoringup.guides.making import GuideRequest, MadeFile
from mentoringup.guides.models import Guide
from mentoringup.guides.values import Wish
from mentoringup.people.models import Person
from mentoringup.planning.domain.queries import StoredPlan, plan_at
from mentoringup.planning.enums import Change, ItemKind
from mentoringup.planning.models import Plan as PlanRow
from mentoringup.planning.models import PlanRevision
from mentoringup.planning.plan import Item, Plan, PlannedSession, Settings, to_document

GUIDE = Wish(
    kind=GuideKind.FACILITATOR,
    format=FileFormat.PDF,
    paper=Paper.LETTER,
    is_large=False,
    language="en",
)


@pytest.fixture
def pack(db, now) -> Pack:  # noqa: ARG001  opens the database
    """The shipped one; loading it again changes nothing."""
    return load_pack(texts=files.shipped_texts(), site=None, actor=None, now=now)


@pytest.fixture
def facilitator(make_staff, site) -> Person:
    return make_staff(Role.FACILITATOR, site)


@pytest.fixture
def client(signed_in, facilitator) -> Client:
    return signed_in(facilitator)


@pytest.fixture
def stored(site, pack, now) -> StoredPlan:
    """A plan of one session at its first revision."""
    document = to_document(a_plan(pack.slug))
    row = PlanRow.objects.create(
        site=site, name="Four hours", document=document, created_at=now, changed_at=now
    )
    PlanRevision.objects.create(
        plan=row, number=1, document=document, change=Change.CREATED, made_at=now
    )
    return plan_at(site=site, plan_id=row.pk)


@pytest.fixture
def revise(site, stored, now) -> Callable[[], StoredPlan]:
    """Change the plan: one revision more."""

    def change() -> StoredPlan:
        row = stored.row
        row.refresh_from_db()
        row.latest += 1
        PlanRevision.objects.create(
            plan=row,
            number=row.latest,
            after=row.revision,
            document=to_document(a_plan("open", minutes=60 + row.latest)),
            change=Change.TIMED,
            made_at=now,
        )
        row.revision = row.latest
        row.document = row.revisions.get(number=row.latest).document
        row.save()
        return plan_at(site=site, plan_id=row.pk)

    return change


@pytest.fixture
def ask(stored, facilitator, now) -> Callable[..., Guide]:
    """Have the facilitator ask for one document."""

    def asking(wish: Wish = GUIDE, **more) -> Guide:
        given = {"stored": stored, "wishes": [wish], "actor": facilitator, "now": now} | more
        (guide,) = ask_for_guides(**given)
        return guide

    return asking


@pytest.fixture
def make(now) -> Callable[..., Guide]:
    """Do the work of the job, with a press that is quick."""

    def making(guide: Guide, press: Callable[..., MadeFile] | None = None) -> Guide:
        make_file(guide_id=guide.pk, clock=lambda: now, making=press or a_press)
        return Guide.objects.get(pk=guide.pk)

    return making


@pytest.fixture
def wish() -> Wish:
    """The guide for facilitators, as PDF on Letter."""
    return GUIDE


@pytest.fixture
def press() -> Callable[..., MadeFile]:
    """What `make` prints with, if nothing else is said."""
    return a_press


@pytest.fixture
def words() -> Callable[..., str]:
    """The words of a page, without its menus."""

    def read(answer) -> str:
        page = BeautifulSoup(answer.content, "html.parser")
        return " ".join((page.find("main") or page).get_text(" ").split())

    return read


def a_plan(pack: str, *, minutes: int = 60) -> Plan:
    item = Item(
        id="item0001",
        kind=ItemKind.OWN,
        minutes=minutes,
        title="Talk in pairs",
        form=Form.FULL,
    )
    session = PlannedSession(id="sess0001", title="First", minutes=90, items=(item,))
    settings = Settings(
        pack=pack, edition="postdocs-and-graduate-students", mode=Mode.IN_PERSON, group_size=12
    )
    return Plan(settings=settings, sessions=(session,))


def a_press(request: GuideRequest, *, progress: Callable[[int, str], None]) -> MadeFile:
    progress(50, "Setting the pages")
    minutes = request.plan.training_minutes
    return MadeFile(
        name=f"guía-{minutes}.{request.format.value}",
        media_type=MEDIA_TYPES[request.format],
        content=f"{request.kind.value} of {minutes} minutes".encode(),
    )
