from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mentoringup.access.permissions import PERMISSIONS_OF, Permission, Role
from mentoringup.access.permissions_page import permissions_page

PAGE = Path(__file__).parents[3] / "docs" / "permissions.md"


def marks(page: str) -> dict[tuple[str, str], bool]:
    """Role and permission -> whether the page says yes."""
    found, head = {}, []
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if cells[0] == "What it allows":
            head = cells[2:]
        elif len(cells) > 2 and cells[1].startswith("`"):
            found |= {
                (role, cells[1].strip("`")): mark == "yes"
                for role, mark in zip(head, cells[2:], strict=True)
            }
    return found


def test_the_page_in_the_documentation_is_up_to_date():
    call_command("write_permissions", "--check", "--to", str(PAGE))


def test_the_page_says_of_every_role_what_the_table_says():
    said = {pair for pair, is_allowed in marks(permissions_page()).items() if is_allowed}

    assert said == {
        (str(role.label), permission.value)
        for role, permissions in PERMISSIONS_OF.items()
        for permission in permissions
    }


def test_every_role_is_in_the_table_and_every_permission_is_somebodys():
    assert set(PERMISSIONS_OF) == set(Role)
    assert frozenset().union(*PERMISSIONS_OF.values()) == set(Permission)


def test_a_page_that_is_out_of_date_is_told(tmp_path):
    path = tmp_path / "permissions.md"

    with pytest.raises(CommandError, match="out of date"):
        call_command("write_permissions", "--check", "--to", str(path))

    call_command("write_permissions", "--to", str(path))
    call_command("write_permissions", "--check", "--to", str(path))
