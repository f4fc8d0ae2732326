"""Every page: axe at two widths and schemes, the content security policy, one main heading.

Each role walks all links from its first page; what all of them met is held against the routes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from axe import faults_at_both_widths
from cast import become
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404
from inbox import open_mail
from pages import follow, load_until
from playwright.sync_api import Page, expect
from running_site import RunningSite
from stage import change_the_original
from survey_furniture import furnish_surveys
from writing import Draft

_NOT_PAGES = re.compile(
    r"\.(ics|csv|json|yaml|xml|txt|js|pdf|docx|svg|png)$|^/demo/report/|/data/?$|/export/$"
    r"|/files/[a-z-]+/(md|docx)/$|/print/[0-9]+/file/$"
    r"|/data-sets/[0-9]+/files/[a-z-]+/$|/runs/[0-9]+/files/[0-9]+/$"
)
_ENOUGH = 2
"""Pages of one route that somebody opens, and that are looked at in all walks together: one
differs from the next by its content only."""

REFUSED = 409
"""Status of a page that says why something can't be done."""

MAKING = 400_000
"""Milliseconds that a document or an evaluation may take on a busy machine."""

_TELLING = ("part", "to", "kind")
"""Arguments of a route that make another page of it."""

_SITE = "/sites/lakeside/"
_SLUG = "mentoring-up-for-graduate-students-and-postdocs"
_SERIES = f"{_SITE}series/{_SLUG}/"
_COPY = f"{_SITE}series/the-same-once-more/"
ADAPTED = "modules/expectations/activities/agreement-draft.md"
"""What the demo's Lakeside made its own; a next text of the original is an update of it."""
INVITED = "walker@lakeside.example"

WALKS = {
    "visitor": (
        "",
        "/",
        "/account/inactive/",
        "/account/institution/cancelled/",
        "/account/institution/signup/",
        "/account/login/code/",
        "/me/erased/",
        f"/series/lakeside/{_SLUG}/rsvp/asked/",
        "/seats/link/",
        "/seats/link/sent/",
        "/draws/1/",
    ),
    "coordinator": (
        "Rosa Delgado",
        f"{_SERIES}sessions/5/seats/?show=waiting",
        f"{_SERIES}sessions/1/seats/attendance/",
        "/dashboard/",
        _SERIES,
        f"{_SERIES}share/",
        _COPY,
    ),
    "facilitator": ("Jonas Lindqvist", "/dashboard/"),
    "site admin": ("Miriam Okafor", "/dashboard/", f"{_SITE}people/"),
    "network admin": ("Adaeze Nwosu", "/dashboard/"),
    "network evaluator": ("Henrik Moe", "/dashboard/"),
    "respondent": ("",),
    "participant": (
        "Mei Tanaka",
        "/dashboard/",
        "/account/2fa/passkeys/",
        "/me/second-factor/",
        "/me/second-factor/done/",
    ),
}
"""Somebody of the cast, and where she begins: at the pages that no link of her first page finds."""

POSTED = frozenset(
    {
        "curriculum:restore_part",
        "delivery:changes",
        "eligibility:remove_roster_entry",
        "eligibility:say_rule",
        "evaluation:begin_run_again",
        "evaluation:discard_upload",
        "evaluation:download_texts",
        "evaluation:finish_upload",
        "evaluation:review_text",
        "evaluation:take_answers",
        "guides:ask",
        "home:demo_sign_in",
        "mfa_login_webauthn",
        "openid_connect_login",
        "organizations:network_resend_invitation",
        "organizations:resend_invitation",
        "organizations:sign_in_to_accept",
        "outbox:try_mail_again",
        "planning:change_plan",
        "planning:close_proposal",
        "planning:copy_plan",
        "planning:make_template",
        "planning:propose_plan",
        "planning:put_away",
        "questionnaires:arrange",
        "questionnaires:change_cores",
        "questionnaires:copy",
        "questionnaires:publish_now",
        "questionnaires:put_away",
        "questionnaires:restore",
        "registration:preview_letter",
        "registration:seat_plan_words",
        "surveys:begin",
        "surveys:begin_public",
        "surveys:consent_again",
        "surveys:end_habit",
        "surveys:keep_as_habit",
        "surveys:preview_letter",
        "surveys:remove_person",
        "surveys:restore_paper",
        "surveys:save",
        "surveys:send",
        "surveys:stop_person",
        "training:check_dates",
        "training:check_new_session",
        "training:check_part",
        "training:check_session",
        "training:reorder_session",
        "training:repair_series",
        "training:restore_session",
        "ui:language",
    }
)
"""Buttons lead there, links don't; journeys press them."""

FILES = frozenset(
    {
        "audit:export_entries",
        "curriculum:export_module",
        "curriculum:export_pack",
        "delivery:export_delivered",
        "delivery:export_implementation",
        "delivery:sheet",
        "delivery:worker",
        "eligibility:export_roster",
        "evaluation:download_questions",
        "evaluation:download_run_file",
        "evaluation:live_figure",
        "guides:download",
        "home:demo_report",
        "home:health",
        "mfa_download_recovery_codes",
        "organizations:show_logo",
        "people:data",
        "questionnaires:export_json",
        "questionnaires:export_yaml",
        "registration:calendar",
        "registration:draw_record",
        "registration:export_seats",
        "registration:letter_as_html",
        "surveys:letter_as_html",
        "training:embed",
        "training:embed_script",
        "training:robots",
        "training:series_feed",
        "training:session_feed",
        "training:sitemap",
    }
)
"""No pages of a browser: calendars, pictures, data, documents; the widget, and a letter as mail
programs show it, which are framed."""

BEHIND_A_DOOR = frozenset(
    {
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "openid_connect_callback",
    }
)
"""A code, a second factor or a provider leads there: test_doors, and the tests of `people`."""

REFUSALS = frozenset({"socialaccount_login_error"})
"""Pages that say why a door is shut: test_error_states."""

WHERE_THERE_IS_ANOTHER = frozenset({"registration:swap"})
"""The demo teaches each module once, so no seat can be exchanged: the tests of `registration`."""

AFTER_A_MERGE = frozenset({"organizations:merge_people", "organizations:undo_merge"})
"""The demo has nobody twice; test_merging merges two of its people."""


@dataclass
class Walk:
    """What somebody met by following links."""

    routes: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def kind_of(path: str) -> tuple[str, ...]:
    """The route of a path with the arguments that matter; the path itself where it has none."""
    try:
        found = resolve(path)
    except Resolver404:
        return (path,)
    return (found.view_name, *(str(found.kwargs.get(name, "")) for name in _TELLING))


def crawl(page: Page, starts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Open each page that links lead to, in the order in which they are met."""
    waiting, met, seen = [*starts], {*starts}, {}
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield path, answer.status
        in_a_mail = kind_of(path)[0] == "home:demo_mail"  # which somebody else may follow
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            parts = urlsplit(urljoin(page.url, link))
            inside = f"{parts.scheme}://{parts.netloc}" == page.url[: page.url.index("/", 8)]
            if not inside or _NOT_PAGES.search(parts.path) or parts.path in met:
                continue
            kind = kind_of(parts.path)
            if in_a_mail and kind[0] != "organizations:open_invitation":
                continue
            if seen.get(kind, 0) < _ENOUGH:
                seen[kind] = seen.get(kind, 0) + 1
                met.add(parts.path)
                waiting.append(parts.path)


def walked(page: Page, starts: Sequence[str], looked_at: Counter[tuple[str, ...]]) -> Walk:
    """Walk, and look at each page on the way that was not looked at enough; counts the looks."""
    walk = Walk()
    page.on("console", lambda said: _complain(walk, page, said))
    for path, status in crawl(page, starts):
        walk.routes |= {kind_of(path)[0], kind_of(urlsplit(page.url).path)[0]}
        if status >= 400 and status != REFUSED:
            walk.faults.append(f"{path}: status {status}")
            continue
        kind = kind_of(urlsplit(page.url).path)
        looked_at[kind] += 1
        if looked_at[kind] <= _ENOUGH:
            walk.faults += [f"{path}: {fault}" for fault in faults_at_both_widths(page)]
        headings = page.locator("h1").count()
        if headings != 1:
            walk.faults.append(f"{path}: {headings} main headings")
    return walk


def _complain(walk: Walk, page: Page, said) -> None:
    if said.type == "error" and f"status of {REFUSED}" not in said.text:
        walk.faults.append(f"{page.url}: {said.text}")


@pytest.fixture(scope="module")
def furnished(open_page: Callable[..., Page], site: RunningSite) -> dict[str, tuple[str, ...]]:
    """See to it that there is something of everything that pages are about.

    Gives, by role, pages to which links lead for a while only: that of a document being made, and
    one in a mail, which more mails push down.
    """
    page = open_page()
    become(page, "Rosa Delgado")
    draft = Draft.begin(page, "A Draft to Walk Through")
    draft.add_delivery()
    page.goto("/sites/lakeside/series/import/")
    page.get_by_label("The page").fill("A Page to Bring In\n\nLocation: Zoom\n")
    follow(page, page.get_by_role("button", name="Read the page"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What was understood")
    page.goto("/sites/lakeside/series/mentoring-up-for-graduate-students-and-postdocs/copy/")
    page.get_by_label("Title of the new series").fill("The Same, Once More")
    follow(page, page.get_by_role("button", name="Copy", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("What was left behind")
    change_the_original(site, ADAPTED, "## How to close\n", "## How to close\n\nThank them.\n")
    documents = _print_an_agenda(page)
    _see_the_finding(page)
    become(page, "Miriam Okafor")
    _invite(page, "/sites/lakeside/team/", "Coder")
    page.goto("/sites/lakeside/units/")
    page.get_by_label("Name").fill("Department of Walking")
    follow(page, page.get_by_role("button", name="Add"))
    expect(page.get_by_role("rowheader", name="Department of Walking")).to_be_visible()
    become(page, "Adaeze Nwosu")
    _invite(page, "/network/team/", "Network evaluator")
    found = furnish_surveys(open_page())
    coordinator = (documents, _invitation(page), *found.pop("coordinator"))
    return {"coordinator": coordinator, **found}


def _print_an_agenda(page: Page) -> str:
    """Have one document made; the address of the page that tells how far it is."""
    page.goto("/sites/lakeside/plans/")
    follow(page, page.get_by_role("link", name="4 hours online").first)
    page.locator(".print-menu summary").click()
    follow(page, page.get_by_role("button", name="One-page agenda"))
    ready = page.get_by_role("link", name=re.compile("^Download"))
    expect(ready).to_be_visible(timeout=MAKING)
    return urlsplit(page.url).path


def _see_the_finding(page: Page) -> None:
    """Wait for what the worker evaluates by itself: else its page is gone while it is looked at."""
    run = page.locator(".runs").get_by_role("link").first
    load_until(page, f"{_SITE}evaluation/", run)
    follow(page, run)
    expect(page.get_by_role("link", name="Report, PDF").first).to_be_visible(timeout=MAKING)


def _invitation(page: Page) -> str:
    """The address in the mail to somebody who is invited."""
    mail = open_mail(page, to=INVITED)
    links = mail.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    mail.close()
    paths = [urlsplit(link).path for link in links]
    return next(one for one in paths if kind_of(one)[0] == "organizations:open_invitation")


def _invite(page: Page, team: str, role: str) -> None:
    page.goto(f"{team}invite/")
    page.get_by_label("E-mail").fill(INVITED)
    page.get_by_role("radio", name=role, exact=True).check()
    follow(page, page.get_by_role("button", name="Send the invitation"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Colleagues")


@pytest.fixture(scope="module")
def walk_of(
    furnished: dict[str, tuple[str, ...]], open_page: Callable[..., Page]
) -> Callable[[str], Walk]:
    """The walk of a role; each is walked once."""
    done: dict[str, Walk] = {}
    looked_at: Counter[tuple[str, ...]] = Counter()

    def found(role: str) -> Walk:
        if role not in done:
            name, *starts = WALKS[role]
            starts += furnished.get(role, ())
            page = open_page()
            if name:
                become(page, name)
            done[role] = walked(page, starts, looked_at)
        return done[role]

    return found


@pytest.mark.parametrize("role", WALKS)
def test_what_somebody_reaches_is_accessible(walk_of, role):
    faults = walk_of(role).faults
    assert not faults, "\n".join(faults)


def test_every_route_is_walked_or_has_a_reason_not_to_be(walk_of):
    met = set[str]().union(*(walk_of(role).routes for role in WALKS))
    excused = POSTED | FILES | BEHIND_A_DOOR | REFUSALS | AFTER_A_MERGE | WHERE_THERE_IS_ANOTHER
    assert sorted(routes() - met - excused) == []
    assert sorted(excused - routes()) == []
    assert sorted(excused & met) == []


def routes(resolver: URLResolver | None = None, prefix: str = "") -> set[str]:
    """Names of all routes."""
    found: set[str] = set()
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= routes(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif isinstance(one, URLPattern) and one.name:
            found.add(prefix + one.name)
    return found
