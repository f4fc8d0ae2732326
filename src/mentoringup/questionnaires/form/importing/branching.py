"""REDCap's branching logic, as far as a condition can say it."""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from mentoringup.questionnaires.form.importing.drafting import Draft
from mentoringup.questionnaires.form.values import Condition, Operator

_COMPARISON: Final = re.compile(
    r"\[(?P<field>[a-z][a-z0-9_]*)(?:\((?P<box>-?\w+)\))?\]\s*(?P<sign>=|<>|!=)\s*"
    r"(?P<quote>['\"]?)(?P<value>-?\w*)(?P=quote)",
    re.IGNORECASE,
)
_OR: Final = re.compile(r"\bor\b", re.IGNORECASE)


def condition_of(
    logic: str,
    names: Mapping[str, str],
    codes: Mapping[str, Mapping[str, int]],
    draft: Draft,
    field: str,
) -> Condition | None:
    """Read `[field] = '1'`, several of them with “or”, `[field(1)] = '1'` or `[field] <> ''`.

    Args:
        logic: the cell of the dictionary.
        names: variables by field.
        codes: codes of choices by field and by what the dictionary calls them.
        draft: is told what is not understood; the element is then always shown.
        field: whose cell it is, for the remark.
    """
    if not logic:
        return None
    found = [_part(text, names, codes) for text in _OR.split(_without_brackets(logic))]
    parts = [part for part in found if part is not None]
    if len(parts) < len(found) or len({part.question for part in parts}) > 1:
        _not_understood(field, logic, draft)
        return None
    if len(parts) == 1:
        return parts[0]
    if any(part.operator is not Operator.IS_ANY_OF for part in parts):
        _not_understood(field, logic, draft)
        return None
    every = tuple(dict.fromkeys(code for part in parts for code in part.codes))
    return Condition(question=parts[0].question, operator=Operator.IS_ANY_OF, codes=every)


def _not_understood(field: str, logic: str, draft: Draft) -> None:
    sentence = gettext("“%(field)s” is always shown; its condition was not understood: %(logic)s")
    draft.remark(sentence, field=field, logic=logic)


def _without_brackets(logic: str) -> str:
    """Drop one pair of brackets around everything."""
    text = logic.strip()
    return text[1:-1] if re.fullmatch(r"\((?:[^()]|\(\w+\))*\)", text) else text


def _part(
    text: str, names: Mapping[str, str], codes: Mapping[str, Mapping[str, int]]
) -> Condition | None:
    found = _COMPARISON.fullmatch(text.strip())
    if found is None or found["field"] not in names:
        return None
    question, known = names[found["field"]], codes.get(found["field"], {})
    if found["box"] is not None:
        is_ticked = found["sign"] == "=" and found["value"] == "1" and found["box"] in known
        chosen = found["box"] if is_ticked else None
    elif not found["value"]:
        is_said = found["sign"] != "="
        return Condition(question=question, operator=Operator.IS_ANSWERED) if is_said else None
    else:
        # `<> '1'` holds for an empty field too, which no condition of ours does.
        chosen = found["value"] if found["sign"] == "=" and found["value"] in known else None
    if chosen is None:
        return None
    return Condition(question=question, operator=Operator.IS_ANY_OF, codes=(known[chosen],))
