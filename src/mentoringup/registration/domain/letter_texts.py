"""The words of a site's letters: its own where it wrote some, else ours."""

from mentoringup.organizations.domain.letters import SiteLetters
from mentoringup.registration.enums import LetterKind
from mentoringup.registration.letters.ours import LANGUAGES
from mentoringup.registration.letters.placeholders import ALLOWED
from mentoringup.registration.models import LetterText

LETTERS = SiteLetters(
    kinds=LetterKind,
    ours={code: language.letters for code, language in LANGUAGES.items()},
    allowed=ALLOWED,
    texts=LetterText.objects,
    saved="letter.saved",
    restored="letter.restored",
    detail="letter",
)

own_words_of = LETTERS.own_words_of
letters_of, letter_of = LETTERS.letters_of, LETTERS.letter_of
save_letter, restore_letter = LETTERS.save_letter, LETTERS.restore_letter
