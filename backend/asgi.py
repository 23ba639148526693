"""The ASGI entry point: any ASGI server serves `backend.asgi:application`."""

import os

from backend.common.tracing import start_tracing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
start_tracing()

from django.core.asgi import get_asgi_application  # noqa: E402  (tracing has to come before Django)

application = get_asgi_application()
