"""How often a password may be tried. Each try takes its slot before the hash is computed, and a right one gives it
back, so that only wrong ones count and parallel calls cannot all pass while the first is still being hashed.
"""

from dataclasses import dataclass

from backend.accounts.limits import give_back, hit
from backend.common.errors import TooMany

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class Slot:
    scope: str
    parts: tuple[object, ...]
    limit: int
    window: int

    def take(self) -> float | None:
        return hit(self.scope, *self.parts, limit=self.limit, window=self.window)

    def give_back(self) -> None:
        give_back(self.scope, *self.parts)


def begin_sign_in(account: str, address: str) -> list[Slot]:
    """Take the slots of one try; raises TooMany.

    An account is never locked: past its hundred tries an hour, each address waits a few seconds between two of them,
    so that its owner gets in from anywhere while somebody guesses from elsewhere.
    """
    here = Slot("sign-in account at address", (account, address), 10, 15 * MINUTE)
    slots = _take([here, Slot("sign-in address", (address,), 50, HOUR)])
    whole_account = Slot("sign-in account", (account,), 100, HOUR)
    if whole_account.take() is None:
        return [*slots, whole_account]
    try:
        return [*slots, *_take([Slot("sign-in slowly", (account, address), 1, 5)])]
    except TooMany:
        return_slots(slots)
        raise


def begin_confirmation(user_id: int) -> list[Slot]:
    """Take the slot of one try at the password of somebody who is signed in; raises TooMany."""
    return _take([Slot("confirm", (user_id,), 10, 15 * MINUTE)])


def count_registration(address: str) -> None:
    """Raises TooMany. The limit leaves room for a class room behind one address."""
    _take([Slot("register", (address,), 100, HOUR)])


def return_slots(slots: list[Slot]) -> None:
    for slot in slots:
        slot.give_back()


def _take(slots: list[Slot]) -> list[Slot]:
    taken: list[Slot] = []
    for slot in slots:
        wait = slot.take()
        if wait is not None:
            return_slots(taken)
            raise TooMany(wait)
        taken.append(slot)
    return taken
