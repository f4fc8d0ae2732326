"""The term calendar of a site, an academic year a page."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.calendars import (
    Gap,
    TermDates,
    academic_year_of,
    gaps_between,
    name_of_year,
    propose_year,
)
from mentoringup.organizations.domain.queries import last_change, site_by_slug, terms_of
from mentoringup.organizations.domain.terms import save_academic_year
from mentoringup.organizations.enums import CalendarKind
from mentoringup.organizations.errors import RefusedError, SomebodyWasFasterError
from mentoringup.organizations.forms.terms import AcademicYearForm, dates_of
from mentoringup.organizations.gate import Scope, in_site

_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOnPage:
    """An academic year with its terms, and the days that follow one of them in no term."""

    first_year: int
    name: str
    terms: tuple[TermDates, ...]
    gaps: tuple[Gap, ...]


@in_site(Permission.SITE_EDIT)
@require_http_methods(["GET"])
def list_terms(request: HttpRequest, scope: Scope) -> HttpResponse:
    """All academic years, the latest first, and the one to propose next."""
    terms = terms_of(site=scope.site)
    known = sorted({term.academic_year for term in terms}, reverse=True)
    this_year = academic_year_of(timezone.now().date(), terms)
    gaps = gaps_between(terms)
    years = tuple(_year_on_page(year, _year(terms, year), gaps) for year in known)
    next_year = next(
        year for year in (this_year, *_YEARS) if year >= this_year and year not in known
    )
    told = {
        "scope": scope,
        "years": years,
        "next_year": next_year,
        "next_name": name_of_year(next_year),
    }
    return render(request, "organizations/list_terms.html", told)


@in_site(Permission.SITE_EDIT)
@require_http_methods(["GET", "POST"])
def edit_terms(request: HttpRequest, scope: Scope, first_year: int) -> HttpResponse:
    """The terms of one academic year; a year without terms begins with a proposal."""
    if first_year not in _YEARS:
        raise Http404
    stored = _year(terms_of(site=scope.site), first_year)
    shown = stored or propose_year(CalendarKind(scope.site.calendar), first_year)
    form = AcademicYearForm(
        request.POST or None,
        first_year=first_year,
        initial={**dates_of(shown), "version": scope.site.version},
    )
    told = {
        "scope": scope,
        "form": form,
        "year": name_of_year(first_year),
        "is_proposed": not stored,
    }
    if request.method == "POST" and form.is_valid():
        try:
            terms = save_academic_year(
                site=scope.site,
                first_year=first_year,
                seasons=form.seasons(),
                version=form.cleaned_data["version"],
                actor=scope.actor,
                now=timezone.now(),
            )
        except SomebodyWasFasterError as error:
            told |= _compared(scope, form, first_year)
            form.refuse(error)
            return render(request, "organizations/edit_terms.html", told, status=409)
        except RefusedError as error:
            form.refuse(error)
        else:
            _tell(request, terms, first_year)
            return redirect("organizations:list_terms", site_slug=scope.site.slug)
    return render(request, "organizations/edit_terms.html", told)


def _compared(scope: Scope, form: AcademicYearForm, first_year: int) -> dict[str, object]:
    site = site_by_slug(slug=scope.site.slug) or scope.site
    stored = dates_of(_year(terms_of(site=site), first_year))
    return {
        "differences": form.compare(stored, site.version),
        "last_change": last_change(thing=site),
    }


def _tell(request: HttpRequest, terms: tuple[TermDates, ...], first_year: int) -> None:
    messages.success(
        request, _("The terms of %(year)s are saved.") % {"year": name_of_year(first_year)}
    )


def _year(terms: tuple[TermDates, ...], first_year: int) -> tuple[TermDates, ...]:
    return tuple(term for term in terms if term.academic_year == first_year)


def _year_on_page(
    first_year: int, terms: tuple[TermDates, ...], gaps: tuple[Gap, ...]
) -> YearOnPage:
    ends = {term.ends_on + timedelta(days=1) for term in terms}
    return YearOnPage(
        first_year=first_year,
        name=name_of_year(first_year),
        terms=terms,
        gaps=tuple(gap for gap in gaps if gap.starts_on in ends),
    )
