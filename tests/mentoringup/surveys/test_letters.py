"""The words of letters: ours in two languages, a site's own, and what they are filled with."""

import pytest

from answered_wave import ask_people
from mentoringup.organizations.errors import SomebodyWasFasterError
from mentoringup.outbox.wording.checking import LetterIsWrongError
from mentoringup.outbox.wording.placeholders import LetterWords, faults_in
from mentoringup.surveys.domain.lengths import estimated_minutes, minutes_of
from mentoringup.surveys.domain.letter_examples import filled_example
from mentoringup.surveys.domain.letter_texts import (
    letter_of,
    letters_of,
    restore_letter,
    save_letter,
)
from mentoringup.surveys.domain.ready_made import form_for
from mentoringup.surveys.enums import SurveyLetterKind, WaveKind, WaveState
from mentoringup.surveys.letters.allowed import ALLOWED, MEANINGS, WHEN_SENT
from mentoringup.surveys.letters.ours import LANGUAGES, language_of
from mentoringup.surveys.models import WaveMinutes
from staged_survey import BEFORE, wave_of

OWN = LetterWords(subject="Hello {name}", text="{link}\n\n{stop_link}\n")
REMINDER = SurveyLetterKind.REMINDER


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(SurveyLetterKind))
def test_our_own_letters_have_no_faults(kind, language):
    words = LANGUAGES[language].letters[kind]

    assert faults_in(subject=words.subject, text=words.text, allowed=ALLOWED[kind]) == ()


def test_every_placeholder_and_letter_is_explained():
    used = {one for allowed in ALLOWED.values() for one in (*allowed.text, *allowed.subject)}

    assert (used, set(WHEN_SENT)) == (set(MEANINGS), set(SurveyLetterKind))


@pytest.mark.parametrize(("wanted", "code"), [("es-MX", "es"), ("fr", "en"), ("", "en")])
def test_a_letter_is_in_a_language_that_we_write(wanted, code):
    assert language_of(wanted).code == code


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(SurveyLetterKind))
def test_a_filled_letter_has_no_brace_left_and_leads_to_the_survey(kind, language, site):
    words = LANGUAGES[language].letters[kind]

    letter = filled_example(language=language, words=words, site=site, now=BEFORE)

    assert "{" not in letter.subject + letter.text
    assert LANGUAGES[language].button in letter.html


@pytest.mark.django_db
def test_a_site_writes_its_own_words_and_goes_back_to_ours(site, coordinator):
    told = {"site": site, "kind": REMINDER, "language": "en", "actor": coordinator, "now": BEFORE}
    before = letter_of(site=site, kind=REMINDER, language="en")

    saved = save_letter(words=OWN, mark=before.mark, **told)
    with pytest.raises(SomebodyWasFasterError):
        save_letter(words=OWN, mark=before.mark, **told)
    assert [one.is_own for one in letters_of(site=site)].count(True) == 1
    restored = restore_letter(mark=saved.mark, **told)

    assert (saved.is_own, restored) == (True, before)


@pytest.mark.django_db
def test_a_letter_without_a_way_out_is_refused(site, coordinator):
    before = letter_of(site=site, kind=REMINDER, language="en")
    words = LetterWords(subject="{link}", text="{lnik}\n")

    with pytest.raises(LetterIsWrongError) as refused:
        save_letter(
            site=site,
            kind=REMINDER,
            language="en",
            words=words,
            mark=before.mark,
            actor=coordinator,
            now=BEFORE,
        )

    assert {field: len(faults) for field, faults in refused.value.by_field.items()} == {
        "subject": 1,
        "text": 3,
    }


@pytest.mark.django_db
def test_the_minutes_are_estimated_until_five_people_have_answered(site, make_survey):
    wave = wave_of(make_survey())
    estimate = estimated_minutes(form_for(WaveKind.POST))
    earlier = ask_people(site, BEFORE)
    earlier.set_wave(state=WaveState.CLOSED, questionnaire=wave.questionnaire)
    WaveMinutes.objects.create(wave=earlier.wave, minutes=4, count=2)
    WaveMinutes.objects.create(wave=earlier.wave, minutes=30, count=2)
    first = minutes_of(wave)

    WaveMinutes.objects.create(wave=earlier.wave, minutes=11, count=1)

    assert (first, minutes_of(wave)) == (estimate, 11)
