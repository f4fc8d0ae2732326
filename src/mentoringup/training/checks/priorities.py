"""Priority groups that contradict who may attend."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mentoringup.people.enums import CareerStage
from mentoringup.training.checks.check import Fault, Look
from mentoringup.training.checks.finding import Place, Repair
from mentoringup.training.page import TierOnPage


def contradicting_tier(look: Look) -> Iterator[Fault]:
    """A priority group for people who may not attend."""
    may_attend = set(look.page.stages)
    if not may_attend:
        return
    for number, tier in enumerate(look.page.tiers, start=1):
        strangers = [stage for stage in tier.stages if stage not in may_attend]
        if not strangers:
            continue
        kept = [stage for stage in tier.stages if stage in may_attend]
        place = Place(part="tier", key=tier.key or str(number), field="stages")
        found = ", ".join(
            str(CareerStage(stage).label) if stage in CareerStage.values else stage
            for stage in strangers
        )
        yield Fault(
            place=place,
            found=found,
            message=_("Priority group %(number)d names “%(stages)s”, who may not attend.")
            % {"number": number, "stages": found},
            expected=_("Take them out of the group, or let them attend."),
            repair=Repair(label=_("Take them out of the group"), place=place, value=",".join(kept))
            if kept
            else None,
        )


def unreachable_tier(look: Look) -> Iterator[Fault]:
    """A priority group after one that already holds all of its people."""
    for number, tier in enumerate(look.page.tiers, start=1):
        earlier = next(
            (n for n, other in enumerate(look.page.tiers[: number - 1], 1) if _holds(other, tier)),
            None,
        )
        if earlier is not None:
            yield Fault(
                place=Place(part="tier", key=tier.key or str(number), field="stages"),
                found=str(number),
                message=_(
                    "Everybody in priority group %(number)d is already in group %(earlier)d, so "
                    "the group changes nothing."
                )
                % {"number": number, "earlier": earlier},
                expected=_("Remove the group, or move it up."),
            )


def _holds(wide: TierOnPage, narrow: TierOnPage) -> bool:
    """Whether everybody in the narrow group is in the wide one."""
    return (
        (not wide.stages or (bool(narrow.stages) and set(narrow.stages) <= set(wide.stages)))
        and (
            not wide.disciplines
            or (bool(narrow.disciplines) and set(narrow.disciplines) <= set(wide.disciplines))
        )
        and wide.unit in {"", narrow.unit}
        and wide.rule in {None, narrow.rule}
    )
