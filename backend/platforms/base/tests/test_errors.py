from backend.platforms.base import errors
from backend.platforms.base.errors import OutOfTime, PlatformError, UpstreamRateLimited


def family(kind: type[PlatformError]) -> list[type[PlatformError]]:
    """Those of the file; what the house adds for itself is told where it is."""
    own = (child for child in kind.__subclasses__() if child.__module__ == errors.__name__)
    return [kind, *(child for direct in own for child in family(direct))]


def test_the_tree_at_the_top_of_the_file_is_the_tree() -> None:
    for kind in family(PlatformError)[1:]:
        (line,) = (line for line in (errors.__doc__ or "").splitlines() if f"-- {kind.__name__} " in line)
        assert line.split()[-2:] == ["yes" if kind.permanent else "no", kind.code]


def test_only_the_platforms_own_failures_pass_with_time() -> None:
    for kind in family(PlatformError)[1:]:
        assert kind.permanent is not kind.code.startswith("upstream_")


def test_a_budget_that_ended_is_no_failure_of_a_platform() -> None:
    assert not issubclass(OutOfTime, PlatformError)


def test_an_error_says_whose_it_is() -> None:
    error = UpstreamRateLimited(service="Codewars", retry_after=30, status=429)
    assert (error.detail, str(error), error.retry_after) == (
        "Codewars asks us to wait",
        "Codewars asks us to wait",
        30,
    )
