"""The calibrated cohort: invented people whose figures are those of the published evaluation."""

from mentoreval.simulate.cohort import Cohort, simulate_cohort
from mentoreval.simulate.export import write_cohort

__all__ = ["Cohort", "simulate_cohort", "write_cohort"]
