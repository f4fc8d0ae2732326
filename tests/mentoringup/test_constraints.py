"""Every named constraint of every table: the database itself refuses, whoever asks."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from frozen_answers import frozen_answers, ready_run
from mentoringup.curriculum.models import (
    Module,
    ModuleText,
    Pack,
    Part,
    PartFacet,
    PartVersion,
)
from mentoringup.delivery.models import DeliveredItem, Delivery
from mentoringup.eligibility.models import (
    MailDomain,
    NamedRule,
    Roster,
    RosterEntry,
    SignInAttribute,
)
from mentoringup.evaluation import triggers as data_set_triggers
from mentoringup.evaluation.models import DataSet, RedactedText, Run, RunFile, Upload
from mentoringup.guides.models import Guide
from mentoringup.organizations.models import (
    Affiliation,
    Institution,
    Invitation,
    Membership,
    Site,
    Term,
    Unit,
)
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Merge, Person
from mentoringup.planning.models import Plan, PlanRevision, SessionOfPlan
from mentoringup.questionnaires.models import (
    Questionnaire,
    QuestionnaireRevision,
    QuestionnaireVersion,
)
from mentoringup.registration.models import Draw, Hold, LetterText, Registration, SeatPlan
from mentoringup.surveys.models import (
    ConsentText,
    PaperForm,
    Participant,
    Response,
    Survey,
    SurveyLetterText,
    Wave,
    WaveDay,
    WaveMinutes,
)
from mentoringup.surveys.models import Invitation as AskedInvitation
from mentoringup.training.models import (
    Contact,
    EligibleStage,
    Implementation,
    Series,
    Session,
    Tier,
)

HERE, EVERYWHERE = {"site__isnull": False}, {"site__isnull": True}

CHECKS = [
    ("site_calendar_is_known", Site, {"calendar": "moons"}),
    ("term_ends_after_start", Term, {"ends_on": F("starts_on")}),
    ("term_season_is_known", Term, {"season": "monsoon"}),
    ("membership_role_is_known", Membership, {"role": "king"}),
    ("membership_site_fits_role", Membership, {"role": "network-admin"}),
    ("invitation_role_is_known", Invitation, {"role": "king"}),
    ("invitation_site_fits_role", Invitation, {"role": "network-admin"}),
    ("invitation_state_is_known", Invitation, {"state": "lost"}),
    ("person_state_is_known", Person, {"state": "asleep"}),
    ("person_merged_names_into_whom", Person, {"state": "merged"}),
    ("person_erased_has_no_name", Person, {"state": "erased"}),
    ("person_career_stage_is_known", Person, {"career_stage": "emperor"}),
    ("person_discipline_is_known", Person, {"discipline": "alchemy"}),
    ("merge_is_of_two", Merge, {"absorbed": F("kept")}),
    ("merge_state_is_known", Merge, {"state": "half"}),
    ("series_state_is_known", Series, {"state": "lost"}),
    ("series_rsvp_rule_is_known", Series, {"rsvp_rule": "someday"}),
    ("series_rsvp_days_are_said", Series, {"rsvp_rule": "days-before"}),
    ("series_rsvp_day_is_said", Series, {"rsvp_rule": "on-day"}),
    ("series_published_says_when", Series, {"state": "published"}),
    ("eligible_stage_is_known", EligibleStage, {"stage": "wizard"}),
    ("contact_stage_is_known", Contact, {"stage": "wizard"}),
    ("implementation_audience_is_known", Implementation, {"audience": "emperors"}),
    ("implementation_mode_is_known", Implementation, {"mode": "telepathy"}),
    ("session_state_is_known", Session, {"state": "lost"}),
    ("session_ends_after_start", Session, {"ends_at": F("starts_at")}),
    (
        "session_published_has_its_time",
        Session,
        {"state": "published", "starts_at": None, "ends_at": None},
    ),
    ("draw_state_is_known", Draw, {"state": "forgotten"}),
    ("draw_says_when", Draw, {"state": "drawn"}),
    ("draw_says_when", Draw, {"drawn_at": F("committed_at")}),
    ("roster_entry_stage_is_known", RosterEntry, {"stage": "wizard"}),
    ("adapted_pack_belongs_to_a_site", Pack, {"original": F("id")}),
    ("part_kind_is_known", Part, {"kind": "poem"}),
    *(
        ("activity_has_minutes_and_a_kind", Part, {"kind": "activity", "language": "", **told})
        for told in (
            {"minutes": None, "activity_kind": "tool"},
            {"minutes": 0, "activity_kind": "tool"},
            {"minutes": 5, "activity_kind": "poem"},
        )
    ),
    ("adapted_part_knows_its_original", Part, {"base_text": "As it was", "base_digest": ""}),
    ("adapted_part_knows_its_original", Part, {"base_version": "1.0"}),
    ("part_facet_is_known", PartFacet, {"facet": "color"}),
    ("plan_state_is_known", Plan, {"state": "lost"}),
    ("template_plans_no_delivery", Plan, {"state": "template"}),
    ("plan_stands_at_a_revision", Plan, {"revision": 9}),
    ("plan_change_is_known", PlanRevision, {"change": "vanished"}),
    ("plan_revision_follows_an_earlier_one", PlanRevision, {"number": 2, "after": 2}),
    ("questionnaire_state_is_known", Questionnaire, {"state": "lost"}),
    ("questionnaire_change_is_known", QuestionnaireRevision, {"change": "vanish"}),
    ("questionnaire_revision_follows", QuestionnaireRevision, {"number": 2, "after": 2}),
    ("roster_entry_discipline_is_known", RosterEntry, {"discipline": "alchemy"}),
    ("seat_plan_order_is_known", SeatPlan, {"order": "chaos"}),
    *(
        ("seat_plan_numbers_make_sense", SeatPlan, {field: 0})
        for field in ("offer_hours", "confirm_minutes", "no_show_percent", "no_show_least")
    ),
    ("registration_state_is_known", Registration, {"state": "asleep"}),
    ("registration_precedence_is_known", Registration, {"precedence": 9}),
    ("registration_proof_is_known", Registration, {"proof": "oath"}),
    ("registration_stage_is_known", Registration, {"stage": "wizard"}),
    ("registration_discipline_is_known", Registration, {"discipline": "alchemy"}),
    ("registration_offer_has_an_end", Registration, {"state": "offered"}),
    ("registration_offer_has_an_end", Registration, {"offered_until": F("asked_at")}),
    ("registration_seated_is_confirmed", Registration, {"state": "seated"}),
    ("registration_requested_is_unconfirmed", Registration, {"state": "requested"}),
    ("hold_has_seats", Hold, {"seats": 0}),
    ("letter_text_kind_is_known", LetterText, {"kind": "gossip"}),
    ("mail_state_is_known", Mail, {"state": "posted"}),
    ("mail_problem_is_known", Mail, {"problem": "tired"}),
    ("mail_sent_says_when", Mail, {"state": "sent"}),
    ("mail_sent_says_when", Mail, {"sent_at": F("created_at")}),
    ("mail_failed_says_why", Mail, {"state": "failed"}),
    ("delivery_ends_after_its_start", Delivery, {"ended_at": F("opened_at")}),
    (
        "delivery_ends_after_its_start",
        Delivery,
        {"started_at": F("opened_at"), "ended_at": F("opened_at") - timedelta(minutes=1)},
    ),
    ("item_state_is_known", DeliveredItem, {"state": "lost", "delivered_seconds": 1}),
    ("item_says_how_long_it_took", DeliveredItem, {"state": "done"}),
    ("skipped_item_took_no_time", DeliveredItem, {"state": "skipped", "delivered_seconds": 1}),
    ("guide_state_is_known", Guide, {"state": "lost"}),
    ("guide_format_suits_its_kind", Guide, {"format": "pptx"}),
    ("guide_format_suits_its_kind", Guide, {"kind": "slides"}),
    ("guide_kind_and_paper_are_known", Guide, {"kind": "poem"}),
    ("guide_kind_and_paper_are_known", Guide, {"paper": "a3"}),
    ("ready_guide_has_its_file", Guide, {"state": "ready"}),
    ("guide_progress_is_a_share", Guide, {"progress": 101}),
    ("survey_state_is_known", Survey, {"state": "lost"}),
    ("survey_mode_is_known", Survey, {"mode": "half"}),
    ("survey_audience_is_known", Survey, {"audience": "emperors"}),
    ("survey_is_open_for_days", Survey, {"open_days": 0}),
    ("survey_is_open_for_days", Survey, {"open_days": 366}),
    ("wave_kind_is_known", Wave, {"kind": "someday"}),
    ("wave_state_is_known", Wave, {"state": "lost"}),
    ("wave_mode_is_known", Wave, {"mode": "half"}),
    ("wave_closes_after_it_opens", Wave, {"closes_at": F("opens_at")}),
    ("wave_was_closed_only_if_it_is", Wave, {"closed_at": F("opens_at")}),
    *(
        ("opened_wave_says_what_it_asks", Wave, {"state": state, "asked": None})
        for state in ("open", "closed", "frozen")
    ),
    ("survey_invitation_state_is_known", AskedInvitation, {"state": "lost"}),
    ("invitation_has_three_reminders_at_most", AskedInvitation, {"reminders_due": 4}),
    ("invitation_has_no_reminder_that_is_not_due", AskedInvitation, {"reminders": 3}),
    ("removed_paper_is_not_taken_over", PaperForm, {"is_removed": True, "is_taken_over": True}),
    ("anonymous_response_has_no_pseudonym", Response, {"pseudonym": "p"}),
    ("anonymous_response_has_no_pseudonym", Response, {"about": "p"}),
    ("response_origin_is_known", Response, {"origin": "dream"}),
    ("response_consents_to_a_text", Response, {"consent": True}),
    ("response_consents_to_a_text", Response, {"consent": False}),
    ("survey_letter_kind_is_known", SurveyLetterText, {"kind": "survey.gossip"}),
    ("data_set_says_where_it_is_from", DataSet, {"source": "wave"}),
    ("data_set_says_where_it_is_from", DataSet, {"source": "dream"}),
    ("data_set_consents_fit_its_rows", DataSet, {"consented": 10**6}),
    ("upload_state_is_known", Upload, {"state": "lost"}),
    ("taken_upload_has_its_data_set", Upload, {"state": "taken"}),
    ("run_state_is_known", Run, {"state": "lost"}),
    ("run_progress_is_a_share", Run, {"state": "waiting", "progress": 101}),
    *(
        ("ready_run_has_its_results", Run, told)
        for told in ({"results": None}, {"made_at": None}, {"progress": 99})
    ),
    ("run_file_kind_is_known", RunFile, {"kind": "lost"}),
    ("redacted_text_is_numbered_from_one", RedactedText, {"number": 0}),
    *(
        ("mail_headers_are_one_line", Mail, {field: "a@b.example\nBcc: c@d.example"})
        for field in ("to", "reply_to", "subject")
    ),
]
"""A change of a row that stands otherwise."""

COPIES = [
    ("institution_ror_is_unique", Institution, {}, {"name": "Another"}),
    ("site_name_is_unique_at_institution", Site, {}, {"slug": "another"}),
    ("unit_name_is_unique_at_site", Unit, {}, {}),
    ("affiliation_is_unique", Affiliation, {}, {}),
    ("term_is_unique", Term, {}, {}),
    ("membership_is_held_once", Membership, HERE, {}),
    ("membership_of_network_is_held_once", Membership, EVERYWHERE, {}),
    ("invitation_is_open_once", Invitation, HERE, {"token_sha256": "c"}),
    ("invitation_to_network_is_open_once", Invitation, EVERYWHERE, {"token_sha256": "c"}),
    ("person_email_is_one_persons", Person, {}, {"email": "ADA@lakeside.example"}),
    ("merge_absorbs_once", Merge, {}, {}),
    ("module_text_is_unique", ModuleText, {"module": "of-this-test"}, {}),
    ("series_slug_is_unique_at_site", Series, {}, {}),
    ("eligible_stage_is_unique", EligibleStage, {}, {}),
    ("tier_position_is_unique", Tier, {}, {}),
    ("session_slug_is_unique", Session, {}, {}),
    ("draw_is_unique", Draw, {}, {}),
    ("registration_is_active_once_a_person", Registration, {}, {"ticket": 2, "email": ""}),
    ("registration_is_active_once_an_address", Registration, {}, {"ticket": 2, "person": None}),
    ("ticket_is_unique", Registration, {}, {"state": "withdrawn"}),
    ("rule_name_is_unique_at_site", NamedRule, {}, {}),
    ("roster_name_is_unique_at_site", Roster, {}, {}),
    ("roster_entry_is_unique", RosterEntry, {}, {}),
    ("mail_domain_is_unique", MailDomain, {}, {}),
    ("sign_in_attribute_is_unique", SignInAttribute, {}, {}),
    ("letter_text_is_unique", LetterText, {}, {}),
    ("shared_pack_slug_is_unique", Pack, EVERYWHERE, {}),
    ("pack_slug_is_unique_at_site", Pack, HERE, {"original": None}),
    ("pack_is_adapted_once_at_site", Pack, HERE, {"slug": "another"}),
    ("part_path_is_unique_in_pack", Part, {}, {}),
    ("part_version_is_unique", PartVersion, {}, {}),
    ("part_facet_is_unique", PartFacet, {}, {}),
    ("plan_revision_is_unique", PlanRevision, {}, {}),
    ("questionnaire_revision_is_unique", QuestionnaireRevision, {}, {}),
    ("questionnaire_version_number_is_unique", QuestionnaireVersion, {}, {}),
    ("planned_session_is_one_session", SessionOfPlan, {}, {"session_id": 10**6}),
    ("session_is_planned_once", SessionOfPlan, {}, {"key": "another0"}),
    ("session_is_delivered_once", Delivery, {}, {}),
    ("item_is_delivered_once", DeliveredItem, {}, {}),
    ("guide_is_made_once", Guide, {}, {}),
    ("consent_version_is_unique", ConsentText, {}, {}),
    ("wave_kind_is_unique", Wave, {}, {"ref": "another"}),
    ("participant_is_asked_once", Participant, {}, {"email": "ADA@lakeside.example"}),
    ("invitation_is_unique_in_wave", AskedInvitation, {}, {"ticket": "another"}),
    ("pseudonym_answers_a_wave_once", Response, {"mode": "confidential"}, {"locator": None}),
    ("wave_day_is_unique", WaveDay, {}, {}),
    ("wave_minutes_are_unique", WaveMinutes, {}, {}),
    ("paper_number_is_unique", PaperForm, {}, {}),
    ("survey_letter_is_unique", SurveyLetterText, {}, {}),
    ("run_file_name_is_unique", RunFile, {"name": "report.pdf"}, {}),
    ("redacted_text_is_unique", RedactedText, {}, {}),
    ("mail_key_is_used_once", Mail, {}, {"message_id": "<2@lakeside.example>"}),
]
"""Which row, and what its copy has otherwise."""


@pytest.fixture
def _rows(site: Site, institution: Institution, now: datetime) -> None:
    """One row of each table; of roles and invitations one at the site and one in the network."""
    Institution.objects.filter(pk=institution.pk).update(ror_id="02mhbdp94")
    ada = Person.objects.create_user("ada@lakeside.example", given_name="Ada")
    absorbed = Person(email="", state="merged", merged_into=ada)
    absorbed.save()
    Merge.objects.create(kept=ada, absorbed=absorbed, merged_at=now)
    unit = Unit.objects.create(site=site, name="Biology")
    Affiliation.objects.create(person=ada, unit=unit)
    Term.objects.create(
        site=site,
        season="fall",
        year=2026,
        starts_on=date(2026, 9, 21),
        ends_on=date(2026, 12, 11),
    )
    for where, role, token in ((site, "coordinator", "a"), (None, "network-admin", "b")):
        Membership.objects.create(person=ada, site=where, role=role, granted_at=now)
        Invitation.objects.create(
            site=where,
            role=role,
            email="new@lakeside.example",
            token_sha256=token,
            invited_at=now,
            sent_at=now,
            expires_at=now,
        )
    module = Module.objects.create(id="of-this-test", position=99)
    ModuleText.objects.create(module=module, language="en", name="Tests", objectives=[])
    series = Series.objects.create(site=site, slug="up", title="Up", rsvp_rule="term-start")
    EligibleStage.objects.create(series=series, stage="postdoc")
    Contact.objects.create(series=series, position=0, name="Lin", stage="postdoc")
    Tier.objects.create(series=series, position=1)
    NamedRule.objects.create(site=site, name="Postdocs", tree={"stage": ["postdoc"]})
    roster = Roster.objects.create(site=site, name="Trainees")
    RosterEntry.objects.create(roster=roster, email="ada@lakeside.example")
    MailDomain.objects.create(site=site, domain="lakeside.example")
    SignInAttribute.objects.create(site=site, claim="affiliation", value="member")
    session = Session.objects.create(
        implementation=Implementation.objects.create(series=series),
        slug="one",
        position=1,
        title="One",
        starts_at=now,
        ends_at=now + timedelta(hours=1),
    )
    Draw.objects.create(
        session=session, tier=0, seed="5f" * 32, commitment="ce" * 32, committed_at=now
    )
    SeatPlan.objects.create(series=series)
    Hold.objects.create(session=session, seats=1, made_at=now)
    Registration.objects.create(
        session=session,
        person=ada,
        email="ada@lakeside.example",
        state="queued",
        tier=0,
        place=1,
        ticket=1,
        asked_at=now,
        confirmed_at=now,
        changed_at=now,
    )
    LetterText.objects.create(
        site=site, kind="registration.offer", language="en", subject="Come", text="Come"
    )
    _pack_and_part(site, now)
    plan = Plan.objects.create(
        site=site,
        implementation=session.implementation,
        name="Four hours",
        document={},
        created_at=now,
        changed_at=now,
    )
    PlanRevision.objects.create(plan=plan, number=1, document={}, change="created", made_at=now)
    SessionOfPlan.objects.create(plan=plan, key="session1", session=session)
    _survey(session.implementation, _questionnaire(site, now), now)
    _run(site, now)
    delivery = Delivery.objects.create(plan=plan, key="session1", revision=1, opened_at=now)
    DeliveredItem.objects.create(
        delivery=delivery, item="item0001", position=0, title="Names", planned_minutes=5
    )
    Guide.objects.create(
        plan=plan,
        revision=1,
        kind="packet",
        format="pdf",
        language="en",
        asked_at=now,
    )
    Mail.objects.create(
        kind="test",
        key="1",
        to="ada@lakeside.example",
        subject="Hello",
        text="Hello",
        message_id="<1@lakeside.example>",
        next_try_at=now,
        created_at=now,
    )


def _questionnaire(site: Site, now: datetime) -> QuestionnaireVersion:
    """A questionnaire with its first revision and version."""
    row = Questionnaire.objects.create(
        site=site, name="Post", document={}, created_at=now, changed_at=now
    )
    row.revisions.create(number=1, document={}, change="created", made_at=now)
    return row.versions.create(
        number=1, document={}, sha256="0", instrument_sha256="0", published_at=now
    )


def _run(site: Site, now: datetime) -> None:
    """A finished evaluation of a data set, and an answer that was redacted."""
    data_set = frozen_answers(site, now, people=1)
    ready_run(site, now, data_set)
    Upload.objects.create(site=site, file_name="answers.csv", content=b"a,b", uploaded_at=now)
    RedactedText.objects.create(data_set=data_set, question="plan", number=1, reviewed_at=now)


def _survey(implementation: Implementation, asked: QuestionnaireVersion, now: datetime) -> None:
    """A survey with an open wave, somebody whom it asks, and a response of each mode."""
    site = implementation.series.site
    ConsentText.objects.create(site=site, version=1, text={}, created_at=now)
    SurveyLetterText.objects.create(
        site=site, kind="survey.reminder", language="en", subject="Please", text="Please"
    )
    survey = Survey.objects.create(site=site, implementation=implementation, created_at=now)
    wave = Wave.objects.create(
        survey=survey,
        ref="wave",
        kind="post",
        state="open",
        questionnaire=asked.questionnaire,
        asked=asked,
        mode="anonymous",
        opens_at=now,
        closes_at=now + timedelta(days=30),
    )
    participant = Participant.objects.create(survey=survey, email="ada@lakeside.example")
    AskedInvitation.objects.create(wave=wave, participant=participant, ticket="0")
    for number, (mode, pseudonym) in enumerate((("anonymous", ""), ("confidential", "ada"))):
        Response.objects.create(
            id=UUID(int=number),
            wave=wave,
            mode=mode,
            pseudonym=pseudonym,
            locator=str(number),
            asked=asked,
            instrument_sha256="0",
            layout="side-by-side",
            language="en",
            answers={},
            day=now.date(),
        )
    WaveDay.objects.create(wave=wave, day=now.date())
    WaveMinutes.objects.create(wave=wave, minutes=12)
    PaperForm.objects.create(wave=wave, number=1)


def _pack_and_part(site: Site, now: datetime) -> None:
    """A shared pack with a part, and what the site adapts of it; before them stands what ships."""
    told = {"version": "1", "title": "Of this test", "license": "CC0-1.0", "loaded_at": now}
    shared = Pack.objects.create(slug="of-this-test", **told)
    Pack.objects.create(slug="of-this-test", site=site, original=shared, **told)
    part = Part.objects.create(
        pack=shared, path="primer.md", kind="primer", text="Text", digest="0", words="text"
    )
    PartVersion.objects.create(part=part, number=1, text="Text", saved_at=now)
    PartFacet.objects.create(part=part, facet="mode", value="online")


def one(model: type[models.Model], **which: object) -> models.Model:
    return model._default_manager.filter(**which).order_by("pk")[0]


def add_at_once(row: models.Model) -> None:
    """Add it, and have deferred constraints looked at, too."""
    type(row)._default_manager.bulk_create([row])
    connection.check_constraints()


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize(("name", "model", "change"), CHECKS)
def test_a_row_that_cannot_be_is_refused(name, model, change):
    which = HERE if model in {Membership, Invitation} else {}
    rows = model._default_manager.filter(pk=one(model, **which).pk)
    if model is DataSet:  # a trigger refuses every change of one; here its constraints are asked
        data_set_triggers.allow_changes(connection)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**change)


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize(("name", "model", "which", "otherwise"), COPIES)
def test_a_row_that_can_be_but_once_is_refused_a_second_time(name, model, which, otherwise):
    if name == "tier_position_is_unique" and connection.vendor == "sqlite":
        pytest.skip("SQLite has no deferrable constraints")
    copy = one(model, **which)
    copy.pk = None
    copy._state.adding = True
    for field, value in otherwise.items():
        setattr(copy, field, value)
    words = name if connection.vendor == "postgresql" else "UNIQUE"

    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        add_at_once(copy)


def test_every_named_constraint_is_tried_here():
    ours = (model for model in apps.get_models() if model.__module__.startswith("mentoringup."))
    named = {constraint.name for model in ours for constraint in model._meta.constraints}
    assert {row[0] for row in (*CHECKS, *COPIES)} == named
