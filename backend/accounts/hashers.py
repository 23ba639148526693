from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's smallest recommended cost: 19 MiB and 0.06 s a hash, so that many at once fit in memory.

    https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
