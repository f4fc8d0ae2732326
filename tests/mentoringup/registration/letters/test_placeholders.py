"""Placeholders: a closed list, and nothing that is filled in is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.outbox.wording.placeholders import Fault, FaultKind, faults_in, fill
from mentoringup.registration.enums import LetterKind
from mentoringup.registration.letters.ours import LANGUAGES, language_of
from mentoringup.registration.letters.placeholders import ALLOWED

OFFER = ALLOWED[LetterKind.OFFER]
GOOD = "Until {until}: {link}"


def faults(text: str = GOOD, subject: str = "A seat") -> list[tuple[str, str, str, str]]:
    found = faults_in(subject=subject, text=text, allowed=OFFER)
    return [(one.field, one.kind.value, one.found, one.meant) for one in found]


def constant(**values: str):
    return {name: lambda value=value: value for name, value in values.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(LetterKind))
def test_our_own_letters_have_no_faults(kind, language):
    words = LANGUAGES[language].letters[kind]

    assert faults_in(subject=words.subject, text=words.text, allowed=ALLOWED[kind]) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GOOD, []),
        (GOOD + " {nmae}", [("text", "unknown", "{nmae}", "{name}")]),
        (GOOD + " {NAME}", [("text", "unknown", "{NAME}", "{name}")]),
        (GOOD + " {meeting_link}", [("text", "unknown", "{meeting_link}", "")]),
        (GOOD + " {xyz} {xyz}", [("text", "unknown", "{xyz}", "")]),
        (GOOD + " {}", [("text", "unknown", "{}", "")]),
        (GOOD + " {name.pk}", [("text", "unknown", "{name.pk}", "{name}")]),
        (GOOD + " {0}", [("text", "unknown", "{0}", "")]),
        (GOOD + " {name", [("text", "malformed", "{name", "")]),
        (GOOD + " name} and", [("text", "malformed", "} and", "")]),
        (GOOD + " {na\nme}", [("text", "malformed", "{na", "")]),
        (GOOD + " {{name}}", [("text", "malformed", "{{name}}", "")]),
        ("Until {until}", [("text", "missing", "{link}", "")]),
        ("Nothing", [("text", "missing", "{link}", ""), ("text", "missing", "{until}", "")]),
    ],
)
def test_every_fault_of_a_text_is_found(text, found):
    assert faults(text) == found


def test_a_subject_has_its_own_list():
    assert faults(subject="{link} {until} {session}") == [("subject", "unknown", "{link}", "")]


def test_what_is_filled_in_is_not_read_again():
    values = constant(name="{link} {name} {{x}} %(y)s {% now %}", link="https://a.example/")

    assert fill("{name}: {link}", values) == (
        "{link} {name} {{x}} %(y)s {% now %}: https://a.example/"
    )


def test_a_value_that_is_not_used_is_never_made():
    made = []

    text = fill("{name} {name}", {"name": lambda: made.append(1) or "Ada", "link": made.clear})

    assert (text, made) == ("Ada Ada", [1])


def test_an_empty_value_leaves_no_gap():
    assert fill("a\n\n{tier}\n\nb", constant(tier="")) == "a\n\nb"


@given(st.text(alphabet="{}na me\n", max_size=40))
def test_a_text_without_faults_fills_without_a_brace_left(text):
    values = constant(**dict.fromkeys(OFFER.text, "x"))
    is_good = not [one for one in faults_in(subject="", text=text, allowed=OFFER) if is_of(one)]

    assert is_good == (not {"{", "}"} & set(fill(text, values)))


def is_of(fault: Fault) -> bool:
    return fault.kind is not FaultKind.MISSING


@pytest.mark.parametrize(
    ("wanted", "code"),
    [(("es",), "es"), (("es-MX",), "es"), (("fr", "es"), "es"), (("fr", ""), "en"), ((), "en")],
)
def test_a_letter_is_in_the_first_language_that_we_write(wanted, code):
    assert language_of(*wanted).code == code
