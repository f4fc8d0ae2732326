"""Every page: axe at two widths and schemes, the content security policy, one main heading.

Each role walks all links from its first page; what all of them met is held against the routes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from axe import faults_at_both_widths
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404
from playwright.sync_api import Page
from writing import Draft
from writing import field as labelled

_NOT_PAGES = re.compile(r"\.(ics|csv|json|xml|txt|js|pdf|docx|svg|png)$|^/demo/report/|/data/?$")
_ENOUGH = 2
"""Pages of one route that are looked at: one differs from the next by its content."""

_TELLING = ("part", "to", "kind")
"""Arguments of routes that make another page of them."""

WALKS = {
    "a visitor": ("", "/"),
    "a coordinator": ("Rosa Delgado", "/dashboard/"),
    "a site admin": ("Miriam Okafor", "/dashboard/"),
    "a network admin": ("Adaeze Nwosu", "/dashboard/"),
    "a participant": ("Mei Tanaka", "/dashboard/"),
}

ONLY_POSTED = {
    "account_logout": "the header has its form",
    "home:demo_sign_in": "a button of the demo's page",
    "mfa_login_webauthn": "the passkey's answer goes there",
    "openid_connect_login": "a button, where a provider is configured",
    "organizations:network_resend_invitation": "a button of the team's page",
    "organizations:resend_invitation": "a button of the team's page",
    "organizations:sign_in_to_accept": "a button of the invitation",
    "organizations:undo_merge": "there is a merge in the tests of the app only",
    "training:check_new_session": "htmx asks it",
    "training:check_part": "htmx asks it",
    "training:check_session": "htmx asks it",
    "training:reorder_session": "a button of the editor",
    "training:repair_series": "a button of a finding",
    "training:restore_session": "a button of the editor",
    "outbox:try_mail_again": "a button of a mail that failed",
    "ui:language": "a button of the header",
}
NO_PAGES = {
    "audit:export_entries": "CSV",
    "home:demo_report": "the report's own tests look at it",
    "home:health": "JSON, for load balancers",
    "mfa_download_recovery_codes": "a text file",
    "organizations:show_logo": "a picture",
    "people:data": "JSON, for the person",
    "training:embed": "framed by other websites: test_visitor",
    "training:embed_script": "JavaScript",
    "training:robots": "text",
    "training:series_feed": "iCalendar",
    "training:session_feed": "iCalendar",
    "training:sitemap": "XML",
}
