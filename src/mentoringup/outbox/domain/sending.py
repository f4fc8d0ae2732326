"""Sending a mail: claim it, ask whether it is still wanted, hand it to the server, note what came."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task

from mentoringup.outbox.models import Mail, MailState


@task()
def send_mail(mail_id: int) -> None:
    """Send one mail, if it is still waiting."""
    now = timezone.now()
    if not Mail.objects.filter(pk=mail_id, state=MailState.WAITING).update(state=MailState.SENDING):
        return
    mail = Mail.objects.get(pk=mail_id)
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to])
    message.extra_headers["Message-ID"] = mail.message_id
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
    Mail.objects.filter(pk=mail_id).update(state=MailState.SENT, sent_at=now)
