from django.apps import AppConfig
from django.db.models.signals import pre_delete


class ProfilesConfig(AppConfig):
    name = "backend.profiles"

    def ready(self) -> None:
        from backend.profiles import checks  # noqa: F401  (registers what `manage.py check` asks)
        from backend.profiles.models import PlatformProfile
        from backend.profiles.services.revocation import leave_token

        pre_delete.connect(leave_token, sender=PlatformProfile, dispatch_uid="leave_token")
