"""How a list is walked: where to begin, and where to go after a page. A pagination never fetches."""

from __future__ import annotations

from dataclasses import dataclass

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.fields import whole
from backend.platforms.base.records import Cursor


@dataclass(frozen=True)
class PageNumbers:
    """Pages counted from `first`, `size` items each; the platform may or may not tell how many there are.

    Its count is believed only as far as it makes sense: an empty page is always the end, and no list is
    walked beyond `limit` pages, however long it claims to be.
    """

    size: int
    limit: int
    first: int = 0

    def page(self, cursor: Cursor | None) -> int:
        """The page to ask for. Raises UpstreamInvalidResponse beyond the limit."""
        number = (cursor or {}).get("page", self.first)
        if isinstance(number, bool) or not isinstance(number, int) or number < self.first:
            number = self.first
        if number - self.first >= self.limit:
            raise UpstreamInvalidResponse(f"endless list: more than {self.limit} pages")
        return number

    def after(self, page: int, *, items: int, pages: object = None, total: object = None) -> Cursor | None:
        """The cursor behind `page`, None at the end.

        `items` is how many the page held, before any was refused; `pages` and `total` what the answer claims.
        Where it claims nothing, a page that is exactly full may have a successor, and one that is longer is
        the whole list in one answer.
        """
        if items == 0:
            return None
        known = whole(pages, least=0) or -(-(whole(total, least=0) or 0) // self.size)
        more = page - self.first + 1 < known if known else items == self.size
        return {"page": page + 1} if more else None
