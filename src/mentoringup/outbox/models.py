"""Mails as rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoringup.outbox.enums import MailState, Problem
from mentoringup.outbox.kinds import label_of

_BREAKS_A_LINE = models.Q()
for _field in ("to", "reply_to", "subject"):
    for _mark in ("\r", "\n"):
        _BREAKS_A_LINE |= models.Q(**{f"{_field}__contains": _mark})


class Mail(models.Model):
    """A mail, from the change that wants it to the server that took it.

    Attributes:
        kind: names what it is about and the check that is made again when it is sent.
        key: a second mail of the same key is not written; empty for mails that may repeat.
        person: whom it is for, so that erasing the person erases the mail; None for others.
        check_with: what the check needs (ids), JSON.
        language, buttons: where `html` is empty and a language is given, the HTML part is made from
            the text when it is sent: addresses with their words, [[address, words], ...], become
            buttons. Emptied with `secrets`.
        secrets: parts of the texts that only the reader may see; emptied once it is sent.
        tries: how often it was claimed for sending.
        next_try_at: when a waiting mail may be sent; while it is being sent, the moment from which
            another worker may take it for abandoned.
        problem, last_error: why the last try failed, and the mail server's own words.
        message_id: stays the same in every try, so that a mail server can tell a repetition.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, blank=True)
    site_id = models.BigIntegerField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    to = models.EmailField(max_length=254)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    buttons = models.JSONField(default=list)
    calendar = models.TextField(blank=True)
    secrets = models.JSONField(default=list)
    check_with = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=MailState.choices, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    problem = models.CharField(max_length=12, choices=Problem.choices, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """Waiting mails are found quickly; a key is used once; headers are single lines."""

        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "next_try_at"], name="mail_by_state"),
            models.Index(fields=["site_id", "-created_at"], name="mail_by_site"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=~models.Q(key=""), name="mail_key_is_used_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MailState.values), name="mail_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(problem__in=["", *Problem.values]), name="mail_problem_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=MailState.SENT, sent_at__isnull=False)
                | (~models.Q(state=MailState.SENT) & models.Q(sent_at__isnull=True)),
                name="mail_sent_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=MailState.FAILED) | ~models.Q(problem=""),
                name="mail_failed_says_why",
            ),
            models.CheckConstraint(condition=~_BREAKS_A_LINE, name="mail_headers_are_one_line"),
        ]

    def __str__(self) -> str:
        """Kind and state, without the address."""
        return f"{self.kind} {self.pk}: {self.state}"

    @property
    def kind_label(self) -> str:
        """The kind as staff read it."""
        return label_of(self.kind)
