"""Which workers live, and which nights were begun."""

from django.db import models


class Worker(models.Model):
    """A worker process, as long as it says that it lives. No row once it has stopped cleanly."""

    id = models.CharField(primary_key=True, max_length=64)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Its id."""
        return self.id


class Night(models.Model):
    """The last night on which a nightly job was enqueued, so that it is once a night."""

    name = models.CharField(primary_key=True, max_length=80)
    last_on = models.DateField()

    def __str__(self) -> str:
        """The job's name."""
        return self.name
