"""The policy of casework says in one table what the roles may do, and gives nothing to roles that see no complaint."""

import pytest

from backoffice.kit.policy import policies

CONFIDENTIAL = {
    "Complaint",
    "Party",
    "Part",
    "Consent",
    "Attachment",
    "ComplaintEvent",
    "Deadline",
    "DeadlineEvent",
}


@pytest.mark.parametrize("role", ["confidant", "finance", "administrator", "complainant"])
def test_roles_that_see_no_complaint_have_no_permission_on_one(role: str) -> None:
    table = policies.get("casework")

    assert {model for model in CONFIDENTIAL if role in table.get(model, {})} == set()


def test_nobody_deletes_what_belongs_to_a_complaint() -> None:
    table = policies.get("casework")

    assert [
        (model, role)
        for model in CONFIDENTIAL
        for role, acts in table.get(model, {}).items()
        if "delete" in acts
    ] == []


@pytest.mark.parametrize("model", ["ClockRule", "OfficeClosure", "Procedure", "Category"])
def test_only_administrators_change_the_rules(model: str) -> None:
    row = policies.get("casework")[model]

    assert {role for role, acts in row.items() if {"add", "change"} & set(acts.split())} == {"administrator"}
