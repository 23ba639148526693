from backend.platforms.codechef.platform import CodeChef
from backend.platforms.testing import CsvOnlyContract


class TestCodeChef(CsvOnlyContract):
    platform = CodeChef
