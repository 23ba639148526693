from collections.abc import Iterable

from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class AlwaysJson(DefaultContentNegotiation):
    """Answer in the view's own format, whatever `Accept` asks for; refuse a body that no parser of the view reads.

    The refusal comes here because negotiation is the first thing a view does: looking for a CSRF token would
    otherwise read a form, and the view would then see an empty body instead of answering 415.
    """

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        if has_body(request) and self.select_parser(request, request.parsers or ()) is None:
            raise UnsupportedMediaType(request.content_type)
        renderer = next(iter(renderers))
        return renderer, str(renderer.media_type)

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        parser: BaseParser | None = super().select_parser(request, parsers)
        return parser


def has_body(request: Request) -> bool:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return length.isdigit() and int(length) > 0
