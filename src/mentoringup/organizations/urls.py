"""Addresses of `organizations`."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from mentoringup.organizations import people_views as people
from mentoringup.organizations.views import invitations, logos, network, settings, team, terms
from mentoringup.organizations.views.places import at_network, at_site

app_name = "organizations"


def _of_both(
    route: str, view: Callable[..., HttpResponseBase], name: str
) -> tuple[URLPattern, URLPattern]:
    """A team page at a site and, with `network_` before its name, in the network."""
    return (
        path(f"sites/<slug:site_slug>/team/{route}", at_site(view), name=name),
        path(f"network/team/{route}", at_network(view), name=f"network_{name}"),
    )


urlpatterns: list[URLPattern | URLResolver] = [
    path("sites/<slug:site_slug>/settings/", settings.edit_site, name="edit_site"),
    path("sites/<slug:site_slug>/settings/logo/", settings.edit_logo, name="edit_logo"),
    path("sites/<slug:site_slug>/units/", settings.list_units, name="list_units"),
    path(
        "sites/<slug:site_slug>/units/<int:unit_id>/", settings.rename_unit_page, name="rename_unit"
    ),
    path(
        "sites/<slug:site_slug>/units/<int:unit_id>/remove/",
        settings.remove_unit_page,
        name="remove_unit",
    ),
    path("sites/<slug:site_slug>/terms/", terms.list_terms, name="list_terms"),
    path("sites/<slug:site_slug>/terms/<int:first_year>/", terms.edit_terms, name="edit_terms"),
    *_of_both("", team.list_colleagues, "list_colleagues"),
    *_of_both("invite/", team.invite_colleague, "invite_colleague"),
    *_of_both("give/", team.give_role_page, "give_role"),
    *_of_both("roles/<int:membership_id>/", team.take_role_back_page, "take_role_back"),
    *_of_both("invitations/<int:invitation_id>/resend/", team.resend, "resend_invitation"),
    *_of_both("invitations/<int:invitation_id>/withdraw/", team.withdraw, "withdraw_invitation"),
    path("invitations/<str:token>/", invitations.open_invitation, name="open_invitation"),
    path(
        "invitations/<str:token>/sign-in/", invitations.sign_in_to_accept, name="sign_in_to_accept"
    ),
    path("sites/<slug:site_slug>/people/", people.list_people, name="list_people"),
    path("sites/<slug:site_slug>/people/<int:person_id>/", people.show_person, name="show_person"),
    path(
        "sites/<slug:site_slug>/people/<int:person_id>/edit/",
        people.edit_person,
        name="edit_person",
    ),
    path(
        "sites/<slug:site_slug>/people/<int:person_id>/merge/",
        people.choose_twin,
        name="choose_twin",
    ),
    path(
        "sites/<slug:site_slug>/people/<int:person_id>/merge/<int:other_id>/",
        people.merge,
        name="merge_people",
    ),
    path(
        "sites/<slug:site_slug>/people/merges/<int:merge_id>/undo/", people.undo, name="undo_merge"
    ),
    path("sites/<slug:site_slug>/people/<int:person_id>/erase/", people.erase, name="erase_person"),
    path("logos/<slug:site_slug>/<str:name>", logos.show_logo, name="show_logo"),
    path("network/sites/", network.list_sites, name="list_sites"),
    path("network/sites/new/", network.create_site_page, name="create_site"),
    path(
        "network/sites/<slug:slug>/administrator/",
        network.name_administrator,
        name="name_administrator",
    ),
    path("network/institutions/", network.list_institutions, name="list_institutions"),
    path("network/institutions/new/", network.add_institution_page, name="add_institution"),
    path(
        "network/institutions/<int:institution_id>/",
        network.edit_institution,
        name="edit_institution",
    ),
]
