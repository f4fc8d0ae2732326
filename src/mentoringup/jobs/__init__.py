"""Work in the background: a worker that loses nothing, and jobs that come again and again.

A job is a `django_tasks` `@task`, enqueued in the transaction of the change that wants it. Two
queues differ in what a crash means:

`default`
    The job and the note that it is done are one transaction: killed in the middle, nothing of it
    happened, and another worker does it again. For everything that takes less than seconds.
`long`
    The job makes its own transactions and may be called again after a crash, so each of them must
    tell what is done already. For what takes longer or talks to other machines, because SQLite has
    one writer at a time.

`periodic` is where other apps register what comes again: ticks every few seconds, nightly jobs.
"""
