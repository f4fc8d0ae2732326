"""How many answered pages a second, how long one takes, and whether an answer is lost or doubled.

`python -m benchmarks.surveys [--people N] [--at-once N] [--pause S] [--kill] [--mode anonymous]
[--otree PATH] [--django-survey PATH] [--url URL --links FILE]`: serves a site of its own with two
web processes, on SQLite or on the database of DATABASE_URL (an empty one), and lets N respondents
answer 62 ratings page by page. With `--otree`, the path of an `otree` command, oTree gets the same
load in the same run; django-survey-and-report with `--django-survey`, the path of a `python` that
has it and gunicorn; another server with `--url`: `--links` names a file with a respondent's path a
line, and any tool whose pages are plain forms is answered; it ends where a page has no form that
sends something.
Ends with status 1 where a promise is broken.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.surveys.ours import OurPages, OurSite
from benchmarks.surveys.peers.django_survey_server import DjangoSurveyPages, DjangoSurveyServer
from benchmarks.surveys.peers.otree_server import OTreePages, OTreeServer
from benchmarks.surveys.peers.server import PeerServer
from benchmarks.surveys.plain_forms import PlainForms
from benchmarks.surveys.respondents import Adapter, Respondent, answer


def main(arguments: Sequence[str] | None = None) -> None:
    """Answer, count, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--mode", choices=["anonymous", "confidential"], default="anonymous")
    parser.add_argument("--otree", type=Path)
    parser.add_argument("--django-survey", type=Path)
    parser.add_argument("--url")
    parser.add_argument("--links", type=Path)
    wish = parser.parse_args(arguments)
    faults: list[str] = []
    rates: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        if wish.otree:
            server: PeerServer = OTreeServer(wish.otree, Path(folder))
            rates["oTree"] = _peer("oTree", server, OTreePages(), wish)
        if wish.django_survey:
            server = DjangoSurveyServer(wish.django_survey, Path(folder))
            rates["django-survey"] = _peer("django-survey", server, DjangoSurveyPages(), wish)
        if wish.url:
            rates["other"] = _other(wish)
        rates["mentoringup"] = _ours(wish, Path(folder), faults)
    for name, rate in rates.items():
        if name != "mentoringup":
            print(f"mentoringup answers {rates['mentoringup'] / rate:.1f} times what {name} does")
    for fault in faults:
        print(f"BROKEN: {fault}")
    sys.exit(1 if faults else 0)


def _ours(wish: argparse.Namespace, folder: Path, faults: list[str]) -> float:
    site = OurSite(folder)
    try:
        links = site.fill(people=wish.people, mode=wish.mode)
        site.start_web()
        time.sleep(2)
        engine = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
        print(f"mentoringup on {engine}, {wish.mode}, {site.web_processes} web processes")
        before = site.cost(site.web)[0]
        crowd = _crowd(links)
        rate = asyncio.run(
            _come(crowd, OurPages(), port=site.port, wish=wish, site=site if wish.kill else None)
        )
        seconds, megabytes = (0.0, 0.0) if wish.kill else site.cost(site.web)
        _print(crowd, rate, processor=seconds - before, megabytes=megabytes)
        faults += _doubts(site, crowd)
        return rate
    finally:
        site.stop()


def _peer(name: str, server: PeerServer, pages: Adapter, wish: argparse.Namespace) -> float:
    try:
        server.start()
        links = server.links(wish.people)
        print(f"{name} on sqlite")
        before = server.cost()[0]
        crowd = _crowd(links)
        rate = asyncio.run(_come(crowd, pages, port=server.port, wish=wish))
        seconds, megabytes = server.cost()
        _print(crowd, rate, processor=seconds - before, megabytes=megabytes)
        return rate
    finally:
        server.stop()


def _other(wish: argparse.Namespace) -> float:
    crowd = _crowd(wish.links.read_text(encoding="utf-8").split())
    print(wish.url)
    port = urlsplit(wish.url).port or 80
    rate = asyncio.run(_come(crowd, PlainForms(), port=port, wish=wish))
    _print(crowd, rate, processor=0, megabytes=0)
    return rate


def _crowd(links: Sequence[str]) -> list[Respondent]:
    # The same crowd each time.
    return [
        Respondent(link=link, chance=random.Random(n))  # noqa: S311  no secret
        for n, link in enumerate(links)
    ]


async def _come(
    crowd: list[Respondent],
    adapter: Adapter,
    *,
    port: int,
    wish: argparse.Namespace,
    site: OurSite | None = None,
) -> float:
    """Have everybody answer; the requests a second. With `site`, its web is killed in between."""
    gate = asyncio.Semaphore(wish.at_once)
    began = time.perf_counter()

    async def one(who: Respondent) -> None:
        async with gate:
            if wish.pause:
                await asyncio.sleep(who.chance.uniform(0, 2 * wish.pause))
            await answer(who, adapter, port=port, pause=wish.pause)

    everybody = [asyncio.create_task(one(who)) for who in crowd]
    if site is not None:
        while sum(who.requests for who in crowd) < 5 * len(crowd):  # noqa: ASYNC110  no event there
            await asyncio.sleep(0.02)
        site.kill(site.web)
        print("killed in mid-load")
        await asyncio.get_running_loop().run_in_executor(None, site.start_web)
    await asyncio.gather(*everybody)
    return sum(who.requests for who in crowd) / (time.perf_counter() - began)


def _print(crowd: list[Respondent], rate: float, *, processor: float, megabytes: float) -> None:
    turns = [turn for who in crowd for turn in who.turns]
    requests = sum(who.requests for who in crowd)
    cuts = statistics.quantiles(turns, n=100)
    print(
        f"  {sum(who.is_finished for who in crowd)} of {len(crowd)} finished, {requests} requests,"
        f" {rate:.0f} a second; a page sent and the next one there:"
        f" p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"
    )
    if megabytes:
        print(
            f"  web: {processor / requests * 1000:.2f} ms of a processor a request,"
            f" {megabytes:.0f} MB; respondents: {sum(os.times()[:2]):.1f} s of a processor so far"
        )
    refused = Counter(status for who in crowd for status in who.statuses)
    if refused or any(who.broken for who in crowd):
        print(
            f"  broken connections: {sum(who.broken for who in crowd)}, refusals: {dict(refused)}"
        )


def _doubts(site: OurSite, crowd: list[Respondent]) -> list[str]:
    """What was acknowledged and is not there, or is there twice."""
    found = site.stored()
    stored = Counter(_as_key(one) for one in found["answers"])
    sent = Counter(_as_key(who.given) for who in crowd if who.is_finished)
    print(
        f"  stored: {stored.total()} answers of {sum(map(len, found['answers']))} ratings,"
        f" {found['drafts']} unfinished"
    )
    faults = []
    if errors := sum(who.errors for who in crowd):
        faults.append(f"{errors} answers from 500 on")
    if lost := sent - stored:
        faults.append(f"{lost.total()} acknowledged questionnaires are not there as they were sent")
    if more := stored - sent:
        faults.append(f"{more.total()} questionnaires are there that nobody sent so")
    if unfinished := sum(not who.is_finished for who in crowd):
        faults.append(f"{unfinished} respondents could not finish")
    return faults


def _as_key(answers: dict[str, object]) -> tuple[tuple[str, str], ...]:
    ratings = {name: str(value) for name, value in answers.items() if "_" in name}
    return tuple(sorted(ratings.items()))


if __name__ == "__main__":
    main()
