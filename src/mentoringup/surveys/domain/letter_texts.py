"""The words of a site's letters about surveys: its own where it wrote some, else ours."""

from mentoringup.organizations.domain.letters import SiteLetters
from mentoringup.surveys.enums import SurveyLetterKind
from mentoringup.surveys.letters.allowed import ALLOWED
from mentoringup.surveys.letters.ours import LANGUAGES
from mentoringup.surveys.models import SurveyLetterText

LETTERS = SiteLetters(
    kinds=SurveyLetterKind,
    ours={code: language.letters for code, language in LANGUAGES.items()},
    allowed=ALLOWED,
    texts=SurveyLetterText.objects,
    saved="survey-letter.saved",
    restored="survey-letter.restored",
    detail="survey_letter",
)

own_words = LETTERS.own_words
letters_of, letter_of = LETTERS.letters_of, LETTERS.letter_of
save_letter, restore_letter = LETTERS.save_letter, LETTERS.restore_letter
