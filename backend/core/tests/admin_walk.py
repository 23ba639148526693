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
    for name, pk in (("tag", question.tags.get().pk), ("question", question.pk), ("questionlog", log.pk)):
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
    edit(client, f"/admin/core/questionlog/{log.pk}/delete/", {"post": "yes"})
    assert not QuestionLog.objects.exists() and DeletedImport.objects.exists()
    assert client.get("/admin/core/deletedimport/").status_code == 200


def edit(client, path: str, body: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    answer = client.post(path, body)
    assert answer.status_code == 302, answer.content.decode()
