"""The table behind the calendar on a phone, where it is wider and longer than its place."""

import base64
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from backend.accounts.models import User
from backend.test_common.builders import make_activity
from tests.e2e.visitor import Visitor

DAYS = 30
PLACE = """(frame) => ({
    right: frame.scrollLeft + frame.clientWidth >= frame.scrollWidth - 1,
    bottom: frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 1,
})"""
# The edges whose colour is not that of the middle.
SHADED = """async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { width, height } = image;
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const colour = (x, y) => pen.getImageData(x, y, 1, 1).data.join();
    const [middle, centre] = [width >> 1, height >> 1];
    const edges = { left: [3, centre], right: [width - 4, centre], top: [middle, 3], bottom: [middle, height - 4] };
    return Object.keys(edges).filter((edge) => colour(...edges[edge]) !== colour(middle, centre));
}"""


@pytest.fixture
def table(typist: Visitor, alice: User) -> Locator:
    """Opened by the keyboard alone, on a phone."""
    today = timezone.now().date()
    for day in range(DAYS):
        make_activity(alice, today - timedelta(days=day), minutes=754, title="Chapter")
    typist.page.set_viewport_size({"width": 390, "height": 844})
    typist.is_signed_in_as(alice)
    typist.goes_to("/today")
    typist.hand.press(typist.page.get_by_text("Show as a table"))
    return typist.page.get_by_role("region", name="Days with practice")


def test_the_table_of_days_is_read_by_the_keyboard_to_its_last_corner(
    typist: Visitor, table: Locator
) -> None:
    expect(table).to_be_visible()
    typist.page.keyboard.press("Tab")
    expect(table).to_be_focused()
    assert table.evaluate(PLACE) == {"right": False, "bottom": False}
    typist.finds_nothing_wrong()
    typist.page.keyboard.press("End")
    for _ in range(10):
        typist.page.keyboard.press("ArrowRight")
    typist.comes_to({"right": True, "bottom": True}, lambda: table.evaluate(PLACE))
    assert typist.page.evaluate("document.scrollingElement.scrollLeft") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_edge_is_in_shade_for_as_long_as_there_is_more_behind_it(
    typist: Visitor, table: Locator, scheme: str
) -> None:
    expect(table).to_be_visible()
    typist.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(typist.page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
    # With its rows gone from sight, what is left to see are the shades alone.
    table.get_by_role("table").evaluate("(rows) => { rows.style.visibility = 'hidden' }")
    table.evaluate("(frame) => frame.scrollIntoView({ block: 'center' })")
    assert shaded_edges(typist, table) == ["right", "bottom"]
    table.evaluate("(frame) => frame.scrollTo(frame.scrollWidth, frame.scrollHeight)")
    assert shaded_edges(typist, table) == ["left", "top"]


def shaded_edges(visitor: Visitor, frame: Locator) -> list[str]:
    picture = base64.b64encode(frame.screenshot()).decode()
    # The page's own policy would not let it look at a picture.
    assert visitor.context.browser
    page = visitor.context.browser.new_page()
    edges: list[str] = page.evaluate(SHADED, f"data:image/png;base64,{picture}")
    page.close()
    return edges
