"""Every setting of Qawl. What differs between machines comes from the environment.

The defaults are those of production; `manage.py up` sets DEVELOPMENT=1 for what it starts.
"""

from pathlib import Path
from typing import Any

import pghistory
import pgtrigger
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from config import environment, logs
from config.services.places import DATABASE_NAME, DATABASE_USER, DataFolder

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = DataFolder.of(BASE_DIR)

DEBUG = environment.flag("DEBUG")
# Plain HTTP on this machine only, static files straight from the checkout.
DEVELOPMENT = environment.flag("DEVELOPMENT")

# Commands that need no key (help, extract, makemigrations) must not write one into the data folder.
# The web server refuses to start on a temporary one: config/wsgi.py.
_LASTING_SECRET_KEY = environment.text("SECRET_KEY") or DATA.secret_key()
SECRET_KEY = _LASTING_SECRET_KEY or get_random_secret_key()
SECRET_KEY_IS_TEMPORARY = not _LASTING_SECRET_KEY

# The machine itself may always ask, for its health for one.
ALLOWED_HOSTS = [*environment.words("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

# Who fetches pages, and whom an outlet's webmaster can ask about it.
CONTACT = environment.text("CONTACT")
USER_AGENT = environment.text("USER_AGENT", f"Qawl/0.1 ({CONTACT})" if CONTACT else "Qawl/0.1")

# Hosts and ports (intranet.example:8080) that may be fetched although their addresses are private.
FETCH_ALLOWED_HOSTS = environment.words("FETCH_ALLOWED_HOSTS")

# Seconds between two requests to one host, by all workers together; robots.txt may ask for more.
FETCH_PAUSE = environment.number("FETCH_PAUSE", 2)

# Where pages as fetched are kept, an S3-compatible storage; unset means the database.
RAW_PAGES_URL = environment.text("RAW_PAGES_URL")

# Other people's articles are not ours to republish: readers get excerpts, unless set.
PUBLISH_FULL_TEXT = environment.flag("PUBLISH_FULL_TEXT")

# Who may read /metrics from elsewhere; without it only this machine may.
METRICS_TOKEN = environment.text("METRICS_TOKEN")
# Seconds that an article or page may wait before /healthz/workers complains.
LONGEST_WAIT = environment.number("LONGEST_WAIT", 3600)

# --- Error reports -------------------------------------------------------------------------------
# How many are taken in an hour: from one address on the network, and from all together.
REPORTS_PER_HOUR = environment.number("REPORTS_PER_HOUR", 10, least=1)
REPORTS_PER_HOUR_IN_ALL = environment.number("REPORTS_PER_HOUR_IN_ALL", 300, least=1)
# A reader's e-mail address is deleted with the answer, and after so many days without one.
REPORT_ADDRESS_DAYS = environment.number("REPORT_ADDRESS_DAYS", 90, least=1)

# --- Mail ----------------------------------------------------------------------------------------
# Without a mail server no mail is sent at all, and the administration says so.
EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_PORT = environment.number("EMAIL_PORT", 587, least=1)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = environment.flag("EMAIL_USE_SSL")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", CONTACT if "@" in CONTACT else "")

INSTALLED_APPS = [
    "config",
    "statements",
    "people",
    "config.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "django_htmx",
    "django_celery_results",
    "django_celery_beat",
    "csp",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.compression.CompressedPagesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.one_time_password.OwnPasswordMiddleware",
    "config.history.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    # What a list draws by the hundred, ten times as fast; forms of lists hold no token.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja2"],
        "OPTIONS": {"environment": "config.jinja.environment"},
    },
]

# --- PostgreSQL ----------------------------------------------------------------------------------
# Unset means the embedded services of `manage.py up`.
DATABASE_URL = environment.text("DATABASE_URL")
REDIS_URL = environment.text("REDIS_URL")

# A pool is for what serves for long. A command uses one connection, and must fail at once, not
# after the pool's time-out, when there is no database.
DATABASE_POOL_SIZE = environment.number("DATABASE_POOL_SIZE", 0)

DATABASES: dict[str, Any] = {
    "default": environment.database(DATABASE_URL)
    if DATABASE_URL
    else {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE_NAME,
        "USER": DATABASE_USER,
        "HOST": str(DATA.run),
    }
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASE_POOL_SIZE:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": DATABASE_POOL_SIZE,
        "timeout": 10,
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# History: one INSERT for each SQL statement that changes rows, not one for each row; events outlive
# what they tell of, never change, and are found by their record or their occasion only.
# Only what may change a record tells who asked: reading a page must look at no cookie.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_APPEND_ONLY = True
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(
    db_index=True, related_name="+", related_query_name="+"
)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(db_index=True)

# --- Redis (Valkey): queue in database 0, cache in database 1 ------------------------------------
_REDIS_CACHE = (
    f"{REDIS_URL.partition('?')[0].rstrip('/').removesuffix('/0')}/1"
    if REDIS_URL
    else f"unix://{DATA.redis_socket}?db=1"
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": environment.text("CACHE_URL", _REDIS_CACHE),
    }
}

CELERY_BROKER_URL = REDIS_URL or f"redis+socket://{DATA.redis_socket}?virtual_host=0"
CELERY_RESULT_BACKEND = "django-db"
CELERY_RESULT_EXTENDED = True
# What a task for one page did is told by the page's own row, what went wrong here as well.
CELERY_TASK_STORE_ERRORS_EVEN_IF_IGNORED = True
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = {
    "requeue what has waited too long": {"task": "statements.requeue_waiting", "schedule": 60.0},
    "poll the sources that are due": {"task": "statements.poll_due_sources", "schedule": 60.0},
    "bring the pages that are due": {"task": "statements.bring_due_arrivals", "schedule": 60.0},
    "look again at articles": {"task": "statements.recheck_due_articles", "schedule": 300.0},
    "count reviews for readers": {"task": "statements.count_reviews", "schedule": 300.0},
    "settle error reports": {"task": "statements.settle_error_reports", "schedule": 3600.0},
}
CELERY_TIMEZONE = "Africa/Casablanca"
CELERY_TASK_TRACK_STARTED = True
# A task is taken off the queue when it is done, not when it is begun: a killed worker loses none.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
# What a killed worker had begun is handed out again after this long; longer than any task.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": environment.number("TASK_VISIBILITY_TIMEOUT", 600, least=1)
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- Languages and time --------------------------------------------------------------------------
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"

# --- Static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
# Nothing is collected in development: the finders serve it.
STATIC_ROOT = None if DEVELOPMENT else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEVELOPMENT
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
if RAW_PAGES_URL:
    STORAGES["raw_pages"] = environment.page_storage(RAW_PAGES_URL)
MEDIA_ROOT = DATA.root / "media"

# --- Safety --------------------------------------------------------------------------------------
_DJANGO_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_DJANGO_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_DJANGO_VALIDATORS}.MinimumLengthValidator"},
    {"NAME": f"{_DJANGO_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_DJANGO_VALIDATORS}.NumericPasswordValidator"},
    {"NAME": "config.one_time_password.NotTheOneTimePassword"},
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# HTTPS unless this is a development server, or a front server is known to do it all.
HTTPS = environment.flag("HTTPS", default=not DEVELOPMENT)
SESSION_COOKIE_SECURE = HTTPS
# Read from the cache, kept in the database: an emptied cache logs nobody out.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
AUTHENTICATION_BACKENDS = ["config.permissions.PermissionsAtOnce"]
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz(/workers)?$", r"^metrics$"]
SECURE_HSTS_SECONDS = environment.number("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Logs ----------------------------------------------------------------------------------------
LOG_FORMAT = environment.text("LOG_FORMAT", "line" if DEVELOPMENT else "json").lower()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"chosen": logs.formatter(LOG_FORMAT)},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "chosen"}},
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "INFO").upper()},
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
