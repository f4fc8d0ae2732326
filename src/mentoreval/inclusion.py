"""Who is in the finding: implementations by rule, then people by consent, each step counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentoreval.errors import EvaluationError
from mentoreval.implementations import Implementation
from mentoreval.inclusion_rules import InclusionRules, implementation_exclusion
from mentoreval.responses import Consent, Flags, Responses
from mentoreval.results import FlowStep, QualityCheck

_NAMES_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Included:
    """The outcome of the rules.

    Attributes:
        answered: responses of included implementations, with or without consent.
        consented: those that may be used; every statistic is about them.
        implementations: all that are known, in the file's order.
        excluded: by implementation id, the rule that left it out.
        flow: steps for implementations, then for responses.
    """

    answered: Responses
    consented: Responses
    implementations: tuple[Implementation, ...]
    excluded: Mapping[str, str]
    flow: tuple[FlowStep, ...]
    checks: tuple[QualityCheck, ...]

    @property
    def kept(self) -> tuple[Implementation, ...]:
        """The implementations that stay."""
        return tuple(one for one in self.implementations if one.id not in self.excluded)


def include(
    responses: Responses,
    *,
    implementations: Sequence[Implementation] | None,
    rules: InclusionRules,
) -> Included:
    """Apply the rules in their order.

    Raises:
        EvaluationError: nothing is left, with the step that took the last row.
    """
    flow: list[FlowStep] = []
    checks: list[QualityCheck] = []
    answered = responses
    excluded: dict[str, str] = {}
    if implementations is not None:
        excluded, steps = _judge_implementations(implementations, rules)
        flow.extend(steps)
        answered, steps, checks = _of_included(responses, implementations, excluded)
        flow.extend(steps)
    consented = answered
    if rules.research_consent and responses.consent_asked:
        consented = answered.where(answered.consent == int(Consent.YES))
        flow.append(_step("no consent to research", len(answered), len(consented)))
    if not len(consented):
        raise EvaluationError(_why_nothing_is_left(len(responses), flow))
    return Included(
        answered=answered,
        consented=consented,
        implementations=tuple(implementations or ()),
        excluded=excluded,
        flow=tuple(flow),
        checks=tuple(checks),
    )


def _step(step: str, before: int, after: int) -> FlowStep:
    return FlowStep(step=step, excluded=before - after, remaining=after, unit="responses")


def _judge_implementations(
    implementations: Sequence[Implementation], rules: InclusionRules
) -> tuple[dict[str, str], list[FlowStep]]:
    """The rule that leaves each excluded implementation out, and the flow in the rules' order."""
    excluded: dict[str, str] = {}
    for one in implementations:
        reason = implementation_exclusion(one, rules)
        if reason is not None:
            excluded[one.id] = reason
    remaining = len(implementations)
    steps = [
        FlowStep(
            step="implementations in the file",
            excluded=0,
            remaining=remaining,
            unit="implementations",
        )
    ]
    for reason in rules.reasons:
        taken = sum(found == reason for found in excluded.values())
        remaining -= taken
        steps.append(
            FlowStep(step=reason, excluded=taken, remaining=remaining, unit="implementations")
        )
    return excluded, steps


def _of_included(
    responses: Responses, implementations: Sequence[Implementation], excluded: Mapping[str, str]
) -> tuple[Responses, list[FlowStep], list[QualityCheck]]:
    """Keep the rows of included implementations; tell unknown ids apart from excluded ones."""
    known = {one.id for one in implementations}
    ids = responses.implementation_ids
    is_known = np.array([name in known for name in ids] + [False], dtype=np.bool_)
    is_kept = np.array(
        [name in known and name not in excluded for name in ids] + [False], dtype=np.bool_
    )
    told: Flags = is_known[responses.implementation]
    with_known = responses.where(told)
    kept = with_known.where(is_kept[with_known.implementation])
    strange = sorted(name for name in ids if name not in known)
    detail = "Every answer names an implementation of the file."
    if len(with_known) < len(responses):
        unnamed = int((responses.implementation < 0).sum())
        more = " ..." if len(strange) > _NAMES_SHOWN else ""
        names = ", ".join(strange[:_NAMES_SHOWN]) + more
        detail = f"{unnamed} name none. Ids that the file of implementations lacks: {names or '-'}."
    check = QualityCheck(
        check="unknown_implementations",
        count=len(responses) - len(with_known),
        title="answers of unknown implementations",
        detail=detail,
    )
    steps = [
        _step("implementation unknown", len(responses), len(with_known)),
        _step("implementation excluded", len(with_known), len(kept)),
    ]
    return kept, steps, [check]


def _why_nothing_is_left(rows: int, flow: Sequence[FlowStep]) -> str:
    steps = "; ".join(
        f"{step.step}: {step.excluded} excluded, {step.remaining} left"
        for step in flow
        if step.unit == "responses"
    )
    return (
        f"no response is left to evaluate: {rows} usable rows were read, then {steps}. "
        "Check the inclusion rules, the consent column and the implementation ids."
    )
