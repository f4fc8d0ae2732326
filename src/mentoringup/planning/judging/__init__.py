"""What a plan adds up to: minutes, objectives, clock times, warnings."""

from mentoringup.planning.judging.clock_times import ItemTime, clock_times
from mentoringup.planning.judging.judgment import Judgment, judge
from mentoringup.planning.judging.objectives import ModuleInPlan, PlannedObjective, modules_in
from mentoringup.planning.judging.warnings import Caution, Warned, warnings_of

__all__ = [
    "Caution",
    "ItemTime",
    "Judgment",
    "ModuleInPlan",
    "PlannedObjective",
    "Warned",
    "clock_times",
    "judge",
    "modules_in",
    "warnings_of",
]
