"""All addresses: each app adds its own."""

from django.urls import include, path

handler400 = "mentoringup.home.errors.bad_request"
urlpatterns = [
    path("", include("mentoringup.home.urls")),
    path("", include("mentoringup.evaluation.urls")),
    path("", include("mentoringup.delivery.urls")),
    path("", include("mentoringup.guides.urls")),
    path("", include("mentoringup.planning.urls")),
    path("", include("mentoringup.registration.urls")),
    path("", include("mentoringup.surveys.urls")),
    path("", include("mentoringup.training.urls")),
    path("", include("mentoringup.questionnaires.urls")),
    path("", include("mentoringup.curriculum.urls")),
    path("", include("mentoringup.eligibility.urls")),
    path("", include("mentoringup.organizations.urls")),
    path("", include("mentoringup.people.urls")),
    path("", include("mentoringup.home.mails.urls")),
    path("", include("mentoringup.home.history.urls")),
    path("", include("mentoringup.ui.urls")),
    path("account/", include("mentoringup.people.sign_in.urls")),
]
