import re
import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

if TYPE_CHECKING:
    from backend.accounts.sessions import SessionStore

# ASCII alone: both databases then agree on what "ignoring case" means, and no two names look the same.
valid_username = RegexValidator(
    r"^[\w.@+-]+\Z", "Letters, digits and @ . + - _ only.", code="invalid_username", flags=re.ASCII
)


class AccountManager(UserManager["User"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str | None:  # type: ignore[override]
        """No address is NULL, since an empty one could be held by one account only."""
        return super().normalize_email(email) or None

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(Exact(Lower("username"), (username or "").lower()))


class User(AbstractUser):
    """A person. Names and addresses are unique ignoring case; days are counted in `time_zone` (an IANA name).

    `email` is held by one account. Who gives an address that another account holds is not told so: the address
    waits in `wanted_email` and is shown to them as theirs, but nothing is ever sent to it.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    username = models.CharField(max_length=150, unique=True, validators=[valid_username])
    email = models.EmailField(null=True, blank=True)  # type: ignore[assignment]
    wanted_email = models.EmailField(null=True, blank=True, editable=False)
    time_zone = models.CharField(max_length=64, default="UTC")
    is_guest = models.BooleanField(default=False, editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_unique_ignoring_case"),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_ignoring_case"),
        ]

    @property
    def shown_email(self) -> str | None:
        return self.email or self.wanted_email


class Session(AbstractBaseSession):
    """A signed-in browser. `public_id` names it to its owner; the key itself never leaves the cookie."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    user_agent = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        from backend.accounts.sessions import SessionStore

        return SessionStore

    def save(self, *args: Any, force_update: bool = False, **options: Any) -> None:
        """The store makes a fresh instance for each save; an update must not renew the public id."""
        if force_update:
            options["update_fields"] = ["session_data", "expire_date", "user", "user_agent", "last_used_at"]
        super().save(*args, force_update=force_update, **options)


class RateBucket(models.Model):
    """How often something was done in the current window: `key` is a hash, so no address or name is kept."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
