"""What a link is made of, and what is made of a link."""

import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from mentoringup.surveys import links

KEY = b"k" * 32
CODE = uuid.UUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")


def test_a_link_is_made_again_from_key_and_nonce():
    token = links.token_for(KEY, "nonce")

    assert links.token_for(KEY, "nonce") == token
    assert links.is_token(token)
    assert not links.is_public(token)
    assert len(token) == 43


def test_another_key_or_another_nonce_makes_another_link():
    made = {
        links.token_for(KEY, "nonce"),
        links.token_for(KEY, "other"),
        links.token_for(b"j" * 32, "nonce"),
    }

    assert len(made) == 3


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_no_two_parts_of_a_link_are_equal(number):
    token = links.token_for(KEY, str(number))
    kept = links.keepsake_keys(token, CODE)
    draft = links.draft_keys(token, "wave")
    parts = {
        links.ticket_of(token, "wave"),
        links.ticket_of(token, "other"),
        draft.locator,
        links.locator_of(token, "other"),
        draft.key.hex(),
        kept.locator,
        kept.key.hex(),
        links.mentee_mark(token, CODE),
    }

    assert len(parts) == 8


def test_the_kept_plan_is_found_from_every_wave_by_the_same_link():
    token = links.token_for(KEY, "nonce")

    assert links.keepsake_keys(token, CODE) == links.keepsake_keys(token, CODE)
    assert links.keepsake_keys(token, uuid.uuid4()) != links.keepsake_keys(token, CODE)


def test_a_public_link_is_known_by_its_length_and_its_first_letter():
    token = links.public_token()

    assert links.is_public(token)
    assert links.is_token(token)
    assert not links.is_public("p" + "x" * 42)
    assert not links.is_token("p" + "x" * 44)
    assert not links.is_token("x" * 42)
    assert not links.is_token("x" * 42 + "é")


def test_addresses_of_mails_and_posters_are_whole(settings):
    settings.BASE_URL = "https://up.example"

    assert links.address_of("w1", "T") == "https://up.example/a/w1/T/"
    assert links.stop_address_of("w1", "T") == "https://up.example/a/w1/T/stop/"
    assert links.public_address_of("w1") == "https://up.example/s/w1/"
