from django.apps import AppConfig


class InfrastructureConfig(AppConfig):
    name = "backend.infrastructure"
