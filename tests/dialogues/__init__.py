"""Conversations with the whole program; what they compare is shown where it differs."""

import pytest

pytest.register_assert_rewrite("tests.dialogues.office")
