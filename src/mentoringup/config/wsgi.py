"""What a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from mentoringup.config.variables import read_variables

read_variables()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoringup.config.settings")
application = get_wsgi_application()
