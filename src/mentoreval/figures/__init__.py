"""Figures from results, as Vega-Lite specs: static SVG and interactive from one source."""
