"""How every form of the site is rendered: `{{ form }}`, and each field of it."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

_SELECTS = (forms.Select, forms.SelectMultiple)
_CHOICES = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class UiField(BoundField):
    """A field of a form that knows its look and where an error's link leads."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the class that our style sheet has for this kind of field."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden:
            own = built.get("class") or widget.attrs.get("class", "")
            built["class"] = f"{own} {_class_for(widget)}".strip()
        return built

    @property
    def is_single_check(self) -> bool:
        """Whether it is one box to tick, with its label behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """The id that a link to this field needs: its control, or the fieldset around several."""
        return self.auto_id if self.use_fieldset else (self.id_for_label or self.auto_id)


class UiRenderer(TemplatesSetting):
    """Our templates for forms and fields; widgets without one of ours keep Django's."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = UiField


def _class_for(widget: forms.Widget) -> str:
    if isinstance(widget, _CHOICES):
        return "form-check-input"
    return "form-select" if isinstance(widget, _SELECTS) else "form-control"
