"""The app's name for Django."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Waves, invitations, answering, responses; anonymity in the schema."""

    name = "mentoringup.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the history tells of surveys, what mails are checked for, what is due when."""
        from mentoringup.jobs import periodic  # noqa: PLC0415  needs loaded apps
        from mentoringup.people.domain import forgets, joins  # noqa: PLC0415  the same
        from mentoringup.questionnaires.uses import tells_uses  # noqa: PLC0415  the same
        from mentoringup.surveys import (  # noqa: PLC0415  the same
            history,  # noqa: F401  registers verbs
            jobs,
            mail_checks,  # noqa: F401  registers checks and links
            questionnaire_uses,
            staff_ways,  # noqa: F401  names the page of a series
        )
        from mentoringup.surveys.domain import (  # noqa: PLC0415  the same
            counts,
            forgetting,
            joining,
            moving,
        )
        from mentoringup.training.domain.following import follows_sessions  # noqa: PLC0415

        follows_sessions(moving)
        tells_uses(questionnaire_uses.uses_of)
        forgets(forgetting.forget_participants)
        joins(joining.join_participants)
        periodic.every(name="surveys.waves", seconds=30, call=jobs.keep_time)
        periodic.every(name="surveys.told", seconds=60, call=counts.note_all_told)
        periodic.every(name="surveys.attendance", seconds=300, call=jobs.follow_attendance)
        periodic.nightly(name="surveys.keys", enqueue=jobs.destroy_keys_by_night.enqueue)
