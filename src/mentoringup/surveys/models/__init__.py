"""Surveys, waves, who is asked; and, apart from that, drafts and responses.

Two halves that nothing joins. *People*: `Participant`, `Invitation`. *Answers*: `Draft`,
`Response`. No foreign key, no common value and no time finer than a day leads from one half to the
other (docs/anonymity.md); `WaveDay` and `WaveMinutes` count, and know nobody.
"""

from mentoringup.surveys.models.answers import Draft, Keepsake, Response
from mentoringup.surveys.models.counts import WaveDay, WaveMinutes
from mentoringup.surveys.models.habits import SurveyHabit, SurveyLetterText
from mentoringup.surveys.models.paper import PaperForm
from mentoringup.surveys.models.people import Invitation, Participant, SealedTicket
from mentoringup.surveys.models.setting import ConsentText, Survey, Wave

__all__ = [
    "ConsentText",
    "Draft",
    "Invitation",
    "Keepsake",
    "PaperForm",
    "Participant",
    "Response",
    "SealedTicket",
    "Survey",
    "SurveyHabit",
    "SurveyLetterText",
    "Wave",
    "WaveDay",
    "WaveMinutes",
]
