"""Exports of other programs on their way to a data set: read, placed, shown as counts.

`looking`, `placing` and `counting` load numpy and polars; `domain.uploads` imports them when
somebody uploads a file, never when a process starts.
"""
