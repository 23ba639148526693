from django.core.exceptions import ValidationError

from backend.accounts.models import User

MAX_LENGTH = 1024
PRODUCT_WORDS = ("skilltracker", "skill tracker", "skill-tracker", "skill_tracker")
LEAST_LEFT = 6


class ContextWordsValidator:
    """Refuse what is made of the person's own names or the product's, and little else.

    The words may occur in a long password: only what is left without them has to be LEAST_LEFT characters.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > MAX_LENGTH:
            raise ValidationError(
                f"This password is longer than {MAX_LENGTH} characters.", code="password_too_long"
            )
        left = password.casefold()
        for word in context_words(user):
            left = left.replace(word, "")
        if len(left) < min(LEAST_LEFT, len(password)):
            raise ValidationError(self.get_help_text(), code="password_too_personal")

    def get_help_text(self) -> str:
        return "Your password must not be made of your username, your e-mail address or the name of this product."


def context_words(user: User | None) -> list[str]:
    """Longest first, so that a name within a name leaves nothing behind; what is shorter than 3 says nothing."""
    words = set(PRODUCT_WORDS)
    names = [user.username, user.shown_email] if user else []
    for name in filter(None, names):
        words.update({name.casefold(), name.casefold().split("@")[0]})
    return sorted((word for word in words if len(word) > 2), key=len, reverse=True)
