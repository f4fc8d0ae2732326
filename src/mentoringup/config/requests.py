"""One log line for every request, and an id by which it is found again."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from mentoringup.config.logs import request_id

HEADER = "X-Request-ID"
_FROM_A_PROXY = re.compile(r"[0-9A-Za-z-]{8,64}")

log = logging.getLogger("mentoringup.requests")


def log_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: keeps a proxy's id or makes one, answers with it, logs route, status and time."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        of_this = given if _FROM_A_PROXY.fullmatch(given) else uuid.uuid4().hex
        request_id.set(of_this)  # until the next one: Django logs errors after this returns
        began = time.perf_counter()
        response = get_response(request)
        response.headers[HEADER] = of_this
        match = request.resolver_match
        facts = {
            "method": request.method if request.method in _METHODS else "other",
            "route": f"/{match.route}" if match else "none",
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - began) * 1000),
        }
        log.info("Answered", extra=facts)
        return response

    return answer


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
