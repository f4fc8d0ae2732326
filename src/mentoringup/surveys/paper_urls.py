"""Addresses of forms on paper: printing, typing in twice, comparing."""

from django.urls import path

from mentoringup.surveys.views import paper, paper_typing

_PAPER = "sites/<slug:site_slug>/surveys/waves/<int:wave_id>/paper/"
_FORM = f"{_PAPER}<int:number>/"

urlpatterns = [
    path(_PAPER, paper.list_paper, name="list_paper"),
    path(f"{_PAPER}print/", paper.print_paper, name="print_paper"),
    path(f"{_PAPER}type/", paper_typing.type_paper, name="type_paper"),
    path(f"{_FORM}again/", paper_typing.type_paper_again, name="type_paper_again"),
    path(f"{_FORM}compare/", paper_typing.compare_paper, name="compare_paper"),
    path(f"{_FORM}remove/", paper.remove_paper, name="remove_paper"),
    path(f"{_PAPER}removed/<int:form_id>/restore/", paper.restore_paper, name="restore_paper"),
]
