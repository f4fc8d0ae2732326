"""The doors that are open. Everything else of allauth, such as passwords, has no address here.

The names are allauth's own, since it looks them up.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions import views as usersessions
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.generic import RedirectView

from mentoringup.people.sign_in import views
from mentoringup.people.sign_in.confirming import freshly_confirmed

_fresh = freshly_confirmed()
_readable = views.with_readable_credential
_fresh_to_write = freshly_confirmed(only_writes=True)
_to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
_to_factors = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("login/code/", _to_sign_in, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("email/", _fresh_to_write(account.email), name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("sessions/", usersessions.list_usersessions, name="usersessions_list"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", _readable(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", _readable(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", _fresh(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", _fresh(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        _fresh(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        _fresh(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        _fresh(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/passkeys/", login_required(_to_factors), name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", _fresh(_readable(webauthn.add_webauthn)), name="mfa_add_webauthn"),
    path(
        "2fa/passkeys/reauthenticate/",
        _readable(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/passkeys/<int:pk>/remove/",
        _fresh(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("2fa/passkeys/<int:pk>/edit/", _fresh(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("2fa/passkeys/login/", _readable(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path(
        "institution/",
        _fresh_to_write(socialaccount.connections),
        name="socialaccount_connections",
    ),
    path("institution/signup/", socialaccount.signup, name="socialaccount_signup"),
    path(
        "institution/cancelled/",
        socialaccount.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("institution/error/", socialaccount.login_error, name="socialaccount_login_error"),
    path("oidc/<slug:provider_id>/login/", views.oidc_sign_in, name="openid_connect_login"),
    path(
        "oidc/<slug:provider_id>/login/callback/",
        openid_connect.callback,
        name="openid_connect_callback",
    ),
]
