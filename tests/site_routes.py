"""Every address of the site, and who may see it: the permission table.

A new route is one line in `ROUTES`, or `test_routes.py` fails and prints the name that is missing:

    at_site("training:edit_series", Permission.SERIES_VIEW, series_slug=lambda w: w.draft.slug),

- `public(name)`: everybody. `status` is what a visitor gets for GET (200 unless said).
- `own(name)`: whoever is signed in; visitors go to sign-in.
- `at_site(name, permission)`: people with the permission at the site; `site_slug` is filled in.
- `in_network(name, permission)`: people with the permission in the network.
- `in_demo(name)`: nobody, outside the demo.

`status` is what those who may see it get for GET: 405 where only POST does something, 302 where the
page sends on, or one of the words below. Arguments are plain values, or functions of the `World` of
`site_world.py` where they name something that belongs to a site: then the test also asks for
another site's thing, which must be answered with 404. What doesn't exist in the world yet is one
more `cached_property` there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from frozen_answers import FIGURE, words_question
from mentoringup.access.permissions import Permission
from mentoringup.registration.links import token_of
from site_world import World

SIGN_IN = "to sign-in"
WHO_AGAIN = "to say again who one is"
SECOND_FACTOR = "to the second factor"

type_of_status = int | str
type_of_argument = str | int | Callable[[World], Any]


class Door(Enum):
    """In which way an address is guarded."""

    PUBLIC = "public"
    OWN = "own"
    SITE = "site"
    NETWORK = "network"
    DEMO = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A line of the table."""

    name: str
    door: Door
    permission: Permission | None
    status: type_of_status
    arguments: Mapping[str, type_of_argument]

    @property
    def names_a_thing_of_a_site(self) -> bool:
        """Whether an argument belongs to a site."""
        return any(callable(value) for value in self.arguments.values())

    def filled(self, world: World) -> dict[str, Any]:
        """The arguments, with things of that world."""
        return {
            name: value(world) if callable(value) else value
            for name, value in self.arguments.items()
        }


def public(name: str, /, *, status: type_of_status = 200, **arguments: type_of_argument) -> Route:
    """Everybody may see it."""
    return Route(name=name, door=Door.PUBLIC, permission=None, status=status, arguments=arguments)


def own(name: str, /, *, status: type_of_status = 200, **arguments: type_of_argument) -> Route:
    """Whoever is signed in may see it, about themselves."""
    return Route(name=name, door=Door.OWN, permission=None, status=status, arguments=arguments)


def in_demo(name: str, /, **arguments: type_of_argument) -> Route:
    """Not there, outside the demo."""
    return Route(name=name, door=Door.DEMO, permission=None, status=404, arguments=arguments)


def at_site(
    name: str,
    permission: Permission,
    /,
    *,
    status: type_of_status = 200,
    **arguments: type_of_argument,
) -> Route:
    """Only people with the permission at the site may see it."""
    return Route(
        name=name, door=Door.SITE, permission=permission, status=status, arguments=arguments
    )


def in_network(
    name: str,
    permission: Permission,
    /,
    *,
    status: type_of_status = 200,
    **arguments: type_of_argument,
) -> Route:
    """Only people with the permission in the network may see it."""
    return Route(
        name=name, door=Door.NETWORK, permission=permission, status=status, arguments=arguments
    )


P = Permission
DRAFT: dict[str, type_of_argument] = {"series_slug": lambda w: w.draft.slug}
SESSION = DRAFT | {"session_id": lambda w: w.session.pk}
SEAT: dict[str, type_of_argument] = {"token": lambda w: token_of(w.seat_request)}
REQUEST = SESSION | {"registration_id": lambda w: w.seat_request.pk}
LIVE: dict[str, type_of_argument] = {
    "site_slug": lambda w: w.slug,
    "series_slug": lambda w: w.live.slug,
}
PACK: dict[str, type_of_argument] = {"pack_slug": "open"}
OF_MODULE: dict[str, type_of_argument] = PACK | {"module_id": "communication"}
ONE_FILE: dict[str, type_of_argument] = PACK | {"module": "communication"}
OF_PART: dict[str, type_of_argument] = PACK | {"part_path": "primer.md"}
LETTER: dict[str, type_of_argument] = {"kind": "offer", "language": "es"}
PLAN: dict[str, type_of_argument] = {"plan_id": lambda w: w.plan.pk}
ROOM: dict[str, type_of_argument] = {"plan_id": lambda w: w.room.plan_id, "key": "sess0001"}

SURVEY: dict[str, type_of_argument] = {"survey_id": lambda w: w.survey.pk}
SURVEY_WAVE: dict[str, type_of_argument] = {"wave_id": lambda w: w.survey_wave.pk}
SURVEY_LETTER: dict[str, type_of_argument] = {"kind": "reminder", "language": "es"}
SOMEBODY_ASKED: dict[str, type_of_argument] = SURVEY | {
    "participant_id": lambda w: w.participant.pk
}
OPEN_WAVE: dict[str, type_of_argument] = {"wave_id": lambda w: w.asked_people.wave.pk}
PAPER_FORM: dict[str, type_of_argument] = {
    "wave_id": lambda w: w.paper_form.wave_id,
    "number": lambda w: w.paper_form.number,
}
ANSWERED: dict[str, type_of_argument] = {
    "ref": lambda w: w.asked_people.ref,
    "token": lambda w: w.asked_people.tokens[0],
}

QUESTIONNAIRE: dict[str, type_of_argument] = {"questionnaire_id": lambda w: w.questionnaire.pk}
FIRST_PAGE: dict[str, type_of_argument] = QUESTIONNAIRE | {
    "page_id": lambda w: w.questionnaire.document["pages"][0]["id"]
}
FIRST_ELEMENT: dict[str, type_of_argument] = QUESTIONNAIRE | {
    "element_id": lambda w: w.questionnaire.document["pages"][0]["elements"][0]["id"]
}

UPLOAD: dict[str, type_of_argument] = {"upload_id": lambda w: w.upload.pk}
RUN: dict[str, type_of_argument] = {"run_id": lambda w: w.run.pk}
DATA_SET: dict[str, type_of_argument] = {"data_set_id": lambda w: w.data_set.pk}

ROUTES = [
    # home
    public("home:front"),
    own("home:dashboard"),
    public("home:health", status=503),  # no worker runs in tests
    at_site("home:site", P.SITE_VIEW),
    in_demo("home:demo"),
    in_demo("home:demo_sign_in", key="ada"),
    in_demo("home:demo_inbox"),
    in_demo("home:demo_mail", key="1"),
    in_demo("home:demo_report"),
    # ui
    public("ui:language", status=302),
    public("ui:zone"),
    in_demo("ui:style"),
    # the public face of training
    public("training:catalog"),
    public("training:series", **LIVE),
    public("training:series_feed", **LIVE),
    public("training:session", session_slug="session", **LIVE),
    public("training:session_feed", session_slug="session", **LIVE),
    public("training:embed", **LIVE),
    public("training:embed_script"),
    public("training:sitemap"),
    public("training:robots"),
    # people who ask for seats
    public("registration:rsvp", **LIVE),
    public("registration:asked", **LIVE),
    public("registration:send_link"),
    public("registration:link_sent"),
    public("registration:manage", **SEAT),
    public("registration:calendar", status=302, **SEAT),
    public("registration:swap", status=302, session_id=1, **SEAT),
    public("registration:step", status=302, name="confirm", **SEAT),
    own("registration:mine"),
    # draws of seats, for everybody
    public("registration:draw", draw_id=lambda w: w.sealed_draw.pk),
    public("registration:draw_record", draw_id=lambda w: w.sealed_draw.pk),
    # words of mails about seats
    at_site("registration:list_letters", P.REGISTRATION_VIEW),
    at_site("registration:show_letter", P.REGISTRATION_VIEW, **LETTER),
    at_site("registration:edit_letter", P.REGISTRATION_DECIDE, **LETTER),
    at_site("registration:preview_letter", P.REGISTRATION_DECIDE, status=405, **LETTER),
    at_site("registration:letter_as_html", P.REGISTRATION_VIEW, **LETTER),
    at_site("registration:restore_letter", P.REGISTRATION_DECIDE, **LETTER),
    # seats, for staff
    at_site("registration:series_seats", P.REGISTRATION_VIEW, **DRAFT),
    at_site("registration:seat_plan", P.REGISTRATION_DECIDE, **DRAFT),
    at_site("registration:seat_plan_words", P.REGISTRATION_DECIDE, status=405, **DRAFT),
    at_site("registration:session_seats", P.REGISTRATION_VIEW, **SESSION),
    at_site("registration:export_seats", P.REGISTRATION_DECIDE, **SESSION),
    at_site("registration:seat_somebody", P.REGISTRATION_DECIDE, **SESSION),
    at_site("registration:session_holds", P.REGISTRATION_DECIDE, **SESSION),
    at_site(
        "registration:remove_hold", P.REGISTRATION_DECIDE, hold_id=lambda w: w.hold.pk, **SESSION
    ),
    at_site("registration:seat_scenarios", P.REGISTRATION_DECIDE, **SESSION),
    at_site("registration:capacity", P.SERIES_EDIT, **SESSION),
    at_site("registration:mail_group", P.REGISTRATION_DECIDE, **SESSION),
    at_site("registration:take_attendance", P.REGISTRATION_DECIDE, **SESSION),
    at_site("registration:seat_roster", P.REGISTRATION_VIEW, **SESSION),
    at_site("registration:sign_in_sheet", P.REGISTRATION_VIEW, **SESSION),
    at_site("registration:show_request", P.REGISTRATION_VIEW, **REQUEST),
    at_site("registration:seat_request", P.REGISTRATION_DECIDE, **REQUEST),
    at_site("registration:vouch_for", P.REGISTRATION_DECIDE, **REQUEST),
    at_site("registration:cancel_request", P.REGISTRATION_DECIDE, **REQUEST),
    at_site("registration:move_request", P.REGISTRATION_DECIDE, **REQUEST),
    # the library
    at_site("curriculum:browse", P.CURRICULUM_VIEW),
    at_site("curriculum:compare", P.CURRICULUM_VIEW),
    at_site("curriculum:show_pack", P.CURRICULUM_VIEW, **PACK),
    at_site("curriculum:show_primer", P.CURRICULUM_VIEW, **PACK),
    at_site("curriculum:show_strategies", P.CURRICULUM_VIEW, **PACK),
    at_site("curriculum:show_module", P.CURRICULUM_VIEW, **OF_MODULE),
    at_site("curriculum:show_activity", P.CURRICULUM_VIEW, key="listening-in-threes", **OF_MODULE),
    at_site("curriculum:show_case", P.CURRICULUM_VIEW, key="not-there-yet", **OF_MODULE),
    at_site("curriculum:show_worksheet", P.CURRICULUM_VIEW, key="mentoring-map", **PACK),
    # its adaptation, and packs in and out
    at_site("curriculum:import_pack", P.CURRICULUM_EDIT),
    at_site("curriculum:export_pack", P.CURRICULUM_VIEW, **PACK),
    at_site("curriculum:list_adapted", P.CURRICULUM_VIEW, **PACK),
    at_site("curriculum:exchange_module", P.CURRICULUM_EDIT, **ONE_FILE),
    at_site("curriculum:export_module", P.CURRICULUM_VIEW, kind="md", **ONE_FILE),
    at_site("curriculum:edit_part", P.CURRICULUM_EDIT, **OF_PART),
    at_site("curriculum:part_history", P.CURRICULUM_VIEW, **OF_PART),
    at_site("curriculum:restore_part", P.CURRICULUM_EDIT, status=405, **OF_PART),
    at_site("curriculum:part_changes", P.CURRICULUM_VIEW, **OF_PART),
    at_site("curriculum:update_part", P.CURRICULUM_EDIT, status=302, **OF_PART),
    at_site("curriculum:give_part_back", P.CURRICULUM_EDIT, **OF_PART),
    # plans
    at_site("planning:list_plans", P.CURRICULUM_VIEW),
    at_site("planning:new_plan", P.PLAN_EDIT),
    at_site("planning:show_plan", P.CURRICULUM_VIEW, **PLAN),
    at_site("planning:change_plan", P.PLAN_EDIT, status=405, **PLAN),
    at_site("planning:propose_plan", P.PLAN_EDIT, status=405, **PLAN),
    at_site("planning:close_proposal", P.PLAN_EDIT, status=405, **PLAN),
    at_site("planning:add_item", P.PLAN_EDIT, session_key="sess0001", **PLAN),
    at_site("planning:edit_settings", P.PLAN_EDIT, **PLAN),
    at_site("planning:link_plan", P.PLAN_EDIT, **PLAN),
    at_site("planning:copy_plan", P.PLAN_EDIT, status=405, **PLAN),
    at_site("planning:make_template", P.PLAN_EDIT, status=405, **PLAN),
    at_site("planning:put_away", P.PLAN_EDIT, status=405, **PLAN),
    # data sets
    at_site("evaluation:list_data_sets", P.EVALUATION_VIEW),
    at_site("evaluation:data_set", P.EVALUATION_VIEW, **DATA_SET),
    at_site("evaluation:freeze_wave", P.EVALUATION_RUN, wave_id=lambda w: w.asked_public.wave.pk),
    at_site(
        "evaluation:take_answers", P.EVALUATION_RUN, status=405, kind="answers-csv", **DATA_SET
    ),
    at_site("evaluation:download_questions", P.EVALUATION_VIEW, kind="codebook", **DATA_SET),
    at_site("evaluation:new_upload", P.EVALUATION_RUN),
    at_site("evaluation:place_columns", P.EVALUATION_RUN, **UPLOAD),
    at_site("evaluation:finish_upload", P.EVALUATION_RUN, status=405, **UPLOAD),
    at_site("evaluation:discard_upload", P.EVALUATION_RUN, status=405, **UPLOAD),
    # findings
    at_site("evaluation:overview", P.EVALUATION_VIEW),
    at_site("evaluation:start_run", P.EVALUATION_RUN),
    at_site("evaluation:show_run", P.EVALUATION_VIEW, **RUN),
    at_site("evaluation:begin_run_again", P.EVALUATION_RUN, status=405, **RUN),
    at_site(
        "evaluation:download_run_file",
        P.EVALUATION_VIEW,
        file_id=lambda w: w.run.files.get(kind="report-pdf").pk,
        **RUN,
    ),
    at_site("evaluation:live_figure", P.EVALUATION_VIEW, figure_id=FIGURE, **RUN),
    at_site("evaluation:list_texts", P.EVALUATION_VIEW, **DATA_SET),
    at_site("evaluation:show_texts", P.EVALUATION_VIEW, question=words_question(), **DATA_SET),
    at_site(
        "evaluation:review_text",
        P.EVALUATION_RUN,
        status=405,
        question=words_question(),
        **DATA_SET,
    ),
    at_site(
        "evaluation:download_texts",
        P.EVALUATION_RUN,
        status=405,
        question=words_question(),
        **DATA_SET,
    ),
    # documents of plans
    at_site("guides:print_plan", P.CURRICULUM_VIEW, **PLAN),
    at_site("guides:ask", P.PLAN_EDIT, status=405, **PLAN),
    at_site("guides:show_guides", P.CURRICULUM_VIEW, guide_ids=lambda w: (w.guide.pk,), **PLAN),
    at_site("guides:download", P.CURRICULUM_VIEW, guide_id=lambda w: w.guide.pk, **PLAN),
    # series, for staff
    at_site("training:preview", P.SERIES_VIEW, **DRAFT),
    at_site("training:share", P.SERIES_VIEW, **DRAFT),
    at_site("training:list_series", P.SERIES_VIEW),
    at_site("training:new_series", P.SERIES_EDIT),
    at_site("training:import_series", P.SERIES_EDIT),
    at_site("training:imported_series", P.SERIES_VIEW, series_slug=lambda w: w.imported.slug),
    at_site("training:edit_series", P.SERIES_VIEW, **DRAFT),
    at_site("training:edit_part", P.SERIES_EDIT, part="about", **DRAFT),
    at_site("training:check_part", P.SERIES_EDIT, status=405, part="about", **DRAFT),
    at_site("training:try_rules", P.ELIGIBILITY_EDIT, **DRAFT),
    at_site("training:edit_dates", P.SERIES_EDIT, **DRAFT),
    at_site("training:check_dates", P.SERIES_EDIT, status=405, **DRAFT),
    at_site("training:repair_series", P.SERIES_EDIT, status=405, **DRAFT),
    at_site("training:publish_series", P.SERIES_PUBLISH, **DRAFT),
    at_site(
        "training:move_series",
        P.SERIES_PUBLISH,
        to="cancelled",
        series_slug=lambda w: w.live.slug,
    ),
    at_site("training:copy_series", P.SERIES_EDIT, **DRAFT),
    at_site("training:copied_series", P.SERIES_VIEW, **DRAFT),
    at_site("training:new_delivery", P.SERIES_EDIT, **DRAFT),
    at_site("training:edit_delivery", P.SERIES_EDIT, delivery_id=lambda w: w.delivery.pk, **DRAFT),
    at_site(
        "training:remove_delivery", P.SERIES_EDIT, delivery_id=lambda w: w.delivery.pk, **DRAFT
    ),
    at_site("training:new_session", P.SERIES_EDIT, **DRAFT),
    at_site("training:check_new_session", P.SERIES_EDIT, status=405, **DRAFT),
    at_site("training:edit_session", P.SERIES_EDIT, **SESSION),
    at_site("training:check_session", P.SERIES_EDIT, status=405, **SESSION),
    at_site("training:reorder_session", P.SERIES_EDIT, status=405, **SESSION),
    at_site("training:remove_session", P.SERIES_EDIT, **SESSION),
    at_site("training:change_session", P.SERIES_PUBLISH, to="published", **SESSION),
    at_site(
        "training:restore_session",
        P.SERIES_EDIT,
        status=405,
        removed_id=lambda w: w.removed.pk,
        **DRAFT,
    ),
    # surveys, for staff
    at_site("surveys:list_surveys", P.SURVEY_VIEW),
    at_site(
        "surveys:survey_of_series",
        P.SURVEY_VIEW,
        status=302,
        series_slug=lambda w: w.survey.implementation.series.slug,
    ),
    at_site("surveys:end_habit", P.SURVEY_EDIT, status=405),
    at_site("surveys:turn_on_survey", P.SURVEY_EDIT, implementation_id=lambda w: w.delivery.pk),
    at_site("surveys:show_survey", P.SURVEY_VIEW, **SURVEY),
    at_site("surveys:edit_survey", P.SURVEY_EDIT, **SURVEY),
    at_site("surveys:turn_off_survey", P.SURVEY_EDIT, **SURVEY),
    at_site("surveys:keep_as_habit", P.SURVEY_EDIT, status=405, **SURVEY),
    at_site("surveys:list_people", P.SURVEY_VIEW, **SURVEY),
    at_site("surveys:upload_people", P.SURVEY_EDIT, **SURVEY),
    at_site("surveys:remove_person", P.SURVEY_EDIT, status=405, **SOMEBODY_ASKED),
    at_site("surveys:stop_person", P.SURVEY_EDIT, status=405, **SOMEBODY_ASKED),
    at_site("surveys:edit_wave", P.SURVEY_EDIT, **SURVEY_WAVE),
    at_site("surveys:open_wave_now", P.SURVEY_EDIT, **SURVEY_WAVE),
    at_site("surveys:show_poster", P.SURVEY_VIEW, wave_id=lambda w: w.public_wave.pk),
    at_site("surveys:show_wave", P.SURVEY_VIEW, **OPEN_WAVE),
    at_site("surveys:cancel_wave", P.SURVEY_EDIT, **SURVEY_WAVE),
    at_site("surveys:plan_wave_again", P.SURVEY_EDIT, **SURVEY_WAVE),
    at_site("surveys:extend_wave", P.SURVEY_EDIT, **OPEN_WAVE),
    at_site("surveys:close_wave", P.SURVEY_EDIT, **OPEN_WAVE),
    at_site("surveys:reopen_wave", P.SURVEY_EDIT, **OPEN_WAVE),
    at_site("surveys:remind_wave", P.SURVEY_EDIT, **OPEN_WAVE),
    at_site("surveys:destroy_key", P.SURVEY_EDIT, **SURVEY),
    at_site("surveys:list_paper", P.SURVEY_EDIT, **OPEN_WAVE),
    at_site("surveys:print_paper", P.SURVEY_EDIT, **OPEN_WAVE),
    at_site("surveys:type_paper", P.SURVEY_EDIT, **OPEN_WAVE),
    at_site("surveys:type_paper_again", P.SURVEY_EDIT, **PAPER_FORM),
    at_site("surveys:compare_paper", P.SURVEY_EDIT, status=302, **PAPER_FORM),
    at_site("surveys:remove_paper", P.SURVEY_EDIT, **PAPER_FORM),
    at_site(
        "surveys:restore_paper",
        P.SURVEY_EDIT,
        status=405,
        wave_id=lambda w: w.paper_form.wave_id,
        form_id=lambda w: w.paper_form.pk,
    ),
    at_site("surveys:list_consents", P.SURVEY_VIEW),
    at_site("surveys:list_letters", P.SURVEY_VIEW),
    at_site("surveys:edit_letter", P.SURVEY_VIEW, **SURVEY_LETTER),
    at_site("surveys:preview_letter", P.SURVEY_EDIT, status=405, **SURVEY_LETTER),
    at_site("surveys:letter_as_html", P.SURVEY_VIEW, **SURVEY_LETTER),
    at_site("surveys:restore_letter", P.SURVEY_EDIT, **SURVEY_LETTER),
    # surveys: those who answer; whoever has the link is the one whom it asks
    public("surveys:answer", **ANSWERED),
    public("surveys:begin", status=405, **ANSWERED),
    public("surveys:page", place=1, **ANSWERED),
    public("surveys:save", status=405, place=1, **ANSWERED),
    public("surveys:consent", **ANSWERED),
    public("surveys:review", **ANSWERED),
    public("surveys:send", status=405, **ANSWERED),
    public("surveys:thanks", **ANSWERED),
    public("surveys:consent_again", status=405, **ANSWERED),
    public("surveys:my_answers", **ANSWERED),
    public("surveys:mentor", **ANSWERED),
    public("surveys:stop_mails", **ANSWERED),
    public("surveys:public", ref=lambda w: w.asked_public.ref),
    public("surveys:begin_public", status=405, ref=lambda w: w.asked_public.ref),
    # questionnaires
    at_site("questionnaires:list_questionnaires", P.SURVEY_VIEW),
    at_site("questionnaires:new_questionnaire", P.SURVEY_EDIT),
    at_site("questionnaires:import_file", P.SURVEY_EDIT),
    at_site("questionnaires:show_questionnaire", P.SURVEY_VIEW, **QUESTIONNAIRE),
    at_site("questionnaires:arrange", P.SURVEY_EDIT, status=405, **QUESTIONNAIRE),
    at_site("questionnaires:copy", P.SURVEY_EDIT, status=405, **QUESTIONNAIRE),
    at_site("questionnaires:rename", P.SURVEY_EDIT, **QUESTIONNAIRE),
    at_site("questionnaires:put_away", P.SURVEY_EDIT, status=405, **QUESTIONNAIRE),
    at_site("questionnaires:edit_settings", P.SURVEY_EDIT, **QUESTIONNAIRE),
    at_site("questionnaires:change_cores", P.SURVEY_EDIT, status=405, **QUESTIONNAIRE),
    at_site("questionnaires:edit_page", P.SURVEY_EDIT, **FIRST_PAGE),
    at_site("questionnaires:new_element", P.SURVEY_EDIT, kind="single", **FIRST_PAGE),
    at_site("questionnaires:edit_element", P.SURVEY_EDIT, **FIRST_ELEMENT),
    at_site("questionnaires:translate", P.SURVEY_EDIT, code="es", **QUESTIONNAIRE),
    at_site("questionnaires:show_history", P.SURVEY_VIEW, **QUESTIONNAIRE),
    at_site("questionnaires:restore", P.SURVEY_EDIT, status=405, **QUESTIONNAIRE),
    at_site("questionnaires:list_versions", P.SURVEY_VIEW, **QUESTIONNAIRE),
    at_site("questionnaires:publish_now", P.SURVEY_EDIT, status=405, **QUESTIONNAIRE),
    at_site("questionnaires:compare", P.SURVEY_VIEW, **QUESTIONNAIRE),
    at_site("questionnaires:export_yaml", P.SURVEY_VIEW, **QUESTIONNAIRE),
    at_site("questionnaires:export_json", P.SURVEY_VIEW, **QUESTIONNAIRE),
    at_site("questionnaires:print_view", P.SURVEY_VIEW, **QUESTIONNAIRE),
    at_site(
        "questionnaires:preview",
        P.SURVEY_VIEW,
        questionnaire_id=lambda w: w.questionnaire.pk,
        page=1,
    ),
    # in the room
    at_site("delivery:delivered", P.CURRICULUM_VIEW, **PLAN),
    at_site("delivery:export_delivered", P.CURRICULUM_VIEW, **PLAN),
    at_site("delivery:implementation", P.CURRICULUM_VIEW, delivery_id=lambda w: w.delivery.pk),
    at_site(
        "delivery:export_implementation", P.CURRICULUM_VIEW, delivery_id=lambda w: w.delivery.pk
    ),
    at_site("delivery:room", P.PLAN_EDIT, **ROOM),
    at_site("delivery:sheet", P.PLAN_EDIT, **ROOM),
    at_site("delivery:changes", P.PLAN_EDIT, status=405, **ROOM),
    public("delivery:worker"),
    # a site
    at_site("organizations:edit_site", P.SITE_EDIT),
    at_site("organizations:edit_logo", P.SITE_EDIT),
    at_site("organizations:list_units", P.SITE_EDIT),
    at_site("organizations:rename_unit", P.SITE_EDIT, unit_id=lambda w: w.unit.pk),
    at_site("organizations:remove_unit", P.SITE_EDIT, unit_id=lambda w: w.unit.pk),
    at_site("organizations:list_terms", P.SITE_EDIT),
    at_site("organizations:edit_terms", P.SITE_EDIT, first_year=2026),
    at_site("organizations:list_colleagues", P.ROLE_GRANT),
    at_site("organizations:invite_colleague", P.ROLE_GRANT),
    at_site("organizations:give_role", P.ROLE_GRANT),
    at_site("organizations:take_role_back", P.ROLE_GRANT, membership_id=lambda w: w.member.pk),
    at_site(
        "organizations:resend_invitation",
        P.ROLE_GRANT,
        status=405,
        invitation_id=lambda w: w.invitation.pk,
    ),
    at_site(
        "organizations:withdraw_invitation",
        P.ROLE_GRANT,
        invitation_id=lambda w: w.invitation.pk,
    ),
    at_site("organizations:list_people", P.PERSON_VIEW),
    at_site("organizations:show_person", P.PERSON_VIEW, person_id=lambda w: w.person.pk),
    at_site("organizations:edit_person", P.PERSON_EDIT, person_id=lambda w: w.person.pk),
    at_site("organizations:choose_twin", P.PERSON_EDIT, person_id=lambda w: w.person.pk),
    at_site(
        "organizations:merge_people",
        P.PERSON_EDIT,
        person_id=lambda w: w.person.pk,
        other_id=lambda w: w.twin.pk,
    ),
    at_site("organizations:undo_merge", P.PERSON_EDIT, merge_id=lambda w: w.merge.pk),
    at_site("organizations:erase_person", P.PERSON_EDIT, person_id=lambda w: w.person.pk),
    # who may come
    at_site("eligibility:list_rules", P.ELIGIBILITY_EDIT),
    at_site("eligibility:new_rule", P.ELIGIBILITY_EDIT),
    at_site("eligibility:say_rule", P.ELIGIBILITY_EDIT, status=405),
    at_site("eligibility:edit_rule", P.ELIGIBILITY_EDIT, rule_id=lambda w: w.rule.pk),
    at_site("eligibility:remove_rule", P.ELIGIBILITY_EDIT, rule_id=lambda w: w.rule.pk),
    at_site("eligibility:list_rosters", P.ELIGIBILITY_EDIT),
    at_site("eligibility:show_roster", P.ELIGIBILITY_EDIT, roster_id=lambda w: w.roster.pk),
    at_site("eligibility:edit_roster", P.ELIGIBILITY_EDIT, roster_id=lambda w: w.roster.pk),
    at_site("eligibility:upload_roster", P.ELIGIBILITY_EDIT, roster_id=lambda w: w.roster.pk),
    at_site("eligibility:export_roster", P.ELIGIBILITY_EDIT, roster_id=lambda w: w.roster.pk),
    at_site(
        "eligibility:remove_roster_entry",
        P.ELIGIBILITY_EDIT,
        status=405,
        roster_id=lambda w: w.roster.pk,
        entry_id=1,
    ),
    at_site("eligibility:remove_roster", P.ELIGIBILITY_EDIT, roster_id=lambda w: w.roster.pk),
    at_site("eligibility:edit_proofs", P.ELIGIBILITY_EDIT),
    # for everybody who has the link
    public("organizations:open_invitation", token=lambda w: w.token),
    public("organizations:sign_in_to_accept", status=405, token=lambda w: w.token),
    public("organizations:show_logo", status=404, site_slug=lambda w: w.slug, name="none.png"),
    # the network
    in_network("organizations:list_sites", P.NETWORK_ADMINISTER),
    in_network("organizations:create_site", P.NETWORK_ADMINISTER),
    in_network("organizations:name_administrator", P.NETWORK_ADMINISTER, slug=lambda w: w.slug),
    in_network("organizations:list_institutions", P.NETWORK_ADMINISTER),
    in_network("organizations:add_institution", P.NETWORK_ADMINISTER),
    in_network(
        "organizations:edit_institution",
        P.NETWORK_ADMINISTER,
        institution_id=lambda w: w.institution.pk,
    ),
    in_network("organizations:network_list_colleagues", P.NETWORK_ADMINISTER),
    in_network("organizations:network_invite_colleague", P.NETWORK_ADMINISTER),
    in_network("organizations:network_give_role", P.NETWORK_ADMINISTER),
    in_network(
        "organizations:network_take_role_back",
        P.NETWORK_ADMINISTER,
        membership_id=lambda w: w.network_member.pk,
    ),
    in_network(
        "organizations:network_resend_invitation",
        P.NETWORK_ADMINISTER,
        status=405,
        invitation_id=lambda w: w.network_invitation.pk,
    ),
    in_network(
        "organizations:network_withdraw_invitation",
        P.NETWORK_ADMINISTER,
        invitation_id=lambda w: w.network_invitation.pk,
    ),
    # outbox and audit
    at_site("outbox:list_mails", P.OUTBOX_VIEW),
    at_site("outbox:show_mail", P.OUTBOX_VIEW, mail_id=lambda w: w.mail.pk),
    at_site("outbox:try_mail_again", P.OUTBOX_VIEW, status=405, mail_id=lambda w: w.mail.pk),
    at_site("audit:list_entries", P.HISTORY_VIEW),
    at_site("audit:export_entries", P.HISTORY_VIEW),
    at_site(
        "audit:show_thing",
        P.HISTORY_VIEW,
        kind="organizations.unit",
        thing_id=lambda w: w.entry.thing_id,
    ),
    # one's own pages, and the doors
    own("people:account"),
    own("people:data", status=WHO_AGAIN),
    own("people:erase", status=WHO_AGAIN),
    public("people:erased"),
    own("people:confirm"),
    own("people:second_factor"),
    own("people:second_factor_done", status=302),
    public("account_login"),
    public("account_request_login_code", status=SIGN_IN),
    public("account_confirm_login_code", status=302),
    public("account_logout", status=302),
    public("account_inactive"),
    public("account_signup"),
    own("account_email"),
    public("account_email_verification_sent", status=SIGN_IN),
    own("account_reauthenticate", status=403),
    own("usersessions_list"),
    own("mfa_index"),
    public("mfa_authenticate", status=SIGN_IN),
    own("mfa_reauthenticate", status=403),
    own("mfa_activate_totp", status=WHO_AGAIN),
    own("mfa_deactivate_totp", status=WHO_AGAIN),
    own("mfa_view_recovery_codes", status=WHO_AGAIN),
    own("mfa_generate_recovery_codes", status=WHO_AGAIN),
    own("mfa_download_recovery_codes", status=WHO_AGAIN),
    own("mfa_list_webauthn", status=302),
    own("mfa_add_webauthn", status=WHO_AGAIN),
    own("mfa_reauthenticate_webauthn", status=403),
    own("mfa_remove_webauthn", status=WHO_AGAIN, pk=1),
    own("mfa_edit_webauthn", status=WHO_AGAIN, pk=1),
    public("mfa_login_webauthn", status=SIGN_IN),
    own("socialaccount_connections"),
    public("socialaccount_signup", status=SIGN_IN),
    public("socialaccount_login_cancelled"),
    public("socialaccount_login_error", status=401),
    public("openid_connect_login", status=404, provider_id="none"),
    public("openid_connect_callback", status=404, provider_id="none"),
]
"""The table."""
