"""Settings of an oTree project with one survey (oTree reads this file)."""

SESSION_CONFIGS = [
    {"name": "survey", "app_sequence": ["survey"], "num_demo_participants": 1},
]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1.0, "participation_fee": 0.0}
PARTICIPANT_FIELDS: list[str] = []
SESSION_FIELDS: list[str] = []
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "USD"
USE_POINTS = False
ADMIN_USERNAME = "admin"
ADMIN_PASSWORD = "load"  # noqa: S105  of a server that lives for a minute
SECRET_KEY = "load"  # noqa: S105  the same
