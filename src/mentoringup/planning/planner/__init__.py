"""Proposes which modules fill which sessions, in which length: an integer program, solved by HiGHS.

`problem` is the question and the answer as values, `solving` finds the best answer in the time
there is, `explaining` says why something did not fit and what it would take. Nothing here knows
activities, people or a database.
"""
