"""Profiles as JSON. A credential goes in and never comes out: what is told of it is that it is there."""

from typing import Any

from rest_framework import serializers

from backend.common.fields import KnownFields, StrictBooleanField, StrictCharField
from backend.common.query import QuerySerializer
from backend.common.schema import ErrorSerializer, example
from backend.core.fields import IdField
from backend.profiles import examples
from backend.profiles.models import CredentialState, PlatformProfile
from backend.profiles.status import ACTIONS, STATES

CREDENTIAL_HELP = "Your own token, cookie or key of the platform. It is kept encrypted and never shown again."


class CredentialSerializer(serializers.Serializer[PlatformProfile]):
    """What is told of a secret; `state` is empty until the platform has answered to it."""

    set = serializers.BooleanField(source="credential", read_only=True)
    last4 = serializers.CharField(source="credential_last4", allow_blank=True, read_only=True)
    kind = serializers.CharField(source="credential_kind", allow_blank=True, read_only=True)
    set_at = serializers.DateTimeField(source="credential_set_at", allow_null=True, read_only=True)
    state = serializers.ChoiceField(
        source="credential_state", choices=CredentialState.choices, allow_blank=True, read_only=True
    )


class LastErrorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class LastSyncSerializer(serializers.Serializer[Any]):
    """The last good sync and what it brought."""

    at = serializers.DateTimeField()
    job = serializers.IntegerField(allow_null=True)
    read = serializers.IntegerField()
    new = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    duplicate = serializers.IntegerField()
    ignored = serializers.IntegerField()
    invalid = serializers.IntegerField()


class ReconciliationSerializer(serializers.Serializer[Any]):
    """The platform's own total of what was solved, what of it is here, and where the rest is."""

    told = serializers.IntegerField()
    here = serializers.IntegerField()
    text = serializers.CharField()


class StatusSerializer(serializers.Serializer[Any]):
    """How an account stands, in words, and what mends it."""

    state = serializers.ChoiceField(choices=STATES)
    text = serializers.CharField()
    action = serializers.ChoiceField(choices=ACTIONS)
    next_sync_at = serializers.DateTimeField(allow_null=True)
    next_sync_reason = serializers.CharField(allow_blank=True)
    last_sync = LastSyncSerializer(allow_null=True)
    reach = serializers.CharField(allow_blank=True)
    reconciliation = ReconciliationSerializer(allow_null=True)


class KeptHistorySerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    reason = serializers.ChoiceField(choices=["edited", "own_attempts", "other_account"])


@example("What went and what stayed", answer=examples.REMOVED)
class RemovedSerializer(serializers.Serializer[Any]):
    """What was removed with an account, and what of its history was kept; of very many, the first are named."""

    questions = serializers.IntegerField()
    attempts = serializers.IntegerField()
    activities = serializers.IntegerField()
    kept_count = serializers.IntegerField()
    kept = KeptHistorySerializer(many=True)


@example("An account on a platform", answer=examples.PROFILE)
class ProfileSerializer(serializers.ModelSerializer[PlatformProfile]):
    """An account. `status` has to be set on each row, see `status.status_of`."""

    credential = CredentialSerializer(source="*", read_only=True)
    platform_user_id = serializers.CharField(read_only=True)
    by_difficulty = serializers.DictField(child=serializers.IntegerField(), allow_null=True, read_only=True)
    raw_stats = serializers.DictField(
        child=serializers.JSONField(allow_null=True), allow_null=True, read_only=True
    )
    last_error = serializers.SerializerMethodField()
    removal = RemovedSerializer(allow_null=True, read_only=True)
    status = StatusSerializer(read_only=True)

    class Meta:
        model = PlatformProfile
        fields = [
            "id",
            "platform",
            "username",
            "platform_user_id",
            "verified_at",
            "credential",
            "rating",
            "rank",
            "problems_solved",
            "by_difficulty",
            "raw_stats",
            "stats_at",
            "stale_since",
            "last_synced_at",
            "last_error",
            "is_paused",
            "removal",
            "status",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields

    def get_last_error(self, profile: PlatformProfile) -> dict[str, Any] | None:
        if not profile.last_error_code:
            return None
        at = profile.last_error_at
        return {"code": profile.last_error_code, "detail": profile.last_error_detail, "at": at}

    get_last_error.__annotations__["return"] = LastErrorSerializer(allow_null=True)


class SecretField(StrictCharField):
    """A secret on its way in; its blanks are its own, and it is never told back."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=4096,
            write_only=True,
            help_text=CREDENTIAL_HELP,
            style={"input_type": "password"},
            **options,
        )


@example("An account", request={"platform": "sample", "username": "alice"})
class ProfileRequestSerializer(KnownFields, serializers.Serializer[Any]):
    """The account to add. What its platform needs is in `GET /api/platforms/`."""

    platform = StrictCharField(max_length=30, help_text="The slug of the platform.")
    username = StrictCharField(max_length=200, help_text="The account on the platform.")
    credential = SecretField(required=False, allow_null=True)


@example("A new name", request={"username": "alice"})
class ProfileChangeSerializer(KnownFields, serializers.Serializer[Any]):
    """What is left out stays as it is; a `credential` of null is taken away."""

    username = StrictCharField(max_length=200, required=False, help_text="Its name on the platform now.")
    credential = SecretField(required=False, allow_null=True)
    is_paused = StrictBooleanField(required=False, help_text="Whether it is left out of syncs.")


@example("Connect GitHub", request={"platform": "github"})
class ConnectRequestSerializer(KnownFields, serializers.Serializer[Any]):
    """What to connect: the account of whoever agrees there, or `profile`, if it is theirs."""

    platform = StrictCharField(max_length=30, help_text="The slug of a platform that has `oauth`.")
    profile = IdField(required=False, allow_null=True, help_text="Attach it to this account of yours.")


@example(
    "Where to go", answer={"url": "https://github.com/login/oauth/authorize?response_type=code&client_id=…"}
)
class ConnectSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(help_text="Where the person agrees; they come back to `/accounts/connect`.")


@example("Back from there", request={"code": "the-code", "state": "the-state"})
class ConnectFinishSerializer(KnownFields, serializers.Serializer[Any]):
    """What stood in the address that the person came back to: a `code`, or the `error` where they did not agree."""

    state = StrictCharField(max_length=200)
    code = StrictCharField(max_length=1000, required=False)
    error = StrictCharField(max_length=200, required=False, help_text="Such as `access_denied`.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("code" in attrs) == ("error" in attrs):
            raise serializers.ValidationError({"code": "Either this or an error."})
        return attrs


class RevocationSerializer(serializers.Serializer[Any]):
    """Whether the platform took its token back. If not, why in words, and where a person does it by hand."""

    done = serializers.BooleanField()
    detail = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)


@example("Disconnected", answer=examples.DISCONNECTED)
class DisconnectedSerializer(ProfileSerializer):
    """The account without its token."""

    revocation = RevocationSerializer(read_only=True)

    class Meta(ProfileSerializer.Meta):
        fields = [*ProfileSerializer.Meta.fields, "revocation"]
        read_only_fields = fields


class ProfileErrorSerializer(ErrorSerializer):
    """An error with the account as it stands now."""

    profile = ProfileSerializer(required=False)


class ProfileQuerySerializer(QuerySerializer):
    platform = serializers.CharField(max_length=30, required=False, help_text="The slug of its platform.")


class RemovalQuerySerializer(QuerySerializer):
    paging = ()
    history = serializers.ChoiceField(
        choices=["keep", "remove"], default="keep", help_text="What becomes of what it brought."
    )
