from collections.abc import Callable

from mentoreval.instruments.loading import load_instrument, parse_instrument
from mentoreval.instruments.model import Instrument

Refused = Callable[[str | bytes], list[str]]

INCLUDE = "include: [research-self-efficacy-draft]\n"
WORDING = """\
wording:
  - of: research-self-efficacy-draft
    notice: By permission of the publisher.
    texts: {rse1: One, rse2: Two, rse3: Three, rse4: Four, rse5: Five}
"""


def parsed(text: str) -> Instrument:
    return parse_instrument(text.encode(), file="my.yaml")


def test_a_site_puts_its_licensed_words_on_a_shipped_key(without_items: str) -> None:
    instrument = parsed(without_items + INCLUDE + WORDING)
    assert [item.text for item in instrument.items] == ["One", "Two", "Three", "Four", "Five"]


def test_the_key_stays_locked_under_other_words(without_items: str) -> None:
    plain, worded = parsed(without_items + INCLUDE), parsed(without_items + INCLUDE + WORDING)
    core = load_instrument("research-self-efficacy-draft")
    assert worded.scales == core.scales
    assert worded.cores == plain.cores
    assert worded.sha256 != plain.sha256


def test_the_notice_of_other_words_stands_for_the_core(without_items: str) -> None:
    instrument = parsed(without_items + INCLUDE + WORDING)
    assert instrument.notices == {"research-self-efficacy-draft": "By permission of the publisher."}


def test_half_of_a_wording_is_refused(without_items: str, refused: Refused) -> None:
    text = (without_items + INCLUDE + WORDING).replace(", rse4: Four, rse5: Five", "")
    assert refused(text) == [
        (
            "11: no words for rse4, rse5; give words to all items of "
            "'research-self-efficacy-draft' or to none"
        )
    ]


def test_words_for_unknown_items_are_refused(without_items: str, refused: Refused) -> None:
    text = (without_items + INCLUDE + WORDING).replace("{rse1", "{rse9: Nine, rse1")
    assert refused(text) == [
        "11: 'research-self-efficacy-draft' has no 'rse9'; did you mean 'rse5'?"
    ]


def test_words_for_what_is_not_included_are_refused(without_items: str, refused: Refused) -> None:
    text = (without_items + INCLUDE + WORDING).replace("of: research", "of: reseach")
    assert refused(text) == [
        (
            "9: 'reseach-self-efficacy-draft' is not included; "
            "did you mean 'research-self-efficacy-draft'?"
        )
    ]
