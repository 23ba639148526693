from django.urls import include, path
from rest_framework.routers import SimpleRouter

from backend.imports.profile_views import SyncedProfileViewSet
from backend.imports.views import ImportView, IssueViewSet, JobViewSet, PlatformView, StagingView

router = SimpleRouter(use_regex_path=False)
router.register("profiles", SyncedProfileViewSet, basename="profile")
router.register("jobs", JobViewSet, basename="job")

issue_list = IssueViewSet.as_view({"get": "list"})
issue_detail = IssueViewSet.as_view({"get": "retrieve", "put": "update"})

import_urlpatterns = [path("<slug:platform>/", ImportView.as_view(), name="import")]
urlpatterns = [
    path("platforms/", PlatformView.as_view(), name="platforms"),
    path("import/<slug:platform>/", ImportView.as_view(), name="api-import"),
    path("issues/", issue_list, name="issue-list"),
    path("issues/job/<int:job_id>/", IssueViewSet.as_view({"get": "job"}), name="issues-of-job"),
    path("issues/<int:pk>/", issue_detail, name="issue-detail"),
    path("staging/<int:pk>/", StagingView.as_view({"put": "update"}), name="staging-detail"),
    path("", include(router.urls)),
]
