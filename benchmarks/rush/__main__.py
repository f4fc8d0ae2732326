"""How a rush of visitors for few seats goes, and whether anybody was lost or doubled.

`python -m benchmarks.rush [--visitors N] [--seats N] [--seconds N] [--kill web|worker]`: serves a
site of its own with two web processes, a worker and a real mail server, on SQLite or on the
database of DATABASE_URL (an empty one), and lets N visitors come within some seconds. Each opens
the page, sends the form with its token and cookies, and reads the answer; afterwards each opens
the link of the mail and confirms. Ends with status 1 where a promise is broken.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.rush.site import COUNT, RushedSite
from benchmarks.rush.visitors import Visit, ask_for_a_seat, confirm

PATH = "/series/office/fall/rsvp/?session=expectations"
PLACES = 40
"""From so many addresses of machines do the visitors come."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Rush, confirm, count, audit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=2000)
    parser.add_argument("--seats", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--kill", choices=["web", "worker"])
    parser.add_argument("--no-confirming", action="store_true")
    wish = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        site = RushedSite(Path(folder))
        try:
            faults = _rush(site, wish)
        finally:
            site.stop()
    for fault in faults:
        print(f"BROKEN: {fault}")
    sys.exit(1 if faults else 0)


def _rush(site: RushedSite, wish: argparse.Namespace) -> list[str]:
    site.fill(seats=wish.seats)
    site.start_inbox()
    site.start_worker()
    site.start_web()
    time.sleep(2)
    engine = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    print(
        f"{wish.visitors} visitors for {wish.seats} seats within {wish.seconds:g} s, {engine},"
        f" {site.web_processes} web processes, a worker, {os.cpu_count()} processors"
    )
    before = site.cost(site.web)[0]
    began = time.perf_counter()
    visits = asyncio.run(_come(site, wish))
    seconds, megabytes = (0.0, 0.0) if wish.kill == "web" else site.cost(site.web)
    _print(visits, began=began, processor=seconds - before, megabytes=megabytes)
    acknowledged = {one.email for one in visits if one.is_acknowledged}
    mails = _wait_for_mails(site, acknowledged, kills_worker=wish.kill == "worker")
    faults = _doubts(site, wish, visits, acknowledged) + _wrong_mails(mails, acknowledged)
    if not wish.no_confirming and not wish.kill:
        faults += _confirming(site, wish, mails)
    return faults + _audit(site)


async def _come(site: RushedSite, wish: argparse.Namespace) -> list[Visit]:
    visits = [Visit(email=f"visitor{n}@lakeside.example") for n in range(wish.visitors)]
    step = wish.seconds / wish.visitors

    async def come(number: int, visit: Visit) -> None:
        await asyncio.sleep(number * step)
        await ask_for_a_seat(
            visit, port=site.port, path=PATH, own_address=f"127.0.1.{1 + number % PLACES}"
        )

    crowd = [asyncio.create_task(come(n, one)) for n, one in enumerate(visits)]
    if wish.kill == "web":
        await asyncio.sleep(wish.seconds / 2)
        await _some_acknowledged(visits, crowd)
        site.kill(site.web)
        print("killed: web")
        await asyncio.get_running_loop().run_in_executor(None, site.start_web)
    await asyncio.gather(*crowd)
    return visits


async def _some_acknowledged(visits: list[Visit], crowd: list["asyncio.Task[None]"]) -> None:
    """Wait for a tenth: on a busy machine nobody might have been served, and nothing be proved."""
    few = len(visits) // 10
    while sum(one.is_acknowledged for one in visits) < few:
        if all(one.done() for one in crowd):
            return
        await asyncio.sleep(0.05)


def _print(visits: list[Visit], *, began: float, processor: float, megabytes: float) -> None:
    done = [one for one in visits if one.is_acknowledged]
    took = max(one.ended for one in visits) - began
    print(f"{len(done)} acknowledged in {took:.1f} s: {len(done) / took:.0f} RSVPs a second")
    print(f"{'':10} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}")
    for name in ("page", "rsvp", "answer"):
        cuts = statistics.quantiles([getattr(one, name) for one in done], n=100)
        print(f"{name:10}" + "".join(f" {cuts[p - 1] * 1000:8.0f}" for p in (50, 95, 99)))
    if megabytes:
        print(
            f"web: {processor / max(len(done), 1) * 1000:.1f} ms of a processor an RSVP,"
            f" {megabytes:.0f} MB; visitors: {sum(os.times()[:2]):.1f} s of a processor"
        )
    broken = Counter(one.broken for one in visits if one.broken)
    states = Counter(one.status for one in visits if not one.is_acknowledged and not one.broken)
    print(f"broken connections: {dict(broken)}, other answers: {dict(states)}")


def _wait_for_mails(
    site: RushedSite, wanted: set[str], *, kills_worker: bool
) -> list[dict[str, str]]:
    """All mails, once everybody has one, or after three minutes.

    With `kills_worker` the worker dies once a tenth has one: mails wait for the end of a rush.
    """
    began = time.perf_counter()
    mails: list[dict[str, str]] = []
    while time.perf_counter() - began < 180:
        lines = site.mails.read_text(encoding="utf-8").splitlines() if site.mails.exists() else []
        mails = [json.loads(line) for line in lines]
        written_to = {one["to"] for one in mails} & wanted
        if wanted <= written_to:
            break
        if kills_worker and len(written_to) >= len(wanted) // 10:
            site.kill(site.worker)
            print(f"killed: worker, after {len(written_to)} mails")
            site.let_claims_run_out()
            site.start_worker()
            kills_worker = False
        time.sleep(0.1 if kills_worker else 0.5)
    print(f"{len(mails)} mails, the last {time.perf_counter() - began:.1f} s after the rush")
    return mails


def _doubts(
    site: RushedSite, wish: argparse.Namespace, visits: list[Visit], acknowledged: set[str]
) -> list[str]:
    found = _count(site, wish)
    print(f"stored: {found['states']}, the first {wish.seats}: {found['first']}")
    faults = []
    if errors := sum(one.errors for one in visits):
        faults.append(f"{errors} answers from 500 on")
    if lost := acknowledged - set(found["emails"]):
        faults.append(f"{len(lost)} acknowledged requests are not there")
    if not found["places"]:
        faults.append("the order of arrival has gaps or doubles")
    if found["states"].get("offered", 0) != min(wish.seats, len(found["emails"])):
        faults.append(f"{found['states'].get('offered', 0)} seats kept, not {wish.seats}")
    if found["first"] != {"offered": wish.seats}:
        faults.append("the seats are not with those who asked first")
    if not wish.kill and len(acknowledged) != wish.visitors:
        faults.append(f"{wish.visitors - len(acknowledged)} visitors were not served")
    return faults


def _wrong_mails(mails: list[dict[str, str]], wanted: set[str]) -> list[str]:
    """Everybody has one mail. One that went twice has one Message-ID, as ADR 7 promises."""
    different = Counter(to for to, _ in {(one["to"], one["id"]) for one in mails})
    faults = []
    if missing := wanted - different.keys():
        faults.append(f"{len(missing)} people have no mail")
    if doubled := [to for to, number in different.items() if number > 1]:
        faults.append(f"{len(doubled)} people have two mails")
    return faults


def _confirming(
    site: RushedSite, wish: argparse.Namespace, mails: list[dict[str, str]]
) -> list[str]:
    began = time.perf_counter()
    links = {one["to"]: one["link"] for one in mails if one["link"]}

    async def everybody() -> list[int]:
        gate = asyncio.Semaphore(50)

        async def one(number: int, link: str) -> int:
            async with gate:
                address = f"127.0.1.{1 + number % PLACES}"
                return await confirm(link, port=site.port, own_address=address)

        return await asyncio.gather(*(one(n, link) for n, link in enumerate(links.values())))

    statuses = Counter(asyncio.run(everybody()))
    took = time.perf_counter() - began
    print(f"confirmed: {dict(statuses)} in {took:.1f} s: {len(links) / took:.0f} a second")
    found = _count(site, wish)
    print(f"stored: {found['states']}")
    wanted = {"seated": wish.seats, "queued": wish.visitors - wish.seats}
    return [] if found["states"] == wanted else [f"after confirming {found['states']}"]


def _count(site: RushedSite, wish: argparse.Namespace) -> dict[str, Any]:
    command = COUNT.replace("SEATS", str(wish.seats))
    found: dict[str, Any] = json.loads(site.shell(command))
    return found


def _audit(site: RushedSite) -> list[str]:
    try:
        print(f"audit-capacity: {site.run('audit-capacity').strip().splitlines()[-1]}")
    except OSError as error:
        return [str(error)]
    return []


if __name__ == "__main__":
    main()
