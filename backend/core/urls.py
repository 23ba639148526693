from django.urls import path
from rest_framework.routers import SimpleRouter

from backend.core import views

router = SimpleRouter(use_regex_path=False)
router.register("questions", views.QuestionViewSet, basename="question")
router.register("questions/<int:question_id>/logs", views.AttemptViewSet, basename="attempt")
router.register("logs", views.LogViewSet, basename="log")
router.register("activities", views.ActivityViewSet, basename="activity")
router.register("tags", views.TagViewSet, basename="tag")

urlpatterns = [path("stats/", views.StatisticsView.as_view(), name="stats"), *router.urls]
