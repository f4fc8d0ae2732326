"""What an edit would be: the reasons against it, and what the checker says. Changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.curriculum.domain.library import PackAtSite
from mentoringup.curriculum.domain.parts import parts_at
from mentoringup.curriculum.pack.findings import Finding, findings_of
from mentoringup.curriculum.pack.reading import read_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of it.

    Attributes:
        reasons: why it can't be saved; then there are no findings.
        findings: about the texts that were tried, and what they bring about elsewhere.
    """

    reasons: tuple[Reason, ...] = ()
    findings: tuple[Finding, ...] = ()


def try_texts(*, at_site: PackAtSite, new: Mapping[str, str]) -> Tried:
    """Hold texts against the pack as the site uses it. One query."""
    before = {one.where.path: one.current.text for one in parts_at(at_site=at_site)}
    try:
        after = findings_of(read_pack({**before, **new}))
    except InputRefusedError as error:
        return Tried(reasons=error.reasons)
    try:
        known = set(findings_of(read_pack(before)))
    except InputRefusedError:
        known = set()
    return Tried(findings=tuple(one for one in after if one.path in new or one not in known))
