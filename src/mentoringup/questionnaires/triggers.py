"""What was asked once stands as it was published: the database itself refuses to change it.

Only who published a version may be forgotten (a person who was erased). A version that a wave asks
can't be removed either: that is held by the wave's foreign key. Migrations call these functions; so
do tests.
"""

from mentoringup.audit.unchangeable import Unchangeable

_WORDS = "a published questionnaire is never changed"
_VERSIONS = Unchangeable(
    table="questionnaires_questionnaireversion",
    triggers="questionnaire_version_is_never",
    function="questionnaire_version_is_final",
    refusal=_WORDS,
    changed=_WORDS,
    replaced=f"UNIQUE: {_WORDS}",
    columns=(
        "id, questionnaire_id, number, document, sha256, instrument_id, instrument_version,"
        " instrument_sha256, cores, published_at"
    ),
    same_row=("id = NEW.id OR (questionnaire_id = NEW.questionnaire_id AND number = NEW.number)"),
)

forbid_changes, allow_changes = _VERSIONS.forbid_changes, _VERSIONS.allow_changes
