"""Our site with one open wave and its respondents' links, and what it has at the end."""

import json
import random
import re
from typing import Any

from benchmarks.served_site import ServedSite
from benchmarks.surveys.respondents import Page, Step, filled, posting_forms

FILL = """
import json
from datetime import date, timedelta
from django.utils import timezone
from mentoringup.organizations.models import Institution, Site
from mentoringup.questionnaires.domain.publishing import publish
from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.questionnaires.form.starting import form_of
from mentoringup.surveys import keys, links
from mentoringup.surveys.models import Invitation, Participant, Survey, Wave
from mentoringup.training.models import Implementation, Series

now = timezone.now()
university = Institution.objects.create(name="Measured University")
site = Site.objects.create(institution=university, name="Office", slug="office", zone="UTC",
    contact_email="office@example.org")
series = Series.objects.create(site=site, slug="fall", title="Mentoring up")
form = form_of(["mca-26-mentee", "research-self-efficacy-draft"], id="measured",
    title={"en": "After the training"})
sheet = start_questionnaire(site=site, name="Measured", form=form, actor=None, now=now)
survey = Survey.objects.create(site=site, implementation=Implementation.objects.create(
    series=series), state="on", mode="MODE", audience="roster", layouts=["side-by-side"],
    created_at=now, key_destroyed_on=date(2100, 1, 1))
keys.create(survey.code)
wave = Wave.objects.create(survey=survey, ref="load", kind="post", state="open", mode="MODE",
    questionnaire=sheet, asked=publish(questionnaire=sheet, actor=None, now=now),
    opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=30))
key = keys.load(survey.code)
people = Participant.objects.bulk_create(Participant(survey=survey, nonce=links.new_nonce(),
    email=f"person{n}@lakeside.example") for n in range(PEOPLE))
tokens = [links.token_for(key, one.nonce) for one in people]
Invitation.objects.bulk_create(Invitation(wave=wave, participant=person, state="invited",
    ticket=links.ticket_of(token, "load")) for person, token in zip(people, tokens, strict=True))
print(json.dumps([links.path_of("load", token) for token in tokens]))
"""

COUNT = """
import json
from mentoringup.surveys.models import Draft, Response
print(json.dumps({"drafts": Draft.objects.count(),
    "answers": [one.answers for one in Response.objects.all()]}))
"""

_SENT = re.compile(r"/thanks/")


class OurPages:
    """Our answering pages."""

    def is_finished(self, page: Page) -> bool:
        """Whether this is the page of thanks."""
        return _SENT.search(page.path) is not None

    def step(self, page: Page, chance: random.Random) -> Step | None:
        """Fill in the page's own form: the first that sends something."""
        forms = posting_forms(page.content)
        if not forms:
            return None
        kept = forms[0].checked()
        fields, ratings = filled(forms[0], chance)
        # What is answered already stays: after a crash the server must still have it.
        fields = [(name, kept.get(name, value)) for name, value in fields]
        ratings = {name: kept.get(name, value) for name, value in ratings.items()}
        return Step(action=forms[0].action, fields=fields, ratings=ratings)


class OurSite(ServedSite):
    """A site with one open wave."""

    def fill(self, *, people: int, mode: str) -> list[str]:
        """A new database; the links of those who were invited."""
        self.make_database()
        script = FILL.replace("PEOPLE", str(people)).replace("MODE", mode)
        links: list[str] = json.loads(self.shell(script))
        return links

    def stored(self) -> dict[str, Any]:
        """Answers that are there, and drafts that were never sent."""
        found: dict[str, Any] = json.loads(self.shell(COUNT))
        return found
