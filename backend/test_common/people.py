"""The people of the tests: alice owns things, bob is another user, charlie is nobody in particular, sam is staff."""

from backend.accounts.models import User

PASSWORD = "correct horse battery"


def make_user(username: str, **fields: object) -> User:
    """A user whose password is PASSWORD."""
    user: User = User.objects.create_user(username, password=PASSWORD, **fields)
    return user
