"""Every word of the report: sentences made from results, and nothing else.

A translation is a second folder with the same functions: a language needs its own plurals and
its own order of words, so sentences are whole and never glued from pieces.
"""
