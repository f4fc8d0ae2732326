"""Our letters in English."""

from types import MappingProxyType

from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.surveys.enums import Mode, SurveyLetterKind
from mentoringup.surveys.letters.words import Example, Language

_LETTERS = {
    SurveyLetterKind.INVITATION: LetterWords(
        subject="Your view of {training}, in about {minutes} minutes",
        text="""\
Dear {name},

Thank you for taking part in {training}. What did it change for you, and what should we change? \
Your answers decide how we teach it next time.

It takes about {minutes} minutes. You can stop at any time and go on later with the same link, on \
any device:

{link}

{privacy} The survey closes on {closes}.

Questions? {contact}

You want no mails about this survey: {stop_link}
""",
    ),
    SurveyLetterKind.BEFORE: LetterWords(
        subject="Before {training}: where you stand now, in about {minutes} minutes",
        text="""\
Dear {name},

{training} begins soon. Where do you stand now, before it? Your answers show later what the \
training has changed, and what it has not.

It takes about {minutes} minutes. You can stop at any time and go on later with the same link, on \
any device:

{link}

{privacy} The survey closes on {closes}.

Questions? {contact}

You want no mails about this survey: {stop_link}
""",
    ),
    SurveyLetterKind.REMINDER: LetterWords(
        subject="Still open until {closes}: your view of {training}",
        text="""\
Dear {name},

Our survey about {training} is still open, until {closes}. If you have answered already, thank \
you; there is nothing more to do.

If not, it takes about {minutes} minutes, and what you have typed so far is still there:

{link}

{privacy}

Questions? {contact}

You want no mails about this survey: {stop_link}
""",
    ),
    SurveyLetterKind.FOLLOW_UP: LetterWords(
        subject="What became of it? A few questions about {training}",
        text="""\
Dear {name},

Some time has passed since {training}. What have you tried since, what has lasted, and what \
helped? If you wrote down a plan after the training, the survey shows it to you again; nobody \
else sees it beside your name.

It takes about {minutes} minutes:

{link}

{privacy} The survey closes on {closes}.

Questions? {contact}

You want no mails about this survey: {stop_link}
""",
    ),
    SurveyLetterKind.MENTOR: LetterWords(
        subject="Your view, as a mentor, of what {training} changed",
        text="""\
Dear {name},

{mentee} took part in {training} and asks you, as a mentor, how you see what has changed since. \
Only because of this wish do we write to you, and we keep your address for nothing else.

It takes about {minutes} minutes:

{link}

{privacy} {mentee} does not see your answers. The survey closes on {closes}.

Questions? {contact}

You want no mails about this survey: {stop_link}
""",
    ),
}

ENGLISH = Language(
    code="en",
    name="English",
    letters=MappingProxyType(_LETTERS),
    button="Open the survey",
    privacy=MappingProxyType(
        {
            Mode.ANONYMOUS: (
                "The survey is anonymous: your answers are stored without anything that leads to"
                " you."
            ),
            Mode.CONFIDENTIAL: (
                "Your answers are stored under a pseudonym, apart from your name, so that several"
                " surveys can be compared; staff never see who answered what."
            ),
        }
    ),
    nameless="colleague",
    somebody="Somebody you mentor",
    contact="{name}, {email}",
    example=Example(name="Ada Lovelace", training="Mentoring Up in fall", mentee="Grace Hopper"),
)
