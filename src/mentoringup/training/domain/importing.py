"""A draft series from a page that exists elsewhere."""

from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.curriculum.domain.queries import editions_in, modules_in
from mentoringup.curriculum.models import Edition
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.training.content import (
    AboutText,
    Admission,
    ContactText,
    ProgramText,
    QuestionText,
    SessionText,
    TierRule,
)
from mentoringup.training.domain.series import (
    create_series,
    save_about,
    save_admission,
    save_contacts,
    save_questions,
    save_rsvp,
)
from mentoringup.training.domain.sessions import add_session
from mentoringup.training.domain.states import change_session_state
from mentoringup.training.enums import SessionState
from mentoringup.training.models import PageImport, Series
from mentoringup.training.moments import FIRST_DAY, LAST_DAY
from mentoringup.training.page import ModuleOnPage, SeriesPage, SessionOnPage
from mentoringup.training.page_import.imported import ImportedPage
from mentoringup.training.page_import.reading import read_page
from mentoringup.training.rsvp import Rsvp

_LONGEST = {"title": 200, "summary": 400, "name": 200, "email": 254, "question": 300, "link": 500}


@transaction.atomic
def import_page(*, site: Site, text: str, actor: Person, now: datetime) -> Series:
    """Read a pasted page into a draft series, and keep what was pasted with it.

    Raises:
        PageImportError: the page can't be read; the text of the error says why.
    """
    modules = tuple(
        ModuleOnPage(id=one.id, name=one.name, aliases=one.aliases, objectives=one.objectives)
        for one in modules_in(site.language)
    )
    found = read_page(
        text,
        zone=site.zone,
        language=site.language,
        modules=modules,
        today=now.astimezone(ZoneInfo(site.zone)).date(),
    )
    return _Importer(site=site, actor=actor, now=now).store(text, found)


class _Importer:
    """One import. What is too long for its column is cut there and kept in `cut`."""

    def __init__(self, *, site: Site, actor: Person, now: datetime) -> None:
        self.site = site
        self.actor = actor
        self.now = now
        self.cut: list[str] = []

    def store(self, text: str, found: ImportedPage) -> Series:
        page = found.page
        title = self._fit("title", page.title) or _("Imported series")
        series = create_series(
            site=self.site,
            title=title,
            edition=_edition_for(page, self.site.language),
            actor=self.actor,
            now=self.now,
        )
        self._store_texts(series, page)
        self._store_rules(series, page)
        for session in page.sessions:
            self._store_session(series, session)
        left = [{"line": one.line, "text": one.text} for one in found.not_understood]
        PageImport.objects.create(
            series=series,
            text=text,
            understood=[asdict(one) for one in found.understood],
            not_understood=[*left, *({"line": 0, "text": words} for words in self.cut)],
            assumed=[str(one) for one in found.assumed],
            imported_at=self.now,
        )
        record(
            verb="series.imported",
            thing=series,
            actor=self.actor,
            now=self.now,
            site_id=self.site.pk,
            name=series.title,
        )
        return series

    def _store_texts(self, series: Series, page: SeriesPage) -> None:
        about = AboutText(
            title=series.title,
            summary=self._fit("summary", page.summary),
            description=page.description,
        )
        save_about(series=series, about=about, actor=self.actor, now=self.now)
        questions = [
            QuestionText(question=self._fit("question", one.question), answer=one.answer)
            for one in page.questions
        ]
        save_questions(series=series, questions=questions, actor=self.actor, now=self.now)
        contacts = [
            ContactText(
                name=self._fit("name", one.name),
                email=self._fit("email", one.email),
                stage=one.stage,
            )
            for one in page.contacts
        ]
        save_contacts(series=series, contacts=contacts, actor=self.actor, now=self.now)

    def _store_rules(self, series: Series, page: SeriesPage) -> None:
        units = {unit.name.casefold(): unit.pk for unit in self.site.units.all()}
        self.cut += [t.unit for t in page.tiers if t.unit and t.unit.casefold() not in units]
        admission = Admission(
            stages=page.stages,
            who_may_come=page.who_may_come,
            how_seats_are_given=page.how_seats_are_given,
            tiers=tuple(
                TierRule(
                    stages=tier.stages,
                    disciplines=tier.disciplines,
                    unit_id=units.get(tier.unit.casefold()),
                )
                for tier in page.tiers
            ),
        )
        save_admission(series=series, admission=admission, actor=self.actor, now=self.now)
        save_rsvp(
            series=series,
            rsvp=Rsvp(
                rule=page.rsvp_rule,
                days_before=page.rsvp_days_before,
                opens_on=page.rsvp_opens_on,
            ),
            any_order=page.any_order,
            actor=self.actor,
            now=self.now,
        )

    def _store_session(self, series: Series, one: SessionOnPage) -> None:
        on = one.on if one.on and FIRST_DAY <= one.on <= LAST_DAY else None
        if one.on and on is None:
            self.cut.append(one.on.isoformat())
        text = SessionText(
            title=self._fit("title", one.title),
            description=one.description,
            objectives="\n".join(one.objectives),
            on=on,
            start=one.start,
            end=one.end,
            zone=one.zone,
            place=self._fit("title", one.place),
            link=self._fit("link", one.link),
            capacity=one.capacity,
            modules=one.modules,
            programs=tuple(ProgramText(name=self._fit("title", name)) for name in one.programs),
        )
        session = add_session(
            delivery=series.implementations.get(),
            text=text,
            keep_impossible_time=True,
            actor=self.actor,
            now=self.now,
        )
        if one.state == SessionState.TO_BE_ANNOUNCED:
            change_session_state(
                session=session, to=SessionState.TO_BE_ANNOUNCED, actor=self.actor, now=self.now
            )

    def _fit(self, column: str, words: str) -> str:
        if len(words) <= _LONGEST[column]:
            return words
        self.cut.append(words)
        return words[: _LONGEST[column]]


def _edition_for(page: SeriesPage, language: str) -> Edition | None:
    """The smallest edition that has all modules of the page, else none."""
    taught = {module for session in page.sessions for module in session.modules}
    fitting = [one for one in editions_in(language) if taught <= set(one.modules)]
    if not taught or not fitting:
        return None
    return Edition.objects.get(pk=min(fitting, key=lambda one: (len(one.modules), one.id)).id)
