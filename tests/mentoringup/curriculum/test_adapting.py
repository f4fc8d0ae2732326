from dataclasses import dataclass
from datetime import timedelta

import pytest

from mentoreval.errors import InputRefusedError
from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.curriculum.domain.adapting import (
    Edit,
    give_back,
    restore_version,
    save_parts,
    take_over,
)
from mentoringup.curriculum.domain.library import find_pack, pack_at
from mentoringup.curriculum.domain.parts import (
    adapted_parts,
    find_part,
    provenance_of,
    translations_of,
    updated_parts,
    versions_of,
)
from mentoringup.curriculum.domain.storing import load_pack
from mentoringup.curriculum.errors import (
    PartIsNotAdaptedError,
    PartIsUnknownError,
    PartWasChangedError,
)
from mentoringup.curriculum.models import Pack, Part
from mentoringup.curriculum.pack.files import shipped_texts

pytestmark = pytest.mark.django_db

LISTENING = "modules/communication/activities/listening-in-threes.md"
MODULE = "modules/communication/module.yaml"
SHEET = "worksheets/mentoring-map.yaml"


@dataclass
class Desk:
    """What one editor does at a site, with little to say."""

    site: object
    actor: object
    now: object

    @property
    def at_site(self):
        return find_pack(site=self.site, slug="open")

    def part(self, path=LISTENING):
        return find_part(at_site=self.at_site, path=path)

    def save(self, *pairs, seen=None):
        edits = [
            Edit(path=path, text=text, seen=self._seen(path) if seen is None else seen)
            for path, text in pairs
        ]
        return save_parts(
            site=self.site, at_site=self.at_site, edits=edits, actor=self.actor, now=self.now
        )

    def change(self, old, new, path=LISTENING):
        text = self.part(path).current.text
        assert old in text
        (saved,) = self.save((path, text.replace(old, new)))
        return saved

    def _seen(self, path):
        try:
            return self.part(path).current.digest
        except PartIsUnknownError:
            return ""


@pytest.fixture
def desk(site, make_staff, now) -> Desk:
    return Desk(site=site, actor=make_staff(Role.COORDINATOR, site), now=now)


@pytest.fixture
def publish(now):
    """Bring out the shipped pack anew, with changes by path."""

    def load(version="1.1", **changes):
        texts = dict(shipped_texts())
        texts["pack.yaml"] = texts["pack.yaml"].replace('version: "1.0"', f'version: "{version}"')
        for path, change in changes.items():
            texts[path] = change(texts[path])
        load_pack(texts=texts, site=None, actor=None, now=now)

    return load


def test_the_first_save_makes_the_sites_copy_with_its_provenance(desk, other_site):
    original = shipped_texts()[LISTENING]

    saved = desk.change("title: Listening in threes", "title: Listening in pairs")

    assert (saved.pack.site, saved.pack.original.slug) == (desk.site, "open")
    assert (saved.base_text, saved.base_version, saved.version) == (original, "1.0", 1)
    assert Part.objects.filter(pack=saved.pack).count() == 1
    titles = [
        pack_at(site=one, slug="open")
        .module_by_id["communication"]
        .activity_by_id["listening-in-threes"]
        .title
        for one in (desk.site, other_site)
    ]
    assert titles == ["Listening in pairs", "Listening in threes"]
    found = provenance_of(part=saved)
    assert (found.pack, found.version) == ("Mentoring Up, open edition", "1.0")


def test_every_save_is_a_version_and_a_row_of_the_history(desk):
    desk.change("Listening in threes", "Listening in pairs")
    desk.change("Listening in pairs", "Listening in rows")

    rows = Entry.objects.filter(thing_kind="curriculum.part").order_by("pk")
    versions = versions_of(part=desk.part().own)

    assert [row.verb for row in rows] == ["part.adapted", "part.saved"]
    assert {(row.site_id, row.detail["path"]) for row in rows} == {(desk.site.pk, LISTENING)}
    assert [(one.number, one.saved_by) for one in versions] == [(2, desk.actor), (1, desk.actor)]


def test_saving_the_same_text_stores_nothing(desk):
    assert desk.save((LISTENING, shipped_texts()[LISTENING])) == ()
    assert not Pack.objects.filter(site=desk.site).exists()


def test_the_second_of_two_editors_is_told(desk):
    seen = desk.part().current.digest
    desk.change("Listening in threes", "Listening in pairs")

    with pytest.raises(PartWasChangedError):
        desk.save((LISTENING, "anything"), seen=seen)

    assert "Listening in pairs" in desk.part().current.text


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (LISTENING, "kind: practice", "kind: practise", f"{LISTENING}, line 3: found 'practise'"),
        (
            LISTENING,
            "objectives: [listen]",
            "objectives: [lisen]",
            "no objective is called 'lisen'",
        ),
        (MODULE, "- id: listen\n", "- id: hear\n", "no objective is called 'listen'"),
        ("pack.yaml", "id: open\n", "id: shut\n", "expected 'open'"),
    ],
)
def test_a_text_that_breaks_the_pack_is_refused_with_every_reason(desk, path, old, new, told):
    text = desk.part(path).current.text
    assert old in text

    with pytest.raises(InputRefusedError) as error:
        desk.save((path, text.replace(old, new, 1)))

    assert told in str(error.value)
    assert not Pack.objects.filter(site=desk.site).exists()


def test_a_part_and_its_translations_change_together(desk):
    """A worksheet's new field would break its translation, unless both have it."""
    field = "      - {id: extra, kind: text, label: Extra}\n"
    both = {}
    for part in (desk.part(SHEET), *translations_of(part=desk.part(SHEET))):
        both[part.where.path] = part.current.text + field

    with pytest.raises(InputRefusedError, match="its fields differ"):
        desk.save((SHEET, both[SHEET]))

    assert len(both) == 2
    assert len(desk.save(*both.items())) == 2


def test_a_new_part_belongs_to_the_site_alone(desk):
    path = "modules/communication/cases/our-own.md"

    (saved,) = desk.save((path, shipped_texts()["modules/communication/cases/not-there-yet.md"]))

    assert saved.base_text is None
    assert (
        "our-own" in pack_at(site=desk.site, slug="open").module_by_id["communication"].case_by_id
    )


@pytest.mark.parametrize("path", ["../evil.md", "/etc/passwd", "modules/x/y.md", ""])
def test_a_path_that_is_no_parts_is_refused(desk, path):
    with pytest.raises(PartIsUnknownError):
        desk.part(path)
    with pytest.raises(InputRefusedError):
        desk.save((path, "x"), seen="")


def test_an_earlier_version_is_stored_once_more(desk):
    first = desk.change("Listening in threes", "Listening in pairs")
    desk.change("Listening in pairs", "Listening in rows")

    restore_version(
        site=desk.site,
        at_site=desk.at_site,
        path=LISTENING,
        number=1,
        seen=desk.part().current.digest,
        actor=desk.actor,
        now=desk.now,
    )

    own = desk.part().own
    assert (own.text, own.version) == (first.text, 3)
    assert own.versions.get(number=3).note == "version 1 again"


def test_giving_back_uses_the_original_again_and_forgets_the_copy(desk):
    desk.change("Listening in threes", "Listening in pairs")

    give_back(
        site=desk.site,
        at_site=desk.at_site,
        path=LISTENING,
        seen=desk.part().current.digest,
        actor=desk.actor,
        now=desk.now,
    )

    assert desk.part().own is None
    assert adapted_parts(at_site=desk.at_site) == ()
    assert Entry.objects.latest("pk").verb == "part.given-back"


def test_what_other_parts_need_can_not_be_given_back(desk):
    case = "modules/communication/cases/our-own.md"
    desk.save((case, shipped_texts()["modules/communication/cases/not-there-yet.md"]))
    path = "modules/communication/activities/case-in-small-groups.md"
    desk.change("cases: [", "cases: [our-own, ", path=path)

    with pytest.raises(InputRefusedError, match="no case is called 'our-own'"):
        give_back(
            site=desk.site,
            at_site=desk.at_site,
            path=case,
            seen=desk.part(case).current.digest,
            actor=desk.actor,
            now=desk.now,
        )


def test_an_original_can_not_be_given_back(desk):
    with pytest.raises(PartIsNotAdaptedError):
        give_back(
            site=desk.site,
            at_site=desk.at_site,
            path=LISTENING,
            seen="",
            actor=desk.actor,
            now=desk.now,
        )


def test_an_updated_original_is_listed_and_taken_over_piece_by_piece(desk, publish):
    desk.change("title: Listening in threes", "title: Listening in pairs")
    publish(
        **{
            LISTENING: lambda text: text.replace("kind: practice", "kind: discussion").replace(
                "Show the moves with a microphone.", "Show the moves on a stage."
            )
        }
    )

    assert [one.where.path for one in updated_parts(at_site=desk.at_site)] == [LISTENING]
    part = desk.part()
    stored = take_over(
        site=desk.site,
        at_site=desk.at_site,
        path=LISTENING,
        taken={"section:With a large group"},
        seen=part.own.digest,
        seen_original=part.original.digest,
        actor=desk.actor,
        now=desk.now,
    )

    assert "title: Listening in pairs\nkind: practice\n" in stored.text
    assert "Show the moves on a stage." in stored.text
    assert (stored.base_text, stored.base_version) == (part.original.text, "1.1")
    assert stored.versions.first().note == "taken over from open 1.1"
    assert updated_parts(at_site=desk.at_site) == ()


def test_a_take_over_of_texts_that_nobody_saw_is_refused(desk, publish):
    desk.change("title: Listening in threes", "title: Listening in pairs")
    seen = desk.part()
    publish(**{LISTENING: lambda text: text.replace("kind: practice", "kind: discussion")})

    with pytest.raises(PartWasChangedError):
        take_over(
            site=desk.site,
            at_site=desk.at_site,
            path=LISTENING,
            taken=[],
            seen=seen.own.digest,
            seen_original=seen.original.digest,
            actor=desk.actor,
            now=desk.now + timedelta(days=1),
        )


def test_three_adapted_parts_take_as_many_queries_as_one(desk, django_assert_num_queries):
    desk.change("Listening in threes", "Listening in pairs")
    at_site = desk.at_site
    with django_assert_num_queries(2):
        few = adapted_parts(at_site=at_site)
    desk.change("minutes:", "minutes: ", path=SHEET)
    desk.change("title:", "title: ", path="primer.md")

    with django_assert_num_queries(2):
        many = adapted_parts(at_site=at_site)

    assert (len(few), len(many)) == (1, 3)
