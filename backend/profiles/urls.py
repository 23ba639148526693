from django.urls import path

from backend.profiles.lookup_views import LookupView

urlpatterns = [path("fetch-data/", LookupView.as_view(), name="fetch-data")]
