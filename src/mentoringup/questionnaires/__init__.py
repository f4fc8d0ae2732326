"""Questionnaires of a site: locked instruments and its own questions, laid out on pages."""
