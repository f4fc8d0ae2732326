"""Any survey tool whose pages are plain forms, one of them a page."""

import random

from benchmarks.surveys.respondents import Page, Step, filled, posting_forms


class PlainForms:
    """What has to be known of such a tool; one whose last page has a form says when it ends."""

    def is_finished(self, page: Page) -> bool:
        """Whether nothing more can be sent."""
        return bool(page.content) and not posting_forms(page.content)

    def step(self, page: Page, chance: random.Random) -> Step | None:
        """Fill in the first form that sends something."""
        forms = posting_forms(page.content)
        if not forms:
            return None
        fields, ratings = filled(forms[0], chance)
        return Step(action=forms[0].action, fields=fields, ratings=ratings)
