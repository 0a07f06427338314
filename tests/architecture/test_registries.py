"""Everything that an app registers can be found, and speaks of roles and models that exist."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.utils.module_loading import import_string
from django_q.models import Schedule as QueueSchedule

from backoffice.accounts.roles import Role
from backoffice.kit.panels import panels
from backoffice.kit.policy import policies
from backoffice.kit.schedules import schedules

ROLES = {role.value for role in Role}


def test_every_schedule_names_a_function_and_a_time_that_exist() -> None:
    assert len(schedules) > 0
    for schedule in schedules:
        assert callable(import_string(schedule.func)), schedule.key
        row = QueueSchedule(name=schedule.key, func=schedule.func, schedule_type="C", cron=schedule.cron)
        row.full_clean(exclude=["name"], validate_unique=False)


def test_every_panel_is_for_roles_that_exist() -> None:
    assert len(panels) > 0
    for panel in panels:
        assert set(panel.roles) <= ROLES, panel.key


@pytest.mark.parametrize("app_label", ["accounts", "audit", "billing", "casework", "documents"])
def test_every_policy_speaks_of_models_and_roles_that_exist(app_label: str) -> None:
    table = policies.get(app_label)

    for model_name, row in table.items():
        assert apps.get_model(app_label, model_name)
        assert set(row) <= ROLES, model_name


def test_every_model_that_has_pages_stands_in_its_apps_policy() -> None:
    stated = {(label, name.lower()) for label, table in policies.items() for name in table}
    shown = [model._meta for model in admin.site._registry]

    assert [meta.label for meta in shown if (meta.app_label, meta.model_name) not in stated] == []
