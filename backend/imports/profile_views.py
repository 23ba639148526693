"""The accounts of a person with what imports know of them, and the sync of one."""

import time
from collections.abc import Mapping, Sequence

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.schema import errors
from backend.imports import selectors
from backend.imports.answers import accepted, answer, refusal
from backend.imports.serializers import JobErrorAnswerSerializer, JobSerializer, SyncRequestSerializer
from backend.imports.services.account_sync import start_sync
from backend.imports.services.control import cancel_all
from backend.imports.services.inline import hold_seconds, run_inline
from backend.platforms.base.errors import PlatformError
from backend.profiles.models import PlatformProfile
from backend.profiles.status import JobFacts
from backend.profiles.views import ProfileViewSet


class SyncedProfileViewSet(ProfileViewSet):
    """Your accounts on platforms, by platform."""

    def job_facts(self, profiles: Sequence[PlatformProfile]) -> Mapping[int, JobFacts]:
        return selectors.job_facts(profiles)

    def cancel_imports(self, profile: PlatformProfile) -> None:
        cancel_all(user_id=profile.user_id, profile_id=profile.pk)

    @extend_schema(
        request=SyncRequestSerializer,
        responses={
            200: JobSerializer,
            202: JobSerializer,
            **errors(400, 409, 429, 502, 503, 504, body=JobErrorAnswerSerializer),
        },
    )
    @action(detail=True, methods=["post"])
    def sync(self, request: Request, pk: int) -> Response:
        """Import what is new on an account, everything again, or a span of it. Answers as an import does."""
        started = time.monotonic()
        profile = self.get_object()
        body = SyncRequestSerializer(data=request.data, context={"request": request})
        body.is_valid(raise_exception=True)
        try:
            begun = start_sync(profile=profile, hold=hold_seconds(), **body.validated_data)
        except PlatformError as error:
            raise refusal(error) from error
        if begun.row is None:
            return accepted(selectors.jobs().get(pk=begun.job.pk))
        run_inline(begun.job, begun.row, started=started)
        return answer(begun.job.pk)
