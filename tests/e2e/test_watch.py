"""That the watch over the other tests sees what it is there for."""

import pytest

from tests.e2e.visitor import Visitor


@pytest.mark.parametrize(
    ("misdeed", "told"),
    [
        ("console.error('Oh dear')", "console error: Oh dear"),
        ("setTimeout(() => { throw new Error('Unseen') })", "uncaught: Unseen"),
        ("fetch('/api/nowhere/')", "answer: 404 GET /api/nowhere/"),
        (
            "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
            "content policy",
        ),
        ("fetch('https://elsewhere.example/')", "content policy: connect-src https://elsewhere.example"),
        ("localStorage.setItem('theme', 'dark')", "stored: theme"),
        ("sessionStorage.setItem('react-router-scroll-positions', document.cookie)", "stored: a secret in"),
    ],
)
def test_a_misdeed_is_seen(looker: Visitor, misdeed: str, told: str) -> None:
    looker.goes_to("/")
    looker.page.get_by_role("heading", level=1).wait_for()
    looker.page.evaluate(f"() => {{ {misdeed}; }}")
    looker.page.wait_for_timeout(300)
    with pytest.raises(AssertionError):
        looker.watch.check(looker.context, [])
    assert any(one.startswith(told) for one in looker.watch.problems), looker.watch.problems
    looker.watch.problems.clear()
    looker.page.goto("about:blank")
