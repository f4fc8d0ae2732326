"""Career stages and disciplines that a sentence names, in English and Spanish."""

import re

from mentoringup.people.enums import CareerStage, Discipline

_STAGES = (
    (
        CareerStage.UNDERGRADUATE,
        r"undergrad(?:uate)?s?(?: students?)?|(?:estudiantes? )?de pregrado",
    ),
    (CareerStage.MEDICAL, r"medical students?|estudiantes? de medicina"),
    (
        CareerStage.POSTDOC,
        (
            r"post-?docs?|post-?doctoral (?:scholars?|fellows?|researchers?|trainees?|associates?)"
            r"|pos(?:t)?doctorad[oa]s?|investigadore?s? pos(?:t)?doctorale?s?|pos(?:t)?doctorales"
        ),
    ),
    (
        CareerStage.GRADUATE,
        (
            r"(?:post)?grad(?:uate)? (?:and professional )?students?|graduate trainees?|"
            r"(?:ph\.?d\.?|doctoral|master['’]?s) (?:students?|candidates?)|"
            r"estudiantes? (?:graduad[oa]s?|de (?:posgrado|postgrado|doctorado|maestría))"
        ),
    ),
    (
        CareerStage.CLINICAL_FELLOW,
        r"clinical fellows?|becari[oa]s clínic[oa]s",
    ),
    (
        CareerStage.EARLY_FACULTY,
        (
            r"(?:early[- ]career|junior) (?:faculty|investigators?|researchers?)"
            r"|assistant professors?|profesorado (?:novel|joven)"
        ),
    ),
    (CareerStage.FACULTY, r"faculty(?: members?)?|professors?|profesorado|docentes"),
    (CareerStage.STAFF, r"research staff|staff scientists?|personal de investigación"),
)
_PEOPLE = re.compile(
    "|".join(rf"(?<!\w)(?P<s{n}>{words})(?!\w)" for n, (_stage, words) in enumerate(_STAGES)),
    re.IGNORECASE,
)
_DISCIPLINES = (
    (
        Discipline.BIOSCIENCES,
        (
            r"bio-?sciences?|biological sciences?|life sciences?|biomedic(?:al|ine)\w*|biology"
            r"|biociencias|ciencias (?:biológicas|de la vida)"
        ),
    ),
    (
        Discipline.CLINICAL,
        r"health sciences?|clinical (?:sciences?|research)|ciencias (?:clínicas|de la salud)",
    ),
    (Discipline.PHYSICAL, r"physical sciences?|chemistry|physics|ciencias físicas|química|física"),
    (
        Discipline.MATHEMATICS,
        (
            r"math(?:ematic)?s|mathematical sciences?|comput(?:er|ing|ational) ?(?:sciences?)?"
            r"|matemáticas|computación|informática"
        ),
    ),
    (Discipline.ENGINEERING, r"engineering|ingenierías?"),
    (Discipline.SOCIAL, r"social (?:and behavioral )?sciences?|ciencias sociales"),
    (Discipline.HUMANITIES, r"humanities|humanidades|arts"),
)
_FIELDS = re.compile(
    "|".join(rf"(?<!\w)(?P<d{n}>{words})(?!\w)" for n, (_field, words) in enumerate(_DISCIPLINES)),
    re.IGNORECASE,
)


def stages_in(text: str) -> tuple[str, ...]:
    """`CareerStage` values, in the enum's order."""
    found = {
        _STAGES[int(match.lastgroup[1:])][0].value
        for match in _PEOPLE.finditer(text)
        if match.lastgroup
    }
    return tuple(stage for stage in CareerStage.values if stage in found)


def disciplines_in(text: str) -> tuple[str, ...]:
    """`Discipline` values, in the enum's order."""
    found = {
        _DISCIPLINES[int(match.lastgroup[1:])][0].value
        for match in _FIELDS.finditer(text)
        if match.lastgroup
    }
    return tuple(field for field in Discipline.values if field in found)
