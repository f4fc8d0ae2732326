"""Rules and facts of any shape, for properties that hold for all of them."""

from hypothesis import strategies as st

from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.rules import AllOf, AnyOf, Facts, Named, Not, OneOf, Rule
from mentoringup.people.enums import CareerStage, Discipline

NUMBERS = st.integers(1, 4)


def _one_of(fact: Fact, values: st.SearchStrategy) -> st.SearchStrategy[Rule]:
    several = st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)
    return several.map(lambda found: OneOf(fact, found))


CONDITIONS = st.one_of(
    _one_of(Fact.STAGE, st.sampled_from(CareerStage.values)),
    _one_of(Fact.DISCIPLINE, st.sampled_from(Discipline.values)),
    *(_one_of(fact, NUMBERS) for fact in (Fact.UNIT, Fact.SITE, Fact.ROSTER)),
)


def _groups(parts: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(several.map(AllOf), several.map(AnyOf), parts.map(Not))


RULES = st.recursive(CONDITIONS, _groups, max_leaves=8)
RULES_WITH_NAMES = st.recursive(CONDITIONS | NUMBERS.map(Named), _groups, max_leaves=6)
RULEBOOKS = st.dictionaries(NUMBERS, RULES_WITH_NAMES, max_size=4)

_SOME = st.frozensets(NUMBERS, max_size=3)
FACTS = st.builds(
    Facts,
    stage=st.sampled_from(["", *CareerStage.values]),
    discipline=st.sampled_from(["", *Discipline.values]),
    units=_SOME,
    sites=_SOME,
    rosters=_SOME,
)
