"""allauth's forms with our labels: no placeholders, since labels stand above the fields."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    SignupForm,
)
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

_ADDRESS = _("E-mail address")
_CODE_FROM_MAIL = _("Code from the mail")


def _label(field: forms.Field, label: Any, help_text: Any = "") -> None:
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)


def _as_code(field: forms.Field, label: Any, help_text: Any = "") -> None:
    _label(field, label, help_text)
    field.widget.attrs.update({"autocapitalize": "characters", "spellcheck": "false"})
    field.widget.attrs["autocomplete"] = "one-time-code"


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth is untyped
    """Just an address; the code goes there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["login"], _ADDRESS)

    @property
    def is_limited(self) -> bool:
        """Whether too many codes were asked for."""
        words = get_adapter().error_messages["too_many_login_attempts"]
        return str(words) in self.errors.get("login", [])  # allauth drops the code on the way


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth is untyped
    """Just an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(
            self.fields["email"],
            _ADDRESS,
            _("The one your training office knows, if there is one."),
        )


class AddAddressForm(AddEmailForm):  # type: ignore[misc]  # allauth is untyped
    """One more address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["email"], _("Another e-mail address"), _("We send a code there."))


class SignInCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth is untyped
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _CODE_FROM_MAIL)


class AddressCodeForm(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth is untyped
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _CODE_FROM_MAIL)


_CODE_FROM_APP = _("Code")
_CODE_HELP = _("Six digits from your authenticator app, or one of your recovery codes.")


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]  # allauth is untyped
    """A code from the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _CODE_FROM_APP, _CODE_HELP)


class SecondFactorAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth is untyped
    """The same, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _CODE_FROM_APP, _CODE_HELP)


class AddAppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth is untyped
    """The first code that the app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code from the app"), _("Six digits."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """A passkey and what to call it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"passwordless": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        _label(self.fields["name"], _("Name"), _("So that you can tell your passkeys apart."))
        self.fields["name"].max_length = 100
        _label(
            self.fields["passwordless"],
            _("Sign in with this passkey alone"),
            _("Without it, the passkey is asked for after the code from the mail."),
        )


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """What to call a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["name"], _("Name"))


class ConfirmForm(forms.Form):
    """The code that was mailed to confirm something delicate."""

    code = forms.CharField(max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _CODE_FROM_MAIL)

    def add_wrong_code(self) -> None:
        """Say that the code is not right."""
        self.add_error(
            "code", _("That is not the code we sent, or it is too old. You can ask for a new one.")
        )
