from django.urls import path

from backend.accounts import views

urlpatterns = [
    path("register/", views.RegisterView.as_view(), name="register"),
    path("login/", views.SignInView.as_view(), name="login"),
    path("guest/", views.GuestView.as_view(), name="guest"),
    path("upgrade/", views.UpgradeView.as_view(), name="upgrade"),
    path("logout/", views.SignOutView.as_view(), name="logout"),
    path("identity/", views.IdentityView.as_view(), name="identity"),
    path("me/", views.MeView.as_view(), name="me"),
    path("password/", views.PasswordView.as_view(), name="password"),
    path("sessions/", views.SessionsView.as_view(), name="sessions"),
    path("sessions/<uuid:public_id>/", views.SessionView.as_view(), name="session"),
]
