import zoneinfo
from functools import cache
from typing import Any

from rest_framework import serializers

from backend.accounts import examples
from backend.accounts.models import Session, User, valid_username
from backend.accounts.passwords import MAX_LENGTH
from backend.common.fields import StrictCharField
from backend.common.schema import example


class TimeZoneField(StrictCharField):
    """A name of the IANA time zone database, exactly as it is written there."""

    default_error_messages = {
        "unknown_time_zone": "This is not the name of a time zone, such as Europe/Berlin."
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=64, **options)

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name not in time_zones():
            self.fail("unknown_time_zone")
        return name


@cache
def time_zones() -> frozenset[str]:
    return frozenset({"UTC", *zoneinfo.available_timezones()})


class PasswordField(StrictCharField):
    """Taken as typed, spaces included."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            trim_whitespace=False,
            max_length=MAX_LENGTH,
            write_only=True,
            style={"input_type": "password"},
            **options,
        )


@example("A person", answer=examples.USER)
class UserSerializer(serializers.ModelSerializer[User]):
    email = serializers.EmailField(source="shown_email", allow_null=True, read_only=True)

    class Meta:
        model = User
        fields = ["id", "username", "email", "time_zone"]
        read_only_fields = fields


class SignedInSerializer(UserSerializer):
    class Meta(UserSerializer.Meta):
        fields = [*UserSerializer.Meta.fields, "is_guest"]
        read_only_fields = fields


@example("Signed in", answer=examples.IDENTITY)
class IdentitySerializer(serializers.Serializer[Any]):
    authenticated = serializers.BooleanField(read_only=True)
    user = SignedInSerializer(allow_null=True, read_only=True)


@example("A person", request=examples.REGISTRATION)
class RegisterSerializer(serializers.Serializer[Any]):
    username = StrictCharField(max_length=150, validators=[valid_username])
    password = PasswordField(min_length=8)
    email = serializers.EmailField(max_length=254, allow_null=True, allow_blank=True, default=None)
    time_zone = TimeZoneField(default="UTC")


@example("A person", request=examples.CREDENTIALS)
class SignInSerializer(serializers.Serializer[Any]):
    username = StrictCharField(max_length=150)
    password = PasswordField()


@example("From Berlin", request=examples.ZONE)
class GuestSerializer(serializers.Serializer[Any]):
    time_zone = TimeZoneField(default="UTC")


@example("A name at last", request=examples.UPGRADE)
class UpgradeSerializer(serializers.Serializer[Any]):
    username = StrictCharField(max_length=150, validators=[valid_username])
    password = PasswordField(min_length=8)
    email = serializers.EmailField(max_length=254, allow_null=True, allow_blank=True, default=None)


@example("Moved", request=examples.ZONE)
class ProfileSerializer(serializers.Serializer[Any]):
    """What a person may change about themselves; what is left out stays."""

    email = serializers.EmailField(max_length=254, required=False, allow_null=True, allow_blank=True)
    time_zone = TimeZoneField(required=False)
    current_password = PasswordField(required=False, help_text="Needed to change the e-mail address.")


@example("A new one", request=examples.NEW_PASSWORD)
class PasswordChangeSerializer(serializers.Serializer[Any]):
    current_password = PasswordField()
    new_password = PasswordField(min_length=8)


@example("A browser", answer=examples.SESSION)
class SessionSerializer(serializers.ModelSerializer[Session]):
    id = serializers.UUIDField(source="public_id", read_only=True)
    current = serializers.BooleanField(read_only=True)

    class Meta:
        model = Session
        fields = ["id", "created_at", "last_used_at", "user_agent", "current"]
        read_only_fields = fields
