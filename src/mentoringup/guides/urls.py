"""Addresses of `guides`."""

from django.urls import URLPattern, URLResolver, path, register_converter

from mentoringup.guides import views

app_name = "guides"


class Numbers:
    """Some numbers of documents, with commas: `12,13,14`."""

    regex = "[1-9][0-9]{0,14}(?:,[1-9][0-9]{0,14}){0,7}"

    def to_python(self, value: str) -> tuple[int, ...]:
        """Read them."""
        return tuple(int(number) for number in value.split(","))

    def to_url(self, value: tuple[int, ...]) -> str:
        """Write them."""
        return ",".join(str(number) for number in value)


register_converter(Numbers, "guide_numbers")

_PRINT = "sites/<slug:site_slug>/plans/<int:plan_id>/print/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_PRINT, views.print_plan, name="print_plan"),
    path(f"{_PRINT}ask/", views.ask, name="ask"),
    path(f"{_PRINT}<guide_numbers:guide_ids>/", views.show_guides, name="show_guides"),
    path(f"{_PRINT}<int:guide_id>/file/", views.download, name="download"),
]
