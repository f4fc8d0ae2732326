"""The pages on which a site reads and writes the words of its mails."""

import pytest
from bs4 import BeautifulSoup

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.errors import SomebodyWasFasterError
from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.registration.domain.letter_texts import letter_of, restore_letter, save_letter
from mentoringup.registration.enums import LetterKind
from mentoringup.registration.letters.ours import LANGUAGES
from mentoringup.registration.models import LetterText

K = LetterKind
OURS = LANGUAGES["en"].letters[K.OFFER]
OWN = {"subject": "Come, {name}", "text": "Until {until}:\n\n{link}"}
AT = "/sites/lakeside/letters/"
OFFER = f"{AT}offer/en/"


@pytest.fixture
def client(signed_in, coordinator):
    return signed_in(coordinator)


def read(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def words(text: str) -> str:
    return " ".join(text.split())


def mark(client, address: str = f"{OFFER}edit/") -> str:
    return read(client.get(address)).select_one("[name=mark]")["value"]


def stored() -> list[tuple[str, str, str, str]]:
    return list(LetterText.objects.values_list("kind", "language", "subject", "text"))


def test_the_list_says_of_each_letter_whose_words_it_has(client, site):
    LetterText.objects.create(site=site, kind=K.OFFER, language="es", subject="a", text="b")

    rows = read(client.get(AT)).select("tbody tr")

    found = {
        row.th.contents[0].strip(): [
            words(cell.select_one(".badge").get_text()) for cell in row("td")
        ]
        for row in rows
    }
    assert list(found) == [str(kind.label) for kind in K]
    assert found.pop("Seat offered") == ["our words", "your words"]
    assert set(map(tuple, found.values())) == {("our words", "our words")}


def test_the_list_costs_the_same_however_many_letters_are_own(
    client, site, django_assert_max_num_queries
):
    counts = []
    for kinds in ([], list(K)):
        for kind in kinds:
            LetterText.objects.create(site=site, kind=kind, language="en", subject="a", text="b")
        with django_assert_max_num_queries(20) as asked:
            client.get(AT)
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(K))
def test_a_letter_is_shown_filled_as_text_and_as_html(client, kind, language):
    address = f"{AT}{kind.removeprefix('registration.')}/{language}/"

    page, mail = read(client.get(address)), read(client.get(f"{address}mail/"))

    subject = page.select_one(".letter-subject").get_text(strip=True)
    text = page.select_one(".letter-text").get_text()
    assert {"{", "}"} & set(subject + text) == set()
    assert mail.h1.get_text() == subject
    assert mail.html["lang"] == language
    assert page.select_one("iframe")["src"] == f"{address}mail/"


def test_own_words_are_saved_and_told_in_the_history(client, coordinator):
    answer = client.post(f"{OFFER}edit/", OWN | {"mark": mark(client)}, follow=True)

    assert answer.redirect_chain == [(OFFER, 302)]
    assert stored() == [(K.OFFER, "en", OWN["subject"], OWN["text"] + "\n")]
    assert "Come, Ada Lovelace" in read(answer).get_text()
    entry = Entry.objects.get(verb="letter.saved")
    assert (entry.actor, entry.detail) == (
        coordinator,
        {"letter": K.OFFER.value, "letter_language": "en"},
    )


def test_line_breaks_of_a_browser_make_no_other_words(client):
    same = {"subject": OURS.subject, "text": OURS.text.replace("\n", "\r\n")}

    client.post(f"{OFFER}edit/", same | {"mark": mark(client)})

    assert (stored(), Entry.objects.filter(verb__startswith="letter.").count()) == ([], 0)


def test_our_words_typed_again_are_ours_again(client):
    client.post(f"{OFFER}edit/", OWN | {"mark": mark(client)})

    client.post(f"{OFFER}edit/", {"subject": OURS.subject, "text": OURS.text, "mark": mark(client)})

    assert stored() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"text": "{untill} {link} {until}"},
            "“{untill}” is no placeholder here. Did you mean {until}? You can use:",
        ),
        ({"text": "{until} {link} {xyz}"}, "“{xyz}” is no placeholder here. You can use: {name},"),
        ({"text": "{until} {link} {"}, "The brace in “{” belongs to no placeholder."),
        ({"text": "{until}"}, "The text needs {link} somewhere;"),
        ({"subject": "{link}"}, "“{link}” is no placeholder here."),
        ({"subject": ""}, "This field is required."),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
    ],
)
def test_a_wrong_letter_is_refused_and_stays_in_the_form(client, typed, said):
    sent = OWN | typed | {"mark": mark(client)}

    answer = client.post(f"{OFFER}edit/", sent)

    page = read(answer)
    assert answer.status_code == 422
    assert said in words(page.select_one("main").get_text())
    assert page.select_one("#id_text").get_text().strip("\n") == sent["text"].strip("\n")
    assert page.select_one("#id_subject").get("value", "") == sent["subject"]
    assert stored() == []


def test_the_second_of_two_is_told_and_sees_both_texts(client, signed_in, make_staff, site):
    other = signed_in(make_staff(Role.SITE_ADMIN, site))
    seen = mark(client)
    other.post(f"{OFFER}edit/", {"subject": "Theirs", "text": OWN["text"], "mark": seen})

    answer = client.post(f"{OFFER}edit/", OWN | {"mark": seen})

    page = read(answer)
    assert answer.status_code == 409
    assert "Theirs" in page.select_one("[role=alert]").get_text()
    assert page.select_one("#id_subject")["value"] == OWN["subject"]
    assert [one[2] for one in stored()] == ["Theirs"]
    again = OWN | {"mark": page.select_one("[name=mark]")["value"]}
    assert client.post(f"{OFFER}edit/", again).status_code == 302
    assert [one[2] for one in stored()] == [OWN["subject"]]


def test_going_back_to_our_words_asks_first_and_says_what_is_lost(client):
    client.post(f"{OFFER}edit/", OWN | {"mark": mark(client)})

    page = read(client.get(f"{OFFER}restore/"))
    asked = stored()
    answer = client.post(
        f"{OFFER}restore/", {"mark": page.select_one("[name=mark]")["value"]}, follow=True
    )

    assert OWN["text"] in page.get_text()
    assert len(asked) == 1
    assert stored() == []
    assert "our words" in read(answer).get_text()
    assert Entry.objects.filter(verb="letter.restored").count() == 1


def test_an_old_page_takes_back_nothing(client):
    old = mark(client, f"{OFFER}restore/")
    client.post(f"{OFFER}edit/", OWN | {"mark": mark(client)})

    client.post(f"{OFFER}restore/", {"mark": old})

    assert len(stored()) == 1


def test_a_preview_shows_what_is_typed_and_stores_nothing(client):
    typed = {"subject": "Come, {name}", "text": "<script>{until}</script> {oops}"}

    fragment = read(client.post(f"{OFFER}preview/", typed))
    mail = client.post(f"{OFFER}mail/", typed)

    assert fragment.script is None
    assert fragment.select_one(".letter-subject").get_text(strip=True) == "Come, Ada Lovelace"
    assert fragment.select_one(".letter-text").get_text().startswith("<script>")
    assert [words(one.get_text())[:40] for one in fragment.select("li")] == [
        "“{oops}” is no placeholder here. You can",
        "The text needs {link} somewhere; without",
    ]
    assert read(mail).script is None
    assert stored() == []


def test_the_frame_may_run_nothing_and_be_framed_by_us_only(client):
    answer = client.get(f"{OFFER}mail/")

    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    )


@pytest.mark.parametrize("address", ["offer/fr/", "nothing/en/", "offer/en-US/edit/"])
def test_a_letter_that_nobody_writes_is_not_found(client, address):
    assert client.get(f"{AT}{address}").status_code == 404


def test_a_facilitator_reads_and_does_not_write(signed_in, make_staff, site):
    client = signed_in(make_staff(Role.FACILITATOR, site))

    page = read(client.get(OFFER))

    assert page.select(f"a[href='{OFFER}edit/']") == []
    assert [
        client.post(f"{OFFER}{name}/", OWN).status_code for name in ("edit", "preview", "restore")
    ] == [403, 403, 403]


def test_another_sites_words_are_its_own(client, other_site):
    LetterText.objects.create(
        site=other_site, kind=K.OFFER, language="en", subject="Theirs", text="b"
    )

    assert "Theirs" not in read(client.get(OFFER)).get_text()


def test_of_two_who_save_at_once_one_is_told(site, make_staff, at_once, now):
    seen = letter_of(site=site, kind=K.OFFER, language="en").mark
    people = [make_staff(Role.COORDINATOR, site, f"{name}@lakeside.example") for name in "ab"]

    def saving(person):
        def save(barrier) -> None:
            barrier.wait()
            own = LetterWords(subject=person.email, text=OURS.text)
            told = {"site": site, "kind": K.OFFER, "language": "en", "mark": seen}
            try:
                save_letter(words=own, actor=person, now=now, **told)
            except SomebodyWasFasterError:
                outcomes.append("told")
            else:
                outcomes.append("saved")

        return save

    outcomes: list[str] = []
    at_once([saving(person) for person in people])

    assert sorted(outcomes) == ["saved", "told"]
    assert LetterText.objects.count() == 1


def test_taking_back_twice_records_it_once(site, coordinator, now):
    LetterText.objects.create(site=site, kind=K.OFFER, language="en", subject="a", text="b")
    for _time in range(2):
        seen = letter_of(site=site, kind=K.OFFER, language="en").mark
        restore_letter(
            site=site, kind=K.OFFER, language="en", mark=seen, actor=coordinator, now=now
        )

    assert Entry.objects.filter(verb="letter.restored").count() == 1
