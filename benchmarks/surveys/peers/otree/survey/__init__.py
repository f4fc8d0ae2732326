"""The questions of our survey after a training, as an oTree app: 32 items twice on seven pages."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models, widgets

SIZES = (5, 5, 4, 5, 4, 5, 4)
"""Items a page, each rated BEFORE and NOW."""

NAMES = [
    [
        f"item{number}_{occasion}"
        for number in range(sum(SIZES[:page]), sum(SIZES[: page + 1]))
        for occasion in ("before", "now")
    ]
    for page in range(len(SIZES))
]


class C(BaseConstants):
    """What oTree wants to know of the app."""

    NAME_IN_URL = "survey"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    """Nothing of its own."""


class Group(BaseGroup):
    """Nothing of its own."""


class Player(BasePlayer):
    """The answers; its fields are added below."""


for _names in NAMES:
    for _name in _names:
        setattr(
            Player,
            _name,
            models.IntegerField(
                choices=list(range(1, 8)), widget=widgets.RadioSelectHorizontal, label=_name
            ),
        )


def _page(number: int) -> type[Page]:
    return type(
        f"Page{number}",
        (Page,),
        {
            "form_model": "player",
            "form_fields": NAMES[number],
            "template_name": "survey/Questions.html",
        },
    )


class Done(Page):
    """The end."""

    template_name = "survey/Done.html"


page_sequence = [*map(_page, range(len(SIZES))), Done]
