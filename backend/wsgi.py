"""The WSGI entry point: gunicorn serves `backend.wsgi:application`."""

import os

from backend.common.tracing import start_tracing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
start_tracing()

from django.core.wsgi import get_wsgi_application  # noqa: E402  (tracing has to come before Django)

application = get_wsgi_application()
