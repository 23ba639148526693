"""Run by test_admin.py: a look at every page of the journal's admin, one edit and one deletion through it."""

import django


def walk() -> None:
    django.setup()
    from django.conf import settings
    from django.core.checks import run_checks
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    # No stylesheets have been collected, and none are needed.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    assert not run_checks()
    setup_test_environment()
    if settings.ADMIN_ENABLED:
        look_and_edit(Client())
    else:
        assert Client().get("/admin/").status_code == 404
    print(f"admin: {str(settings.ADMIN_ENABLED).lower()}")


def look_and_edit(client) -> None:  # type: ignore[no-untyped-def]
    from backend.core.models import DeletedImport, Question, QuestionLog
    from backend.test_common import builders, people

    client.force_login(people.make_user("sam", is_staff=True, is_superuser=True))
    alice = people.make_user("alice")
    question = builders.make_imported_question(alice, tags=(builders.make_tag(alice),))
    log = builders.make_imported_log(question)
    activity = builders.make_imported_activity(alice)
    rows = {"tag": question.tags.get(), "question": question, "questionlog": log, "activity": activity}
    for name, pk in ((name, row.pk) for name, row in rows.items()):
        for path in ("", f"{pk}/change/", f"{pk}/delete/"):
            assert client.get(f"/admin/core/{name}/{path}").status_code == 200, (name, path)
    assert client.get("/admin/core/question/add/").status_code == 403
    edit(client, f"/admin/core/tag/{question.tags.get().pk}/change/", {"name": "Changed", "description": ""})
    body = {
        "title": "Changed",
        "source": "",
        "url": "",
        "difficulty": "Hard",
        "is_active": "on",
        "content": "",
    }
    edit(client, f"/admin/core/question/{question.pk}/change/", body)
    question = Question.objects.get(title="Changed", difficulty="Hard", external_id=question.external_id)
    assert question.edited_at is not None and question.tags.get().name == "Changed"
    look_at_profile(client, alice)
    edit(
        client,
        f"/admin/core/activity/{activity.pk}/change/",
        {"date": "2026-03-02", "minutes": "45", "title": "Changed"},
    )
    activity.refresh_from_db()
    assert (activity.minutes, activity.title) == (45, "Changed") and activity.edited_at is not None
    edit(client, f"/admin/core/questionlog/{log.pk}/delete/", {"post": "yes"})
    assert not QuestionLog.objects.exists() and DeletedImport.objects.exists()
    assert client.get("/admin/core/deletedimport/").status_code == 200


def look_at_profile(client, alice) -> None:  # type: ignore[no-untyped-def]
    """Not a word of its secret is on any page of it."""
    from backend.profiles import credentials
    from backend.profiles.models import PlatformProfile

    profile = PlatformProfile.objects.create(user=alice, platform="sample", username="alice")
    credentials.put(profile, "canary-of-the-admin-7f3a", "token")
    profile.save()
    for path in ("", f"{profile.pk}/change/", f"{profile.pk}/delete/"):
        page = client.get(f"/admin/profiles/platformprofile/{path}")
        assert page.status_code == 200, path
        shown = page.content.decode()
        assert not any(part in shown for part in ("canary", "7f3a", profile.credential)), path
    assert client.get("/admin/profiles/platformprofile/add/").status_code == 403


def edit(client, path: str, body: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    answer = client.post(path, body)
    assert answer.status_code == 302, answer.content.decode()
