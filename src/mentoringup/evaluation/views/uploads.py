"""Uploads: the file, where its columns belong, first counts, and the data set that it becomes."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mentoreval.errors import InputRefusedError
from mentoreval.implementations import Audience
from mentoreval.implementations import Implementation as LibraryImplementation
from mentoringup.access.permissions import Permission
from mentoringup.evaluation.domain.queries_data_sets import upload_at
from mentoringup.evaluation.domain.upload_sources import (
    as_told,
    implementations_of_site,
    listed,
    questionnaire_yaml,
    questionnaires_to_choose,
)
from mentoringup.evaluation.domain.uploads import (
    begin_upload,
    discard,
    for_people,
    place,
    placed,
    take,
)
from mentoringup.evaluation.errors import (
    EvaluationRefusedError,
    UploadIsOverError,
    UploadRefusedError,
)
from mentoringup.evaluation.forms_uploads import (
    LISTED,
    OWN_FILE,
    SITES,
    TrainingForm,
    UploadForm,
)
from mentoringup.evaluation.models import Upload
from mentoringup.organizations.gate import Scope, in_site

_MOST_TOLD = 100


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.EVALUATION_RUN)
def new_upload(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Take a file, and say every reason why it can't be read."""
    choices = questionnaires_to_choose(site=scope.site)
    if request.method != "POST":
        return _asked(request, scope, UploadForm(choices=choices))
    form = UploadForm(request.POST, request.FILES, choices=choices)
    if not form.is_valid():
        return _asked(request, scope, form)
    try:
        upload = _begun(scope, form.cleaned_data)
    except InputRefusedError as error:
        return _asked(request, scope, form, reasons=_reasons(error))
    except UnicodeDecodeError:
        reason = _("The questionnaire is no text in UTF-8.")
        return _asked(request, scope, form, reasons=(reason,))
    return redirect("evaluation:place_columns", scope.site.slug, upload.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.EVALUATION_RUN)
def place_columns(request: HttpRequest, scope: Scope, upload_id: int) -> HttpResponse:
    """Show where columns stand, and store what somebody corrects."""
    upload = _found(scope, upload_id)
    if request.method != "POST":
        return _shown(request, scope, upload)
    sent = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    version = sent.get("version", "")
    try:
        faults = place(upload=upload, sent=sent, version=int(version) if version.isdecimal() else 0)
    except EvaluationRefusedError as error:
        return _shown(request, scope, _found(scope, upload_id), faults=[str(error)])
    if faults:
        return _shown(request, scope, upload, faults=faults, sent=sent)
    messages.success(request, _("The columns are saved."))
    return redirect("evaluation:place_columns", scope.site.slug, upload.pk)


@require_POST
@never_cache
@in_site(Permission.EVALUATION_RUN)
def finish_upload(request: HttpRequest, scope: Scope, upload_id: int) -> HttpResponse:
    """Make the data set."""
    upload = _found(scope, upload_id)
    form = TrainingForm(
        request.POST,
        request.FILES,
        implementations=implementations_of_site(site=scope.site),
    )
    if not form.is_valid():
        return _shown(request, scope, upload, form=form)
    try:
        found = take(
            upload=upload,
            implementations=_implementations(form.cleaned_data),
            actor=scope.actor,
            now=timezone.now(),
        )
    except InputRefusedError as error:
        return _shown(request, scope, upload, form=form, faults=_reasons(error))
    except UploadIsOverError as error:
        raise Http404 from error
    except EvaluationRefusedError as error:
        return _shown(request, scope, upload, form=form, faults=[str(error)])
    messages.success(request, _("“%(name)s” is a data set now.") % {"name": found.name})
    return redirect("evaluation:data_set", scope.site.slug, found.pk)


@require_POST
@in_site(Permission.EVALUATION_RUN)
def discard_upload(request: HttpRequest, scope: Scope, upload_id: int) -> HttpResponse:
    """Forget the file."""
    upload = _found(scope, upload_id)
    try:
        discard(upload=upload, actor=scope.actor, now=timezone.now())
    except UploadIsOverError as error:
        raise Http404 from error
    messages.success(request, _("“%(name)s” is forgotten.") % {"name": upload.file_name})
    return redirect("evaluation:list_data_sets", scope.site.slug)


def _begun(scope: Scope, sent: dict[str, Any]) -> Upload:
    # It loads numpy and polars: web processes do so for the first upload, not when they start.
    from mentoringup.evaluation.uploads.looking import UploadedFile  # noqa: PLC0415

    dictionary = sent["dictionary"]
    own = sent["instrument"] == OWN_FILE
    text = (
        sent["instrument_file"].read().decode()
        if own
        else questionnaire_yaml(site=scope.site, key=sent["instrument"])
    )
    return begin_upload(
        site=scope.site,
        file=UploadedFile(
            name=sent["file"].name,
            content=sent["file"].read(),
            dictionary_name=dictionary.name if dictionary else "",
            dictionary=dictionary.read() if dictionary else b"",
        ),
        instrument=text,
        actor=scope.actor,
        now=timezone.now(),
    )


def _implementations(sent: dict[str, Any]) -> Sequence[LibraryImplementation]:
    if sent["source"] == SITES:
        return (as_told(sent["implementation"]),)
    if sent["source"] == LISTED:
        file = sent["listed"]
        return listed(name=file.name, content=file.read())
    return (
        LibraryImplementation(
            id=sent["name"],
            site=sent["place"],
            audience=Audience(sent["audience"]),
            hours=sent["hours"],
            trained=sent["trained"],
            modules=tuple(sent["modules"]) or None,
            date=sent["first_day"].isoformat() if sent["first_day"] else None,
        ),
    )


def _reasons(error: InputRefusedError) -> Sequence[str]:
    """Why a file is refused; what mentoreval says is English, and marked as such."""
    reasons = for_people(error)
    if isinstance(error, UploadRefusedError):
        return reasons
    return [format_html('<span lang="en">{}</span>', one) for one in reasons]


def _asked(
    request: HttpRequest, scope: Scope, form: UploadForm, *, reasons: Sequence[str] = ()
) -> HttpResponse:
    told = {
        "scope": scope,
        "form": form,
        "reasons": reasons[:_MOST_TOLD],
        "more_reasons": max(0, len(reasons) - _MOST_TOLD),
    }
    status = 422 if form.errors or reasons else 200
    return render(request, "evaluation/uploads/new.html", told, status=status)


def _shown(
    request: HttpRequest,
    scope: Scope,
    upload: Upload,
    *,
    form: TrainingForm | None = None,
    faults: Sequence[str] = (),
    sent: dict[str, str] | None = None,
) -> HttpResponse:
    found = placed(upload)
    told = {
        "scope": scope,
        "upload": upload,
        "found": found,
        "keys": {
            name.removeprefix("k."): (sent or {}).get(name, column)
            for name, column in found.keys.items()
        },
        "lines": [(one, (sent or {}).get(one.field, one.column)) for one in found.lines],
        "values": [(one, (sent or {}).get(one.field, one.meaning)) for one in found.values],
        "faults": faults,
        "form": form or TrainingForm(implementations=implementations_of_site(site=scope.site)),
    }
    status = 422 if faults or (form and form.errors) else 200
    return render(request, "evaluation/uploads/place.html", told, status=status)


def _found(scope: Scope, upload_id: int) -> Upload:
    try:
        return upload_at(site=scope.site, upload_id=upload_id)
    except UploadIsOverError as error:
        raise Http404 from error
