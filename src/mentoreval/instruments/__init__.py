"""Questionnaires as data: items, options, scales and their scoring keys."""
