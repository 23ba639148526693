from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "backend.profiles"

    def ready(self) -> None:
        from backend.profiles import checks  # noqa: F401  (registers what `manage.py check` asks)
