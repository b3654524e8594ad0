"""The catalogue: every rule, in order of its code."""

from validate.model import Rule
from validate.rules.a01_execution_rate_differs import execution_rate_differs
from validate.rules.a05_execution_score_above_weight import execution_score_above_weight
from validate.rules.b03_scores_differ_from_total import scores_differ_from_total
from validate.rules.d01_level_under_wrong_first_level import level_under_wrong_first_level
from validate.rules.d02_first_level_missing import first_level_missing
from validate.rules.e01_identity_field_blank import identity_field_blank
from validate.rules.e02_department_equals_unit import department_equals_unit
from validate.rules.e03_year_conflict import year_conflict
from validate.rules.e04_goal_blank import goal_blank
from validate.rules.e07_value_blank import value_blank
from validate.rules.f01_project_count_differs import project_count_differs
from validate.rules.f02_project_name_differs import project_name_differs
from validate.rules.f03_amount_in_text_differs import amount_in_text_differs
from validate.rules.f04_difference_in_text_differs import difference_in_text_differs
from validate.rules.f05_text_stops_before_year_end import text_stops_before_year_end
from validate.rules.f11_parts_in_text_differ_from_whole import parts_in_text_differ_from_whole
from validate.rules.f19_saving_contradicts_execution import saving_contradicts_execution
from validate.rules.f20_savings_of_opposite_sign import savings_of_opposite_sign

RULES: tuple[Rule, ...] = (
    execution_rate_differs,
    execution_score_above_weight,
    scores_differ_from_total,
    level_under_wrong_first_level,
    first_level_missing,
    identity_field_blank,
    department_equals_unit,
    year_conflict,
    goal_blank,
    value_blank,
    project_count_differs,
    project_name_differs,
    amount_in_text_differs,
    difference_in_text_differs,
    text_stops_before_year_end,
    parts_in_text_differ_from_whole,
    saving_contradicts_execution,
    savings_of_opposite_sign,
)
