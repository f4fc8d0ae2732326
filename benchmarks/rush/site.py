"""The site that is rushed: one session with few seats."""

from benchmarks.served_site import ServedSite

FILL = """
from datetime import UTC, datetime, time, timedelta
from django.utils import timezone
from mentoringup.organizations.models import Institution, Site
from mentoringup.training.models import Implementation, Series, Session, Tier
university, _ = Institution.objects.get_or_create(name="Rushed University")
site = Site.objects.create(institution=university, name="Office", slug="office", zone="UTC",
    contact_email="office@example.org")
today = timezone.now().date()
series = Series.objects.create(site=site, slug="fall", title="Mentoring up", state="published",
    published_at=timezone.now(), rsvp_rule="on-day", rsvp_opens_on=today - timedelta(days=1))
Tier.objects.create(series=series, position=0, stages=["graduate"], disciplines=["biosciences"])
delivery = Implementation.objects.create(series=series)
day = today + timedelta(days=40)
Session.objects.create(implementation=delivery, slug="expectations", position=1,
    title="Aligning expectations", local_date=day, local_start=time(16), local_end=time(17, 30),
    zone="UTC", starts_at=datetime.combine(day, time(16), UTC), place="Zoom",
    ends_at=datetime.combine(day, time(17, 30), UTC), capacity=SEATS, state="published")
"""

COUNT = """
import json
from collections import Counter
from mentoringup.registration.models import Registration
rows = list(Registration.objects.order_by("place").values_list("email", "state", "place"))
print(json.dumps({"states": Counter(state for _, state, _ in rows),
    "places": [place for _, _, place in rows] == list(range(1, len(rows) + 1)),
    "first": Counter(state for _, state, place in rows if place <= SEATS),
    "emails": [email for email, _, _ in rows]}))
"""

TIME_PASSES = """
from django.utils import timezone
from mentoringup.outbox.models import Mail
Mail.objects.filter(state="sending").update(next_try_at=timezone.now())
"""


class RushedSite(ServedSite):
    """A site with one session."""

    def fill(self, *, seats: int) -> None:
        """A new database with one session."""
        self.make_database()
        self.shell(FILL.replace("SEATS", str(seats)))

    def let_claims_run_out(self) -> None:
        """Have five minutes passed for the mails that a killed worker had in its hands."""
        self.shell(TIME_PASSES)
