"""Django's settings, made from the environment variables of `config.variables`."""

import secrets
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from mentoringup.config.database import database_settings
from mentoringup.config.environment import read_environment
from mentoringup.config.logs import logging_settings
from mentoringup.config.variables import VARIABLES

_given = read_environment(VARIABLES)

SOURCE = Path(__file__).resolve().parents[1]

DEBUG = _given["DEBUG"]
DEMO = _given["DEMO"]
SECRET_KEY = _given["SECRET_KEY"] or (
    "only-for-development-" + "x" * 40 if DEBUG or DEMO else secrets.token_urlsafe(50)
)
ALLOWED_HOSTS = _given["ALLOWED_HOSTS"]
BASE_URL = _given["BASE_URL"].rstrip("/")
DATA_DIR = _given["DATA_DIR"]
LISTEN = _given["LISTEN"]
WEB_PROCESSES = _given["WEB_PROCESSES"]
WEB_THREADS = _given["WEB_THREADS"]
STAFF_NEEDS_SECOND_FACTOR = _given["STAFF_NEEDS_SECOND_FACTOR"]

INSTALLED_APPS = [
    "mentoringup.home",
    "mentoringup.evaluation",
    "mentoringup.guides",
    "mentoringup.delivery",
    "mentoringup.planning",
    "mentoringup.registration",
    "mentoringup.surveys",
    "mentoringup.training",
    "mentoringup.questionnaires",
    "mentoringup.curriculum",
    "mentoringup.eligibility",
    "mentoringup.organizations",
    "mentoringup.people",
    "mentoringup.outbox",
    "mentoringup.audit",
    "mentoringup.jobs",
    "mentoringup.access",
    "mentoringup.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "mentoringup.config.requests.log_requests",
    "mentoringup.config.lean.answer_leanly",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "mentoringup.config.urls"
WSGI_APPLICATION = "mentoringup.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]
FORM_RENDERER = "mentoringup.ui.renderer.UiRenderer"

DATABASES = {"default": database_settings(_given["DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "long"]}}
NIGHT_HOUR = _given["NIGHT_HOUR"]

LOGGING = logging_settings(readable=DEBUG, level=_given["LOG_LEVEL"])

_mail_server = _given["EMAIL_URL"]
EMAIL_BACKEND = _mail_server.backend
EMAIL_HOST = _mail_server.host
EMAIL_PORT = _mail_server.port
EMAIL_HOST_USER = _mail_server.user
EMAIL_HOST_PASSWORD = _mail_server.password
EMAIL_USE_SSL = _mail_server.is_tls_from_the_start
EMAIL_USE_TLS = _mail_server.is_tls_by_starttls
EMAIL_FILE_PATH = _mail_server.folder or None
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _given["MAIL_FROM"]

_https = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_TRUSTED_ORIGINS = [BASE_URL] if _https else []
SECURE_SSL_REDIRECT = _https and _given["SSL_REDIRECT"]
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = _given["HSTS_SECONDS"] if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _given["HSTS_SUBDOMAINS"]
if _given["PROXIES"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# SQLite makes no deferrable constraints: there the domain alone keeps the order of tiers.
SILENCED_SYSTEM_CHECKS = ["models.W038"]
if not _given["HSTS_SUBDOMAINS"]:
    # Whether every other host below this name speaks HTTPS is for its owner to say, not for us.
    SILENCED_SYSTEM_CHECKS += ["security.W005", "security.W021"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
UPLOAD_MAX_SIZE = _given["UPLOAD_KILOBYTES"] * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_SIZE
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "mentoringup.config.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:dashboard"
LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_USER_DISPLAY = "mentoringup.people.domain.queries.name_of"
ACCOUNT_ADAPTER = "mentoringup.people.sign_in.adapters.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 10
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "mentoringup.people.sign_in.forms.SignInForm",
    "signup": "mentoringup.people.sign_in.forms.SignUpForm",
    "add_email": "mentoringup.people.sign_in.forms.AddAddressForm",
    "confirm_login_code": "mentoringup.people.sign_in.forms.SignInCodeForm",
    "confirm_email_verification_code": "mentoringup.people.sign_in.forms.AddressCodeForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "20/m/ip",
    "request_login_code": "20/m/ip,3/m/key,12/h/key",
    "confirm_email": "20/m/ip,1/10s/key,12/h/key",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = _given["PROXIES"]
MFA_ADAPTER = "mentoringup.people.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Mentoring Up"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
MFA_FORMS = {
    "authenticate": "mentoringup.people.sign_in.forms.SecondFactorForm",
    "reauthenticate": "mentoringup.people.sign_in.forms.SecondFactorAgainForm",
    "activate_totp": "mentoringup.people.sign_in.forms.AddAppForm",
    "add_webauthn": "mentoringup.people.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "mentoringup.people.sign_in.forms.RenamePasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}
SOCIALACCOUNT_ADAPTER = "mentoringup.people.sign_in.adapters.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "institution",
                "name": _given["OIDC_NAME"],
                "client_id": _given["OIDC_CLIENT_ID"],
                "secret": _given["OIDC_CLIENT_SECRET"],
                "settings": {
                    "server_url": _given["OIDC_SERVER_URL"],
                    "email_authentication": True,
                },
            }
        ]
        if _given["OIDC_SERVER_URL"]
        else []
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "uploads"},
    },
    "staticfiles": {"BACKEND": "mentoringup.config.static_files.StaticFiles"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
