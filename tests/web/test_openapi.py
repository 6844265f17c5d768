"""Whatever fits the API's own description, and much that does not, is answered without a server error."""

from typing import Any

import pytest
import schemathesis
from explorer_site import Site
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_operation_ends_in_a_server_error(site: Site, mode: GenerationMode) -> None:
    """Status and content type are among those that are documented, and never 5xx, whatever is asked."""
    schema = schemathesis.openapi.from_url(f"{site.url}/api/openapi.json")
    asked = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=20, derandomize=True, database=None, suppress_health_check=[*HealthCheck])
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=_CHECKS)

        if mode is GenerationMode.POSITIVE or operation.query:
            ask()
    assert asked > 100
