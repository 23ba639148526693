from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.common.schema import example
from backend.infrastructure.health import check_readiness

READY = {"database": "ok", "queue": "ok", "outbox_lag_seconds": 0.0}


@example("It lives", answer={"status": "ok"})
class HealthSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["ok"])


class ChecksSerializer(serializers.Serializer[Any]):
    database = serializers.ChoiceField(choices=["ok", "unavailable"])
    queue = serializers.ChoiceField(
        choices=["ok", "behind", "unavailable"],
        help_text="Behind: due tasks wait for a worker, or for who relays them to the queue.",
    )
    outbox_lag_seconds = serializers.FloatField(
        allow_null=True, help_text="How long the oldest due task has waited; null where nobody can tell."
    )


@example("Ready", answer={"status": "ok", "checks": READY})
class ReadinessSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["ok", "unavailable"])
    checks = ChecksSerializer()


class ProbeView(APIView):
    """What load balancers ask: open to all, and answered without looking at who asks."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class HealthView(ProbeView):
    @extend_schema(responses=HealthSerializer)
    def get(self, request: Request) -> Response:
        """Whether the process lives. Touches neither database nor network."""
        return Response({"status": "ok"})


class ReadinessView(ProbeView):
    @extend_schema(responses={200: ReadinessSerializer, 503: ReadinessSerializer})
    def get(self, request: Request) -> Response:
        """Whether work can be done: the database answers, the queue too, and no due task has waited for two minutes."""
        readiness = check_readiness()
        checks = {
            "database": readiness.database,
            "queue": readiness.queue,
            "outbox_lag_seconds": readiness.outbox_lag_seconds,
        }
        word, status = ("ok", 200) if readiness.is_ready else ("unavailable", 503)
        return Response({"status": word, "checks": checks}, status=status)
