"""Handing a message to the mail server, and understanding what it answers."""

import smtplib

from django.core.mail import EmailMultiAlternatives

from mentoringup.outbox.enums import Problem
from mentoringup.outbox.policy import Outcome

PERMANENT = 500
"""Answers of a mail server from here on are final."""

ERROR_LENGTH = 500


def hand_over(message: EmailMultiAlternatives) -> Outcome:
    """Send the message by the configured backend. Errors of server and network are an outcome."""
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refusal(code, words)
    except smtplib.SMTPDataError as error:
        return _refusal(error.smtp_code, error.smtp_error)
    except smtplib.SMTPResponseException as error:  # sign-in, greeting or sender were refused
        problem = Problem.SETUP if error.smtp_code >= PERMANENT else Problem.REFUSED_NOW
        return _problem(problem, _answer(error.smtp_code, error.smtp_error))
    except smtplib.SMTPNotSupportedError as error:
        return _problem(Problem.SETUP, str(error))
    except OSError as error:  # all others of smtplib, too: no connection, or a broken one
        return _problem(Problem.UNREACHABLE, error.strerror or str(error) or type(error).__name__)
    return Outcome()


def _refusal(code: int, words: bytes | str) -> Outcome:
    problem = Problem.REFUSED if code >= PERMANENT else Problem.REFUSED_NOW
    return _problem(problem, _answer(code, words))


def _answer(code: int, words: bytes | str) -> str:
    """An answer of the server on one line, as it came: "550 No such user"."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"


def _problem(problem: Problem, error: str) -> Outcome:
    return Outcome(problem=problem, error=error[:ERROR_LENGTH])
