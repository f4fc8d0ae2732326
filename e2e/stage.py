"""Setting the stage of a journey, and letting time pass in it."""

from pathlib import Path

from running_site import RunningSite

_CODE = "import sys; sys.path.insert(0, {folder!r}); import stagehands; stagehands.{call}"


def publish(site: RunningSite, title: str, *, seats: int, opens_in_days: int = -1) -> str:
    """Publish a series of Lakeside with one session and two tiers; its name in addresses."""
    return _do(site, f"publish({title!r}, seats={seats}, opens_in_days={opens_in_days})")


def let_days_pass(site: RunningSite, slug: str, days: int) -> None:
    """Have so many days passed for a series; the worker then does what has fallen due."""
    _do(site, f"let_days_pass({slug!r}, days={days})")


def plan_a_session(site: RunningSite, name: str) -> str:
    """Plan a session of Lakeside with the welcome and one module; the plan's number."""
    return _do(site, f"plan_a_session({name!r})")


def change_the_original(site: RunningSite, path: str, old: str, new: str) -> None:
    """Load a next text of a part of the open curriculum, as an update of the site would."""
    _do(site, f"change_the_original({path!r}, {old!r}, {new!r})")


def ask_every_kind(site: RunningSite) -> str:
    """Give Lakeside a questionnaire with every kind of question; its number."""
    return _do(site, "ask_every_kind()")


def seat_people(site: RunningSite, slug: str, people: list[tuple[str, str, str]]) -> None:
    """Give people, each an address, a name and a language, seats in the session of a series."""
    _do(site, f"seat_people({slug!r}, {people!r})")


def end_training(site: RunningSite, slug: str) -> None:
    """Have the session of a series ended a minute ago, after five hours."""
    _do(site, f"end_training({slug!r})")


def _do(site: RunningSite, call: str) -> str:
    code = _CODE.format(folder=str(Path(__file__).parent), call=call)
    return site.run("shell", "--no-imports", "--command", code).strip()
