"""Settings of every test, and the folder of what tests share."""

import sys
from pathlib import Path

from hypothesis import settings

# Tests are no package, so that two files may share a name; what they share is found here.
sys.path.insert(0, str(Path(__file__).parent))

# A busy machine, or the first import of a library, must not fail a test that is right.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
