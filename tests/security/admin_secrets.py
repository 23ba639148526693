"""Run by test_secrets.py in a process that has the admin: keys are used, then each of its pages is read."""

from typing import Any

import django


def walk() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    setup_test_environment()
    pages, found = read_pages(settings)
    assert found == {}, found
    assert pages > 100, pages
    print("no secret on any page")


def read_pages(settings: Any) -> tuple[int, dict[str, set[str]]]:
    """How many pages there are, and the secrets found on them."""
    from backend.test_common import people
    from backend.test_common.connecting import begin, come_back, finish
    from tests.security import secrets_walk as steps
    from tests.security.canaries import Canaries, Listener

    canaries, client = Canaries(), Listener()
    client.force_login(people.make_user("alice"))
    with steps.in_haste(), steps.sites(settings) as sites:
        for site in sites:
            pk = steps.use_everything(client, site, canaries)
            site.server.fault(lambda request: True, steps.ECHOES[-1], times=None)
            steps.keep_busy(client, pk)
            site.server.heal()
        github: Any = sites[-1].server
        github.consenting = "bob"
        finish(client, come_back(begin(client)))
        canaries.add("token", github.people["bob"].token)
        begin(client)
    seen = list(_pages())
    return len(seen), {path: found for path, text in seen if (found := canaries.found_in(text))}


def _pages() -> Any:
    """Every list, and of every thing the pages to see, to delete and to look back."""
    from django.contrib import admin
    from django.test import Client

    from backend.test_common import people

    client = Client()
    client.force_login(people.make_user("sam", is_staff=True, is_superuser=True))
    for model in admin.site._registry:
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        keys = [str(key) for key in model._default_manager.values_list("pk", flat=True)[:40]]
        for path in (
            place,
            *(f"{place}{key}/{page}/" for key in keys for page in ("change", "delete", "history")),
        ):
            answer = client.get(path)
            assert answer.status_code in (200, 403), (path, answer.status_code)
            yield path, answer.content.decode()
