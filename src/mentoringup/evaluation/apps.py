"""The app's name for Django, and what it tells the floors below."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Frozen data sets, runs of mentoreval, findings and reports."""

    name = "mentoringup.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the history tells of data sets, who is asked, and what is done by itself."""
        from mentoringup.evaluation import (  # noqa: PLC0415  needs loaded apps
            history,  # noqa: F401  registers verbs
            history_runs,  # noqa: F401  the same
            wave_ways,
        )
        from mentoringup.evaluation.domain.attendance import (  # noqa: PLC0415  the same
            attendees,
            seated,
        )
        from mentoringup.evaluation.domain.finishing import finish_due  # noqa: PLC0415  the same
        from mentoringup.jobs import periodic  # noqa: PLC0415  the same
        from mentoringup.surveys.domain import following  # noqa: PLC0415  the same
        from mentoringup.surveys.wave_ways import leads_on  # noqa: PLC0415  the same

        following.on_opening(attendees)
        following.before_training(seated)
        leads_on(wave_ways.ways_of)
        periodic.every(name="evaluation.freezing", seconds=300, call=finish_due)
