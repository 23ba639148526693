"""Settings, all from the environment: the only module that reads it. See `.env.example` for every name."""

import base64
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.headers import Headers

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent


class Env(environ.Env):  # type: ignore[misc]
    def get_value(self, var: str, cast: Any = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, cast, *args, **kwargs)
        except ValueError as error:
            # Without the value, which may be a secret in the wrong place.
            kind = {int: "a whole number", float: "a number", bool: "true or false"}.get(cast, "readable")
            raise ImproperlyConfigured(
                f"The setting {var} is not {kind}; .env.example describes it."
            ) from error


env = Env()
_env_file = Path(env.str("ENV_FILE", default=str(ROOT / ".env")))
if _env_file.is_file():
    env.read_env(_env_file)
_secret_arn = env.str("SETTINGS_SECRET_ARN", default="")
if _secret_arn:
    from backend.aws import read_secret

    for _name, _value in read_secret(_secret_arn).items():
        env.ENVIRON.setdefault(_name, _value)
DATA_DIR = Path(env.str("DATA_DIR", default="") or ROOT / "backend" / "db").absolute()


def secret_key() -> str:
    """The key from the environment; on a machine of one's own, a key made once and kept beside the database."""
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        # What lies in it (the database with its password hashes, this key, backups) is its owner's alone.
        DATA_DIR.chmod(0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


def credential_keys() -> list[str]:
    """Fernet keys for people's platform credentials, newest first; on a machine of one's own one made once and kept.

    A production installation has to be given its keys: without one it keeps no credentials, see `check --deploy`.
    """
    given: list[str] = env.list("CREDENTIAL_KEYS", default=[])
    if given or PRODUCTION:
        return [key.strip() for key in given if key.strip()]
    path = DATA_DIR / "credential_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        DATA_DIR.chmod(0o700)
        _write_once(path, base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    return [path.read_text().strip()]


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all: of processes that start together, the first one's stands, and no one reads half of it."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


# --- Where we are -----------------------------------------------------------------------------------------------
PORT = env.int("PORT", default=8000)
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
# An https address is what makes an installation a production one: secure cookies, HSTS, no fake data.
PRODUCTION = PUBLIC_BASE_URL.startswith("https://")
DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION
SECRET_KEY = secret_key()
CREDENTIAL_KEYS = credential_keys()
_public_host = urlsplit(PUBLIC_BASE_URL).hostname or "localhost"
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[_public_host] + ([] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
)
NUM_PROXIES = env.int("NUM_PROXIES", default=0)

# --- The application --------------------------------------------------------------------------------------------
ADMIN_ENABLED = env.bool("ADMIN_ENABLED", default=False)
ADMIN_PATH = env.str("ADMIN_PATH", default="admin/").strip("/") + "/"
API_DOCS = env.str("API_DOCS", default="public")  # public, staff or off

INSTALLED_APPS = [
    *(["django.contrib.admin"] if ADMIN_ENABLED else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "corsheaders",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "backend.infrastructure",
    "backend.accounts",
    "backend.core",
    "backend.profiles",
    "backend.imports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backend.common.middleware.RequestIdMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "backend.common.middleware.BodyLimitMiddleware",
    "backend.accounts.sessions.SessionMiddleware",
    "backend.common.middleware.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backend.accounts.sessions.AbsoluteSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
ASGI_APPLICATION = "backend.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "backend" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    }
]
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Data -------------------------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'skilltracker.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    _database["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    _database["CONN_HEALTH_CHECKS"] = True
    _timeout = env.int("DATABASE_STATEMENT_TIMEOUT_MS", default=5000)
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),
        "connect_timeout": 3,
        "options": f"-c statement_timeout={_timeout} -c lock_timeout={_timeout} "
        # A process that is frozen in the middle of a transaction must not keep its locks.
        "-c idle_in_transaction_session_timeout=15000",
    }

# What processes share beside the database: nothing in it has to outlive a restart.
REDIS_URL = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        # A cache that is away may not cost more than it saves.
        "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
    }

# --- People and sessions ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "backend.accounts.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "backend.accounts.passwords.ContextWordsValidator"},
]
SESSION_ENGINE = "backend.accounts.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_ABSOLUTE_AGE = 30 * 24 * 3600
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "sessionid"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "backend.common.errors.csrf_failure"

# --- The wire ---------------------------------------------------------------------------------------------------
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_ALLOW_CREDENTIALS = True
CORS_URLS_REGEX = r"^/(api|import)/"
CORS_EXPOSE_HEADERS = ["Location", "Retry-After", "X-Request-ID"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL, *CORS_ALLOWED_ORIGINS]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
# Calls of programs are refused rather than redirected: a redirect would hide that they were sent in the clear.
SECURE_REDIRECT_EXEMPT = [r"^(api|import|health)/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NUM_PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}


def static_headers(headers: Headers, path: str, url: str) -> None:
    """A static file that is opened by itself may load and run nothing."""
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"


WHITENOISE_ADD_HEADERS_FUNCTION = static_headers
BODY_LIMIT = 1024 * 1024
AUTH_BODY_LIMIT = 4 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_LIMIT

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "backend" / "staticfiles"
# The built web app, where there is one; `make run` builds it.
FRONTEND_DIST = ROOT / "frontend" / "dist"
STATICFILES_DIRS = [("app", FRONTEND_DIST)] if FRONTEND_DIST.is_dir() else []
# What has a hash of its contents in its name: Vite's files, and those that collectstatic names.
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/(app/assets/.+-[\w-]{8}\.\w+|.+\.[0-9a-f]{12}\.\w+)$"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "backend.accounts.authentication.BearerAuthentication",
        "backend.accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["backend.common.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "backend.common.negotiation.AlwaysJson",
    "DEFAULT_PAGINATION_CLASS": "backend.common.pagination.StrictPagination",
    "DEFAULT_SCHEMA_CLASS": "backend.common.schema.AutoSchema",
    "EXCEPTION_HANDLER": "backend.common.handler.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": NUM_PROXIES,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# The one shape also where Django would show its own page to a developer: the log has the traceback.
DRF_STANDARDIZED_ERRORS = {"ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True}
SPECTACULAR_SETTINGS = {
    "TITLE": "SkillTracker",
    "DESCRIPTION": (
        "A person's whole coding practice in one place they own.\n\n"
        "Register, sign in, and call: the session is a cookie. Calls that change something also send the current value "
        "of the CSRF cookie as `X-CSRFToken`; this page does it by itself. Bodies are JSON. Lists come in pages. "
        "Whatever is not a success has one shape, with a `code` for programs and a `detail` for people, and every "
        "answer names its request in `X-Request-ID`."
    ),
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api",
    "SERVE_INCLUDE_SCHEMA": False,
    "TAGS": [
        {"name": "accounts", "description": "Who you are: accounts, passwords, sessions."},
        {"name": "questions", "description": "What you practise, and your attempts at it."},
        {"name": "logs", "description": "Your attempts, over all questions."},
        {"name": "activities", "description": "Your practice time that belongs to no question."},
        {"name": "tags", "description": "Your own labels for questions."},
        {"name": "stats", "description": "What it all adds up to."},
        {"name": "profiles", "description": "Your accounts on platforms, kept in sync."},
        {"name": "fetch-data", "description": "Public numbers of accounts, for anyone."},
        {"name": "import", "description": "Bring in the history of an account on a platform."},
        {"name": "platforms", "description": "What can be imported from."},
        {"name": "jobs", "description": "Imports: watch, commit, undo, cancel."},
        {"name": "issues", "description": "What an import could not decide by itself."},
        {"name": "staging", "description": "The rows of an import that wait for a decision."},
        {"name": "health", "description": "For load balancers."},
        {"name": "schema", "description": "This description."},
    ],
    "SWAGGER_UI_SETTINGS": {
        "persistAuthorization": False,
        "displayRequestDuration": True,
        "deepLinking": True,
    },
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # Choices stay where they are read: shared names for them would change whenever a second field is called alike.
    "POSTPROCESSING_HOOKS": ["backend.common.schema.add_error_responses"],
}

# --- Imports ----------------------------------------------------------------------------------------------------
IMPORT_QUEUE_URL = env.str("IMPORT_QUEUE_URL", default="")
# Where poison goes; without it, what the queue's own redrive policy says.
DEAD_LETTER_QUEUE_URL = env.str("DEAD_LETTER_QUEUE_URL", default="")
AWS_REGION = env.str("AWS_REGION", default="us-east-1")
AWS_ENDPOINT_URL = env.str("AWS_ENDPOINT_URL", default="")
IMPORT_INLINE_SECONDS = 20.0
IMPORT_LEASE_SECONDS = 30
IMPORTS_PER_HOUR = env.int("IMPORTS_PER_HOUR", default=60)
# How many run at the same time: the rest waits, so that nobody's crowd keeps another's from its turn.
IMPORTS_AT_ONCE_PER_USER = env.int("IMPORTS_AT_ONCE_PER_USER", default=2)
IMPORTS_AT_ONCE_PER_PLATFORM = env.int("IMPORTS_AT_ONCE_PER_PLATFORM", default=8)
# Seconds between two rounds of syncs that a worker begins by itself; 0 leaves them to cron or a schedule.
SYNC_EVERY = env.int("SYNC_EVERY", default=60)
# How many platforms are asked for numbers at the same time: the sockets that a round has open.
SYNC_CONCURRENCY = env.int("SYNC_CONCURRENCY", default=8)
# A file of certificates to trust, where a proxy of one's own stands between us and the platforms.
OUTBOUND_CA_BUNDLE = env.str("OUTBOUND_CA_BUNDLE", default="")
# One name per platform in the registry, for example CODEWARS_BASE_URL; private hosts are allowed here on purpose.
PLATFORM_BASE_URLS = {
    name.removesuffix("_BASE_URL").lower(): value
    for name, value in env.ENVIRON.items()
    if name.endswith("_BASE_URL") and name != "PUBLIC_BASE_URL" and value
}
# The app that a platform knows this installation by, for connecting accounts: for example GITHUB_ID and GITHUB_SECRET.
OAUTH_APPS = {
    name.removesuffix("_ID").lower(): (value, secret)
    for name, value in env.ENVIRON.items()
    if name.endswith("_ID") and value and (secret := env.ENVIRON.get(name.removesuffix("_ID") + "_SECRET"))
}

# --- Logs -------------------------------------------------------------------------------------------------------
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()
LOG_FORMAT = env.str("LOG_FORMAT", default="")  # json or text; empty: text on a terminal, else json
LOGGING_CONFIG = "backend.common.logging.configure"
LOGGING = {"level": LOG_LEVEL, "format": LOG_FORMAT}
# "emf" prints numbers for CloudWatch on standard output; empty prints none.
METRICS = env.str("METRICS", default="")
METRICS_NAMESPACE = env.str("METRICS_NAMESPACE", default="SkillTracker")
