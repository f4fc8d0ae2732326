"""Figures from results, as Vega-Lite specs: static SVG and interactive from one source."""

from mentoreval.figures import canvas
from mentoreval.figures.flow import flow
from mentoreval.figures.gains import gains
from mentoreval.figures.implementations import hours, participants
from mentoreval.figures.likert import answers
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.modules import modules
from mentoreval.figures.places import where
from mentoreval.figures.render import interactive_spec, to_svg
from mentoreval.figures.response import response_by_implementation
from mentoreval.figures.scales import before_and_now
from mentoreval.results import Results

__all__ = ["Figure", "LeftOut", "all_figures", "interactive_spec", "left_out", "to_svg"]


def all_figures(results: Results) -> tuple[Figure, ...]:
    """Give every figure that the results can fill, in the order of a report."""
    figures = (one for one in _drawn(results) if isinstance(one, Figure))
    return tuple(canvas.marked_synthetic(one) if results.synthetic else one for one in figures)


def left_out(results: Results) -> tuple[LeftOut, ...]:
    """Name the figures that the results can't fill, each with its reason."""
    return tuple(one for one in _drawn(results) if isinstance(one, LeftOut))


def _drawn(results: Results) -> list[Figure | LeftOut]:
    return [
        where(results),
        participants(results),
        hours(results),
        modules(results),
        before_and_now(results),
        gains(results),
        *answers(results),
        response_by_implementation(results),
        flow(results),
    ]
