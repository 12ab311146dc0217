"""The schemas in the reference are those of the code."""

import json

import pytest
from tests.docs.schemas import REFERENCE, SCHEMAS, schema_text


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_current(name: str) -> None:
    """Written again by: make docs"""
    assert json.loads((REFERENCE / name).read_text(encoding="utf-8")) == json.loads(schema_text(name))


def test_no_schema_is_left_behind() -> None:
    assert {file.name for file in REFERENCE.glob("*.schema.json")} == set(SCHEMAS)
