"""Settings, from the environment only: DATA, DATABASE_URL, DEMO, SECRET_KEY, SEALING_KEYS, HOSTS …

`docs/operations.md` lists every variable. One shape of deployment, one file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from linli.config import env
from linli.foundation.kernel import sqlite

sqlite.use_bundled()

ROOT = Path(__file__).resolve().parent.parent
DATA = env.folder("DATA", Path("data"))
DEMO = env.flag("DEMO")
DEBUG = env.flag("DEBUG")
HTTPS = env.flag("HTTPS")  # 1 behind a proxy that speaks https
SECRET_KEY = env.secret("SECRET_KEY", DATA)
SEALING_KEYS = [env.secret("SEALING_KEYS", DATA), *env.words("OLD_SEALING_KEYS", "")]
ALLOWED_HOSTS = env.words("HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = env.text("PUBLIC_URL", "")  # the address printed on papers, e.g. https://…
LINLI_CLOCK_FILE = DATA / "clock-shift" if DEMO else None
SMS_SENDER = env.text("SMS_SENDER", "linli.foundation.people.senders.Console")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "linli.foundation.kernel",
    "linli.foundation.ui",
    "linli.foundation.places",
    "linli.foundation.people",
    "linli.mechanisms.voting",
    "linli.mechanisms.register",
    "linli.practices.cases",
    "linli.practices.deliberation",
    "linli.practices.projects",
    "linli.practices.stewardship",
    "linli.flows",
    "linli.interfaces.portal",
    "linli.interfaces.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so lengths tell no secret
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "linli.interfaces.portal.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "linli.foundation.people.middleware.WhoActs",
    "linli.interfaces.portal.middleware.PageChrome",
]
ROOT_URLCONF = "linli.config.urls"
WSGI_APPLICATION = "linli.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "linli.foundation.ui.jinja.Templates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "linli.foundation.ui.jinja.environment"},
    },
]

# Database: SQLite is the embedded default, PostgreSQL the production database.
_database: dict[str, Any] = dict(
    dj_database_url.parse(env.text("DATABASE_URL", f"sqlite:///{DATA / 'linli.sqlite3'}"))
)
if _database["ENGINE"].endswith("sqlite3"):
    _database["CONN_MAX_AGE"] = None  # four threads, four connections, for as long as they live
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": sqlite.init_command(),
    }
else:
    _database["CONN_MAX_AGE"] = 0  # the pool keeps connections (performance.md §2)
    _database["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["linli.foundation.people.backends.Accounts"]
SESSION_ENGINE = "linli.foundation.people.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "people:sign_in"
CSRF_FAILURE_VIEW = "linli.foundation.ui.views.csrf_failure"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "linli.foundation.ui.static.HashedStatic"},
}
WHITENOISE_USE_FINDERS = DEBUG

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# No bodies, names or phones in the log; requests are told apart by path and status only.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "linli.foundation.kernel.logs.WithoutRows",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
