"""Plans to print: what the shipped templates begin, and files that are made once for all tests."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import count

import docx
from bs4 import BeautifulSoup
from docx.document import Document as WordDocument
from pptx import Presentation
from pptx.presentation import Presentation as Slides
from pypdf import PdfReader

from mentoringup.curriculum.enums import Form, Length, Mode
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.guides.enums import FORMATS_OF, FileFormat, GuideKind, Paper
from mentoringup.guides.making import GuideRequest, MadeFile, Occasion, make
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.plan import Item, Plan, PlannedSession, Settings
from mentoringup.planning.templates import plan_of, shipped_templates

EDITION = "postdocs-and-graduate-students"
PLACE = "Room 120"
NAME = "Mentoring Up, fall workshop"
TEMPLATES = tuple(template.id for template in shipped_templates())
PRINTED = (GuideKind.FACILITATOR, GuideKind.PACKET, GuideKind.AGENDA)
MADE = [(kind, format_) for kind, formats in FORMATS_OF.items() for format_ in formats]
STARTS_AT = datetime(2026, 10, 7, 20, 0, tzinfo=UTC)


@cache
def template_plan(template: str, *, mode: Mode = Mode.IN_PERSON, size: int = 12) -> Plan:
    """The plan that a shipped template begins with the shipped pack."""
    given = next(one for one in shipped_templates() if one.id == template)
    settings = Settings(pack="open", edition=EDITION, mode=mode, group_size=size)
    ids = (f"{number:08d}" for number in count(1))
    return plan_of(given, settings=settings, pack=shipped_pack(), language="en", ids=ids)


def module_plan(
    module: str,
    *,
    length: Length = Length.LONG,
    mode: Mode = Mode.IN_PERSON,
    size: int = 12,
    edition: str = EDITION,
) -> Plan:
    """One session of one module."""
    taught = shipped_pack().module_by_id[module]
    items = tuple(
        Item(
            id=f"{number:08d}",
            kind=ItemKind.ACTIVITY,
            minutes=taught.activity_by_id[one.activity].minutes_in(one.form),
            title=taught.activity_by_id[one.activity].title,
            module=module,
            activity=one.activity,
            form=one.form,
        )
        for number, one in enumerate(taught.activities_in(length, edition=edition, mode=mode))
    )
    return plan_with(*items, mode=mode, size=size, edition=edition)


def plan_with(
    *items: Item, mode: Mode = Mode.IN_PERSON, size: int = 12, edition: str = EDITION
) -> Plan:
    """One session of these items."""
    minutes = sum(item.minutes for item in items)
    session = PlannedSession(id="session1", title="Morning", minutes=minutes, items=items)
    settings = Settings(pack="open", edition=edition, mode=mode, group_size=size)
    return Plan(settings=settings, sessions=(session,))


def an_item(kind: ItemKind = ItemKind.OWN, *, minutes: int = 10, **more) -> Item:
    """One item."""
    return Item(**{"id": "item0001", "kind": kind, "minutes": minutes, "title": "Lunch"} | more)


def an_activity(module: str, activity: str, *, minutes: int = 0, form: Form = Form.FULL) -> Item:
    """One activity of the shipped pack."""
    found = shipped_pack().module_by_id[module].activity_by_id[activity]
    return Item(
        id="item0002",
        kind=ItemKind.ACTIVITY,
        minutes=minutes or found.minutes_in(form),
        title=found.title,
        module=module,
        activity=activity,
        form=form,
    )


def weekly(plan: Plan) -> Mapping[str, Occasion]:
    """A session a week, from STARTS_AT on."""
    return {
        session.id: Occasion(
            starts_at=STARTS_AT + timedelta(days=7 * week),
            zone="America/Los_Angeles",
            place=PLACE,
        )
        for week, session in enumerate(plan.sessions)
    }


def request_of(plan: Plan, kind: GuideKind, format_: FileFormat, **more) -> GuideRequest:
    """Ask for a document of a plan."""
    given = {
        "plan": plan,
        "pack": shipped_pack(),
        "name": NAME,
        "site": "Office of Postdocs",
        "kind": kind,
        "format": format_,
        "paper": Paper.LETTER,
        "occasions": weekly(plan),
    }
    return GuideRequest(**given | more)


def made(plan: Plan, kind: GuideKind, format_: FileFormat, **more) -> MadeFile:
    """Make a document of a plan."""
    return make(request_of(plan, kind, format_, **more), progress=lambda _percent, _step: None)


@cache
def file_of(template: str, kind: GuideKind, format_: FileFormat) -> MadeFile:
    """A document of a shipped template, made once."""
    return made(template_plan(template), kind, format_)


@cache
def large_file_of(template: str, kind: GuideKind, format_: FileFormat) -> MadeFile:
    """The same in large print, made once."""
    return made(template_plan(template), kind, format_, is_large=True)


@cache
def module_file(module: str, kind: GuideKind, format_: FileFormat) -> MadeFile:
    """A document of one module, made once."""
    return made(module_plan(module), kind, format_)


def pdf(content: bytes) -> PdfReader:
    """A PDF to look into."""
    return PdfReader(BytesIO(content))


def pdf_words(content: bytes) -> str:
    """All words of a PDF with single spaces between."""
    return " ".join(" ".join(page.extract_text() for page in pdf(content).pages).split())


def word(content: bytes) -> WordDocument:
    """A Word file to look into."""
    return docx.Document(BytesIO(content))


def page(content: bytes) -> BeautifulSoup:
    """A web page to look into."""
    return BeautifulSoup(content.decode(), "html.parser")


def slides(content: bytes) -> Slides:
    """A PowerPoint file to look into."""
    return Presentation(BytesIO(content))


def curly(words: str) -> str:
    """Words as they are set: typographic quotation marks apart, on one line."""
    return " ".join(words.translate(str.maketrans("“”‘’", "\"\"''")).split())
