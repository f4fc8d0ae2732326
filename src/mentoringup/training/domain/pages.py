"""From stored series to pages as values, in a number of queries that doesn't grow with them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import translation

from mentoringup.curriculum.models import Module
from mentoringup.eligibility.domain.queries import rules_in_words
from mentoringup.eligibility.values import RuleInWords
from mentoringup.organizations.domain.queries import terms_of
from mentoringup.training.checks.check import Look
from mentoringup.training.checks.finding import Moment
from mentoringup.training.checks.links import links_on
from mentoringup.training.checks.texts import texts_of
from mentoringup.training.enums import RsvpRule, SessionState
from mentoringup.training.models import Implementation, LinkProbe, Series, Session
from mentoringup.training.page import (
    ContactOnPage,
    ModuleOnPage,
    QuestionOnPage,
    RuleOnPage,
    SeriesPage,
    SessionOnPage,
    TierOnPage,
)
from mentoringup.training.rsvp import Rsvp, opening

STRIKES_OF_A_DEAD_LINK = 4
"""An address that did not answer so often in a row is dead."""


def with_page(series: QuerySet[Series]) -> QuerySet[Series]:
    """Fetch everything that stands on the pages: a flat number of queries."""
    sessions = Session.objects.prefetch_related("modules__texts", "co_listings")
    deliveries = (
        Implementation.objects.select_related("edition")
        .order_by("id")
        .prefetch_related(
            "edition__modules__texts",
            "facilitators",
            "co_hosts",
            "co_listings",
            Prefetch("sessions", queryset=sessions),
        )
    )
    return series.select_related("site__institution", "term").prefetch_related(
        "site__terms",
        "eligible_stages",
        "tiers__unit",
        "contacts",
        "questions",
        Prefetch("implementations", queryset=deliveries),
    )


def pages_of(
    found: Iterable[Series], *, language: str, now: datetime, with_drafts: bool = False
) -> list[SeriesPage]:
    """Their pages, in the same order. Draft sessions only where asked for.

    Series that were not read by `with_page` are read again.
    """
    ready = [one if _is_fetched(one) else _fetched(one) for one in found]
    dead = frozenset(
        LinkProbe.objects.filter(strikes__gte=STRIKES_OF_A_DEAD_LINK).values_list("url", flat=True)
    )
    with translation.override(language):
        rules = rules_in_words(rule_ids={rule for one in ready for rule in _rules_in(one)})
        pages = [
            _page(one, rules=rules, language=language, now=now, with_drafts=with_drafts)
            for one in ready
        ]
    return [
        replace(page, dead_links=dead & addresses_on(one, page, now=now)) if dead else page
        for one, page in zip(ready, pages, strict=True)
    ]


def addresses_on(series: Series, page: SeriesPage, *, now: datetime) -> frozenset[str]:
    """Web addresses in the texts of a page, its sessions' links, and those of its programs."""
    texts = tuple(texts_of(page, page.sessions))
    look = Look(page=page, now=now, moment=Moment.NIGHT, sessions=page.sessions, texts=texts)
    programs = (
        one.url for delivery in series.implementations.all() for one in delivery.co_listings.all()
    )
    written = (address for _place, address in links_on(look))
    return frozenset(filter(None, (*written, *programs)))


def rsvp_of(series: Series) -> Rsvp:
    """The series' rule as a value."""
    return Rsvp(
        rule=RsvpRule(series.rsvp_rule),
        days_before=series.rsvp_days_before,
        opens_on=series.rsvp_opens_on,
    )


def sessions_of(series: Series) -> list[Session]:
    """All its sessions, in the order of the page."""
    found = [one for delivery in series.implementations.all() for one in delivery.sessions.all()]
    return sorted(found, key=lambda one: (one.position, one.pk))


def module_on_page(module: Module, language: str) -> ModuleOnPage:
    """A module in a language, else in English, else by its id."""
    texts = {text.language: text for text in module.texts.all()}
    text = texts.get(language) or texts.get(language.partition("-")[0]) or texts.get("en")
    if text is None:
        return ModuleOnPage(id=module.pk, name=module.pk)
    return ModuleOnPage(
        id=module.pk,
        name=text.name,
        aliases=tuple(text.aliases),
        objectives=tuple(text.objectives),
    )


def _is_fetched(series: Series) -> bool:
    return "implementations" in getattr(series, "_prefetched_objects_cache", {})


def _fetched(series: Series) -> Series:
    return with_page(Series.objects.filter(pk=series.pk)).get()


def rule_on_page(rule_id: int | None, rules: Mapping[int, RuleInWords]) -> RuleOnPage | None:
    """The rule of that number as it stands on a page."""
    found = rules.get(rule_id) if rule_id is not None else None
    return RuleOnPage(name=found.name, people=found.people) if found else None


def _rules_in(series: Series) -> set[int]:
    """Numbers of the rules that it names."""
    of_tiers = (tier.rule_id for tier in series.tiers.all())
    return {rule for rule in (series.eligible_rule_id, *of_tiers) if rule is not None}


def _page(
    series: Series,
    *,
    rules: Mapping[int, RuleInWords],
    language: str,
    now: datetime,
    with_drafts: bool,
) -> SeriesPage:
    shown = (s for s in sessions_of(series) if with_drafts or s.state != SessionState.DRAFT)
    programs = {
        delivery.pk: tuple(one.program for one in delivery.co_listings.all() if not one.session_id)
        for delivery in series.implementations.all()
    }
    return SeriesPage(
        title=series.title,
        summary=series.summary,
        description=series.description,
        who_may_come=series.who_may_come,
        how_seats_are_given=series.how_seats_are_given,
        language=language,
        zone=series.site.zone,
        stages=tuple(one.stage for one in series.eligible_stages.all()),
        rule=rule_on_page(series.eligible_rule_id, rules),
        tiers=tiers_on_page(series, rules=rules),
        rsvp_rule=RsvpRule(series.rsvp_rule),
        rsvp_days_before=series.rsvp_days_before,
        rsvp_opens_on=series.rsvp_opens_on,
        any_order=series.any_order,
        sessions=tuple(
            _session(one, series, programs=programs[one.implementation_id], now=now)
            for one in shown
        ),
        contacts=tuple(
            ContactOnPage(key=str(one.pk), name=one.name, email=one.email, stage=one.stage)
            for one in series.contacts.all()
        ),
        questions=tuple(
            QuestionOnPage(key=str(one.pk), question=one.question, answer=one.answer)
            for one in series.questions.all()
        ),
        curriculum=_taught(series, language),
    )


def tiers_on_page(
    series: Series, *, rules: Mapping[int, RuleInWords] | None = None
) -> tuple[TierOnPage, ...]:
    """Its priority groups, in their order; their rules are looked up unless they are given."""
    rules = rules_in_words(rule_ids=_rules_in(series)) if rules is None else rules
    return tuple(
        TierOnPage(
            stages=tuple(tier.stages),
            disciplines=tuple(tier.disciplines),
            unit=tier.unit.name if tier.unit else "",
            rule=rule_on_page(tier.rule_id, rules),
        )
        for tier in series.tiers.all()
    )


def _taught(series: Series, language: str) -> tuple[ModuleOnPage, ...]:
    """Modules of the editions that it delivers, each once."""
    found = {
        module.pk: module_on_page(module, language)
        for delivery in series.implementations.all()
        if delivery.edition
        for module in delivery.edition.modules.all()
    }
    return tuple(found.values())


def _session(
    session: Session, series: Series, *, programs: tuple[str, ...], now: datetime
) -> SessionOnPage:
    state = SessionState(session.state)
    if state is SessionState.PUBLISHED and session.ends_at and session.ends_at <= now:
        state = SessionState.DONE
    own = tuple(one.program for one in session.co_listings.all())
    return SessionOnPage(
        key=str(session.pk),
        title=session.title,
        description=session.description,
        objectives=tuple(filter(None, map(str.strip, session.objectives.splitlines()))),
        state=state,
        on=session.local_date,
        start=session.local_start,
        end=session.local_end,
        zone=session.zone,
        place=session.place,
        link=session.link,
        capacity=session.capacity,
        modules=tuple(module.pk for module in session.modules.all()),
        programs=tuple(dict.fromkeys((*programs, *own))),
        rsvp_opens=opening(
            rsvp_of(series), session.local_date, terms_of(site=series.site), series.site.zone
        ),
    )
