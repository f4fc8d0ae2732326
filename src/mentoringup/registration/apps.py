"""The app's name for Django."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Requests, tiers, offers, waiting list, draws."""

    name = "mentoringup.registration"
    label = "registration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what pages show, what the history tells, and what seats follow."""
        from mentoringup.eligibility.domain.following import (  # noqa: PLC0415  needs loaded apps
            follows_rules,
        )
        from mentoringup.jobs import periodic  # noqa: PLC0415  the same
        from mentoringup.people.domain import forgets, holds_first, joins  # noqa: PLC0415  the same
        from mentoringup.registration import (  # noqa: PLC0415  needs loaded apps
            draw_history,  # noqa: F401  registers verbs
            history,  # noqa: F401  registers verbs
            letter_history,  # noqa: F401  registers verbs
            mail_checks,  # noqa: F401  registers checks
            seats_on_pages,  # noqa: F401  registers what pages show
            staff_ways,  # noqa: F401  registers where the editor leads
        )
        from mentoringup.registration.domain import (  # noqa: PLC0415  the same
            following,
            following_rules,
            forgetting,
            joining,
            reranking,
            retiering,
            timekeeping,
        )
        from mentoringup.training.domain.following import follows_sessions  # noqa: PLC0415
        from mentoringup.training.domain.following_admission import (  # noqa: PLC0415
            follows_admission,
        )

        follows_sessions(following)
        follows_admission(retiering)
        follows_rules(following_rules)
        forgets(forgetting.forget_requests)
        holds_first(forgetting.hold_requests)
        joins(joining.join_requests)
        periodic.every(name="registration", seconds=5, call=timekeeping.keep_time)
        periodic.nightly(name="registration.ranks", enqueue=reranking.rerank_by_night.enqueue)
