from backend.platforms.kattis.platform import Kattis
from backend.platforms.testing import CsvOnlyContract


class TestKattis(CsvOnlyContract):
    platform = Kattis
