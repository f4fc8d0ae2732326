"""docs/permissions.md, made from the role table."""

from collections.abc import Iterable

from django.utils import translation

from mentoringup.access.permissions import (
    NETWORK_ROLES,
    PERMISSIONS_OF,
    Permission,
    Role,
)

_HEAD = """\
# Who may do what

Made from `src/mentoringup/access/permissions.py` by `mentoringup write_permissions`; a test fails
where the two differ. A role is held at one site, or in the network as a whole. Somebody with
several roles may do what any of them allows. What nobody's role allows, nobody may do: there is no
all-powerful account.

Visitors see published series. Participants see their own pages. Neither needs a role.

How pages answer: a visitor is sent to sign-in; somebody without any role at the site is told that
there is no such page; a colleague whose roles do not allow it is told so. A role that is taken back
ends with the next click.
"""


def permissions_page() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        site = [role for role in Role if role not in NETWORK_ROLES]
        network = [role for role in Role if role in NETWORK_ROLES]
        parts = [
            _HEAD,
            f"## Roles at a site\n\n{_table(site)}",
            f"## Roles in the network\n\n{_table(network)}",
        ]
    return "\n".join(parts)


def _table(roles: list[Role]) -> str:
    """Permissions that any of the roles has, one a line, with a mark for each role."""
    granted = frozenset[Permission]().union(*(PERMISSIONS_OF[role] for role in roles))
    lines = [
        ("What it allows", "Permission", *(str(role.label) for role in roles)),
        ("---", "---", *(":-:" for _role in roles)),
    ]
    for permission in Permission:
        if permission in granted:
            marks = ("yes" if permission in PERMISSIONS_OF[role] else "–" for role in roles)
            lines.append((str(permission.label), f"`{permission.value}`", *marks))
    return "".join(f"{_row(cells)}\n" for cells in lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
