"""How quickly the library answers with 10,000 activities, beside a scan with LIKE in the same run.

`library_search.py [--activities N] [--repeats N]`: fills a database of its own (SQLite in a
temporary folder, or the empty PostgreSQL that `DATABASE_URL` names), asks it several questions by
the full-text index and by LIKE over the same folded words, both counting all and giving the first
30, in turns, and then asks for whole pages. The ratio can be compared between machines, the times
can't.
"""

import argparse
import os
import random
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

QUESTIONS = ("quetzal", "ombuds", "listen feedback", "conf", "mentor", "the")
"""From a word that ten activities have to one that all have."""
FIRST = 30


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=7)
    wish = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'site.sqlite3'}")
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "mentoringup.config.settings",
            "SECRET_KEY": "x" * 60,
            "DATA_DIR": folder,
            "BASE_URL": "http://127.0.0.1",
            "STAFF_NEEDS_SECOND_FACTOR": "no",
        }
        import django  # noqa: PLC0415  wants the settings above

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415  the same

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        site, coordinator = _people()
        _fill(wish.activities)
        _compare(site, wish.repeats)
        _pages(coordinator, wish.repeats)


def _people():
    """A site, and somebody who may read its library."""
    from django.utils import timezone  # noqa: PLC0415  needs loaded apps

    from mentoringup.access.permissions import Role  # noqa: PLC0415
    from mentoringup.organizations.models import Institution, Membership, Site  # noqa: PLC0415
    from mentoringup.people.models import Person  # noqa: PLC0415

    university = Institution.objects.create(name="Measured University")
    site = Site.objects.create(
        institution=university,
        name="Office",
        slug="office",
        zone="UTC",
        contact_email="o@o.example",
    )
    person = Person.objects.create_user("rosa@o.example")
    Membership.objects.create(
        person=person, site=site, role=Role.COORDINATOR, granted_at=timezone.now()
    )
    return site, person


def _fill(activities: int) -> None:
    """A pack of many activities, each made of the sentences of three shipped ones."""
    from django.db import connection, transaction  # noqa: PLC0415  needs loaded apps
    from django.utils import timezone  # noqa: PLC0415

    from mentoringup.curriculum.indexing import digest_of, folded  # noqa: PLC0415
    from mentoringup.curriculum.models import Pack, Part, PartFacet  # noqa: PLC0415

    dice = random.Random(10_000)  # noqa: S311  invented texts
    shipped = list(Part.objects.filter(kind="activity", language=""))
    pack = Pack.objects.create(
        slug="measured", version="1", title="Measured", license="CC0-1.0", loaded_at=timezone.now()
    )
    parts = []
    for number in range(activities):
        base = dice.choice(shipped)
        lines = [line for one in dice.sample(shipped, 3) for line in one.text.splitlines()]
        text = "\n".join([*base.text.splitlines()[:12], *dice.sample(lines, min(70, len(lines)))])
        title = f"{base.title} {number}" + (" quetzal" if number % (activities // 10) == 7 else "")
        parts.append(
            Part(
                pack=pack,
                path=f"modules/{base.module}/activities/{base.key}-{number}.md",
                kind="activity",
                module=base.module,
                key=f"{base.key[:30]}-{number}",
                position=base.position,
                title=title,
                title_words="".join(f" {word}" for word in folded(title).split()),
                text=text,
                digest=digest_of(text),
                minutes=dice.randint(5, 35),
                activity_kind=base.activity_kind,
                words=folded(f"{title} {text}"),
            )
        )
    with transaction.atomic():
        stored = Part.objects.bulk_create(parts, batch_size=500)
        PartFacet.objects.bulk_create(
            (PartFacet(part=part, facet="group", value="pairs") for part in stored), batch_size=2000
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    size = sum(len(part.text) for part in parts) / 1e6
    print(f"{activities:,} activities, {size:.0f} MB of text, on {connection.vendor}")


def _compare(site: object, repeats: int) -> None:
    from mentoringup.curriculum.domain.library import packs_at  # noqa: PLC0415  needs loaded apps
    from mentoringup.curriculum.domain.searching import (  # noqa: PLC0415
        Wanted,
        found_parts,
        load_parts,
    )
    from mentoringup.curriculum.fulltext import terms_of  # noqa: PLC0415

    packs = packs_at(site=site)

    def by_index(question: str) -> int:
        found = found_parts(packs=packs, wanted=Wanted(words=question))
        load_parts(list(found.values_list("pk", flat=True)[:FIRST]))
        return found.count()

    def by_scan(question: str) -> int:
        found = found_parts(packs=packs, wanted=Wanted())
        for term in terms_of(question):
            found = found.filter(words__contains=term)
        load_parts(list(found.values_list("pk", flat=True)[:FIRST]))
        return found.count()

    print(f"{'question':>16} {'found':>7} {'index ms':>9} {'LIKE ms':>8} {'ratio':>6}")
    for question in QUESTIONS:
        number, ours, scan = 0, [], []
        for _ in range(repeats):
            ours.append(_milliseconds(lambda: by_index(question)))  # noqa: B023  called at once
            scan.append(_milliseconds(lambda: by_scan(question)))  # noqa: B023  the same
            number = by_index(question)
        index, like = statistics.median(ours), statistics.median(scan)
        print(f"{question:>16} {number:>7,} {index:>9.1f} {like:>8.1f} {like / index:>6.1f}")


def _pages(person: object, repeats: int) -> None:
    """Whole pages, from request to answer in one process."""
    from django.test import Client  # noqa: PLC0415  needs loaded apps

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    for query in ("", "?words=ombuds", "?words=mentor&module=equity", "?minutes=10&group=pairs"):
        address = f"/sites/office/curriculum/{query}"
        assert client.get(address).status_code == 200, client.get(address)  # noqa: S101  the right page
        times = [_milliseconds(lambda: client.get(address)) for _ in range(repeats)]  # noqa: B023
        print(f"{statistics.median(times):>9.1f} ms a page  {address}")


def _milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
