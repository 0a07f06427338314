"""Every setting of the house, typed, from the environment.

Without ``SECRET_KEY`` this is a demonstration on one's own machine: ``DEBUG`` is on (so only this machine is
answered), SQLite holds the data and keys are made under ``var/``. With ``SECRET_KEY`` it is production: ``DEBUG``
is off; a missing key is refused with its name, and `check --deploy` names what else only the office can say.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from backoffice.skin import JAZZMIN_SETTINGS, JAZZMIN_UI_TWEAKS

__all__ = ["JAZZMIN_SETTINGS", "JAZZMIN_UI_TWEAKS"]

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()


def kept_secret(name: str, make: str) -> str:
    """A secret of the demonstration, made once and kept in ``var/`` (mode 600), whoever starts first."""
    path = VAR_DIR / name
    VAR_DIR.mkdir(exist_ok=True)
    if not path.exists():
        whole = VAR_DIR / f".{name}-{os.getpid()}"
        whole.touch(mode=0o600)
        whole.write_text(make)
        with suppress(FileExistsError):  # another process was first; theirs holds
            os.link(whole, path)
        whole.unlink()
    return path.read_text().strip()


DEBUG: bool = env.bool("DEBUG", default="SECRET_KEY" not in os.environ)
SECRET_KEY: str = env.str("SECRET_KEY", default="") or (
    kept_secret("secret-key", secrets.token_urlsafe(50)) if DEBUG else ""
)
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY: DEBUG is off, and no key is made up in production.")

# Keys of the encrypted fields, apart from SECRET_KEY: "name:base64,name:base64", the first one writes.
FIELD_KEYS: str = env.str("FIELD_KEYS", default="") or (
    kept_secret("field-keys", "demo:" + secrets.token_urlsafe(32)) if DEBUG else ""
)
if not FIELD_KEYS:
    raise ImproperlyConfigured("Set FIELD_KEYS: without them no complaint can be read or written.")

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
REQUIRE_TWO_FACTOR: bool = env.bool("REQUIRE_TWO_FACTOR", default=not DEBUG)

# --- what the house is made of ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "backoffice.apps.BackofficeConfig",
    "jazzmin",
    "backoffice.apps.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_fsm",
    "django_q",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "auditlog",
    "import_export",
    "backoffice.kit",
    "backoffice.accounts",
    "backoffice.audit",
    "documents",
    "billing",
    "casework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "backoffice.security.SecurityHeadersMiddleware",
    "backoffice.kit.full_disk.FullDiskMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "backoffice.accounts.middleware.LanguageMiddleware",
    "backoffice.accounts.middleware.SessionLimitsMiddleware",
    "backoffice.accounts.middleware.SignInGateMiddleware",
    "backoffice.errors.PlainNotFoundMiddleware",
    "backoffice.audit.middleware.RefusedAccessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "backoffice.audit.middleware.ChangeLogMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "backoffice.urls"
WSGI_APPLICATION = "backoffice.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "backoffice" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- data ---------------------------------------------------------------------------------------------------------

SQLITE_DEFAULT = f"sqlite:///{VAR_DIR / 'backoffice.sqlite3'}"
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url_config(env.str("DATABASE_URL", default="") or SQLITE_DEFAULT)
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # One writer at a time that waits instead of failing: 0 locked errors where SQLite's defaults gave 19 %.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

MEDIA_ROOT: str = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# Nothing under MEDIA_ROOT has an address: files leave the house only through a view that checks who may.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# --- who may come in ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "backoffice.accounts.passwords.PredictablePasswordValidator"},
]
# What a message says, such as the name of a file, travels in no cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# How many proxies of our own stand between this house and the outside: only those are believed about the address
# of the other end and about https.
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", default=0)

SESSION_COOKIE_AGE = 10 * 60 * 60  # at most ten hours, however busy
SESSION_IDLE_MINUTES = 30
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = not DEBUG
# Only a proxy of our own is believed; it must overwrite what the other end sends as X-Forwarded-Proto.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES > 0 else None
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Lock-out per account and address together, so that nobody can lock a colleague out from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # our own log of who signed in is chained and has no forms in it
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_USERNAME_CALLABLE = "backoffice.accounts.lock_out.counted_as"
AXES_CLIENT_IP_CALLABLE = "backoffice.accounts.addresses.client_address"
AXES_SENSITIVE_PARAMETERS = ["username", "code"]
OTP_TOTP_ISSUER = "Klachtenkantoor"

# --- language and time --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "backoffice" / "locale"]
FORMAT_MODULE_PATH = ["backoffice.formats"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- files, mail, background work ---------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "backoffice" / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Files that a mail program can open, and mail servers whose silence halfway is noticed.
MAIL_SERVERS = dict.fromkeys(["smtp", "smtps", "smtp+tls", "smtp+ssl"], "documents.transport.SmtpBackend")
environ.Env.EMAIL_SCHEMES.update({**MAIL_SERVERS, "filemail": "documents.mail_files.EmlBackend"})
EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="kantoor@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# The name, address and telephone number that letters and screens carry.
OFFICE: dict[str, str] = {
    "name": env.str("OFFICE_NAME", default="Klachtenkantoor Zorg"),
    "street": env.str("OFFICE_STREET", default="Voorbeeldstraat 1"),
    "city": env.str("OFFICE_CITY", default="7511 AB Enschede"),
    "phone": env.str("OFFICE_PHONE", default="053 123 45 67"),
    "email": env.str("OFFICE_EMAIL", default="kantoor@example.org"),
    "website": env.str("OFFICE_WEBSITE", default="www.klachtenkantoor.example"),
}

# What only the office itself can say. The demonstration has an example of each; in production `check --deploy` names
# those that are missing.
SAID_BY_THE_OFFICE = (
    "ALLOWED_HOSTS",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "OFFICE_CITY",
    "OFFICE_EMAIL",
    "OFFICE_NAME",
    "OFFICE_PHONE",
    "OFFICE_STREET",
    "OFFICE_WEBSITE",
)
NOT_SAID: list[str] = [name for name in SAID_BY_THE_OFFICE if not env.str(name, default="").strip()]

Q_CLUSTER: dict[str, Any] = {
    "name": "backoffice",
    "workers": env.int("WORKERS", default=2),
    "timeout": 600,
    "retry": 660,
    "max_attempts": 5,
    "ack_failures": True,
    "catch_up": False,
    "label": _("Background tasks"),
    "time_zone": TIME_ZONE,
    **({"redis": REDIS_URL} if REDIS_URL else {"orm": "default", "poll": 1, "bulk": 5}),
}

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
AUDITLOG_INCLUDE_ALL_MODELS = False

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"meant_answers": {"()": "backoffice.log_lines.MeantAnswers"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "django": {"handlers": []},  # its own would write every line of the demonstration a second time
        "django.request": {"filters": ["meant_answers"]},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
