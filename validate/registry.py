"""The catalogue: every rule, in order of its code."""

from validate.model import Rule
from validate.rules.a01_execution_rate_differs import execution_rate_differs
from validate.rules.a02_execution_rate_above_100 import execution_rate_above_100
from validate.rules.a03_budget_not_adjusted import budget_not_adjusted
from validate.rules.a04_execution_score_differs import execution_score_differs
from validate.rules.a05_execution_score_above_weight import execution_score_above_weight
from validate.rules.a06_initial_budget_differs_from_parts import initial_budget_differs_from_parts
from validate.rules.a07_full_budget_differs_from_parts import full_budget_differs_from_parts
from validate.rules.a08_executed_differs_from_parts import executed_differs_from_parts
from validate.rules.a09_total_zero_parts_nonzero import total_zero_parts_nonzero
from validate.rules.a10_spent_without_budget import spent_without_budget
from validate.rules.a11_budget_not_spent import budget_not_spent
from validate.rules.a12_rate_on_zero_budget import rate_on_zero_budget
from validate.rules.a13_score_without_rate import score_without_rate
from validate.rules.a14_part_rate_differs import part_rate_differs
from validate.rules.a15_fiscal_execution_low import fiscal_execution_low
from validate.rules.a16_money_unit_mixed import money_unit_mixed
from validate.rules.a17_carryover_differs_from_last_year import carryover_differs_from_last_year
from validate.rules.a18_rate_precision_mixed import rate_precision_mixed
from validate.rules.a19_received_rate_differs import received_rate_differs
from validate.rules.b01_weights_differ_from_total import weights_differ_from_total
from validate.rules.b02_total_weight_unusual import total_weight_unusual
from validate.rules.b03_scores_differ_from_total import scores_differ_from_total
from validate.rules.b04_total_above_full_marks import total_above_full_marks
from validate.rules.b05_score_above_weight import score_above_weight
from validate.rules.b06_score_missing_or_negative import score_missing_or_negative
from validate.rules.b07_first_level_points_differ import first_level_points_differ
from validate.rules.b08_second_level_points_differ import second_level_points_differ
from validate.rules.b09_first_level_weights_unusual import first_level_weights_unusual
from validate.rules.b10_one_indicator_dominates import one_indicator_dominates
from validate.rules.b11_all_full_marks import all_full_marks
from validate.rules.b12_weight_zero_or_missing import weight_zero_or_missing
from validate.rules.b13_total_score_missing import total_score_missing
from validate.rules.b14_rating_differs_from_score import rating_differs_from_score
from validate.rules.b15_review_differs_from_self_score import review_differs_from_self_score
from validate.rules.b16_quoted_score_differs import quoted_score_differs
from validate.rules.c01_missed_target_scored_out_of_proportion import missed_target_scored_out_of_proportion
from validate.rules.c02_full_marks_for_missed_target import full_marks_for_missed_target
from validate.rules.c03_reached_target_docked import reached_target_docked
from validate.rules.c04_exceeded_limit_scored_out_of_proportion import exceeded_limit_scored_out_of_proportion
from validate.rules.c05_full_marks_for_exceeded_limit import full_marks_for_exceeded_limit
from validate.rules.c06_missed_threshold_scored import missed_threshold_scored
from validate.rules.c07_zero_target_partly_scored import zero_target_partly_scored
from validate.rules.c08_over_fulfilment_unexplained import over_fulfilment_unexplained
from validate.rules.c09_target_set_too_low import target_set_too_low
from validate.rules.c10_over_fulfilment_not_cut import over_fulfilment_not_cut
from validate.rules.c11_equality_exceeded import equality_exceeded
from validate.rules.c12_tier_outside_its_band import tier_outside_its_band
from validate.rules.c13_result_in_no_tier import result_in_no_tier
from validate.rules.c14_qualitative_target_echoed import qualitative_target_echoed
from validate.rules.c15_qualitative_result_unsupported import qualitative_result_unsupported
from validate.rules.c16_percentage_impossible import percentage_impossible
from validate.rules.c17_words_for_a_number import words_for_a_number
from validate.rules.c18_result_keeps_operator import result_keeps_operator
from validate.rules.c19_units_differ import units_differ
from validate.rules.c20_count_not_whole import count_not_whole
from validate.rules.c21_results_equal_targets import results_equal_targets
from validate.rules.c22_direction_against_name import direction_against_name
from validate.rules.c23_deviation_without_reason import deviation_without_reason
from validate.rules.c24_reason_generic import reason_generic
from validate.rules.c25_reason_on_reached_target import reason_on_reached_target
from validate.rules.c26_low_execution_unexplained import low_execution_unexplained
from validate.rules.c27_score_too_fine import score_too_fine
from validate.rules.d01_level_under_wrong_first_level import level_under_wrong_first_level
from validate.rules.d02_first_level_missing import first_level_missing
from validate.rules.d03_second_levels_incomplete import second_levels_incomplete
from validate.rules.d04_rate_among_quantities import rate_among_quantities
from validate.rules.d05_slogan_as_indicator import slogan_as_indicator
from validate.rules.d06_circular_indicator import circular_indicator
from validate.rules.d07_duplicate_indicator import duplicate_indicator
from validate.rules.d08_template_residue import template_residue
from validate.rules.d09_row_shifted import row_shifted
from validate.rules.d10_fused_cells import fused_cells
from validate.rules.d11_score_merged_over_rows import score_merged_over_rows
from validate.rules.d12_layout_unknown import layout_unknown
from validate.rules.d13_cost_target_is_budget import cost_target_is_budget
from validate.rules.d14_bracket_style_mixed import bracket_style_mixed
from validate.rules.e01_identity_field_blank import identity_field_blank
from validate.rules.e02_department_equals_unit import department_equals_unit
from validate.rules.e03_year_conflict import year_conflict
from validate.rules.e04_goal_blank import goal_blank
from validate.rules.e05_goal_is_number_only import goal_is_number_only
from validate.rules.e06_completion_copies_goal import completion_copies_goal
from validate.rules.e07_value_blank import value_blank
from validate.rules.e08_placeholder_left import placeholder_left
from validate.rules.e09_signature_or_date_missing import signature_or_date_missing
from validate.rules.e10_problems_denied import problems_denied
from validate.rules.e11_section_numbering_gap import section_numbering_gap
from validate.rules.f01_project_count_differs import project_count_differs
from validate.rules.f02_project_name_differs import project_name_differs
from validate.rules.f03_amount_in_text_differs import amount_in_text_differs
from validate.rules.f04_difference_in_text_differs import difference_in_text_differs
from validate.rules.f05_text_stops_before_year_end import text_stops_before_year_end
from validate.rules.f06_goal_without_indicator import goal_without_indicator
from validate.rules.f07_indicator_without_goal import indicator_without_goal
from validate.rules.f08_direction_lost import direction_lost
from validate.rules.f09_completion_without_figures import completion_without_figures
from validate.rules.f10_text_contradicts_value import text_contradicts_value
from validate.rules.f11_parts_in_text_differ_from_whole import parts_in_text_differ_from_whole
from validate.rules.f12_counts_of_one_thing_differ import counts_of_one_thing_differ
from validate.rules.f13_text_pasted_twice import text_pasted_twice
from validate.rules.f14_hedge_contradicts_itself import hedge_contradicts_itself
from validate.rules.f15_percentage_unattainable import percentage_unattainable
from validate.rules.f16_implied_target_not_whole import implied_target_not_whole
from validate.rules.f17_shares_of_different_bases import shares_of_different_bases
from validate.rules.f18_part_exceeds_whole import part_exceeds_whole
from validate.rules.f19_saving_contradicts_execution import saving_contradicts_execution
from validate.rules.f20_savings_of_opposite_sign import savings_of_opposite_sign
from validate.rules.f21_reason_contradicts_execution import reason_contradicts_execution
from validate.rules.f22_deviation_not_in_problems import deviation_not_in_problems
from validate.rules.f23_measure_misses_problem import measure_misses_problem
from validate.rules.f24_satisfaction_in_text_differs import satisfaction_in_text_differs
from validate.rules.f25_satisfaction_identical import satisfaction_identical
from validate.rules.f26_text_about_other_year import text_about_other_year
from validate.rules.f27_percent_signs_mixed import percent_signs_mixed
from validate.rules.f28_rate_in_text_differs import rate_in_text_differs
from validate.rules.g02_final_account_not_tied import final_account_not_tied
from validate.rules.g03_target_differs_from_approval import target_differs_from_approval
from validate.rules.g04_target_below_last_year import target_below_last_year
from validate.rules.g05_text_of_another_unit import text_of_another_unit
from validate.rules.g06_text_of_last_year import text_of_last_year
from validate.rules.g07_scores_of_last_year import scores_of_last_year
from validate.rules.g08_form_filed_twice import form_filed_twice
from validate.rules.g09_project_missing import project_missing
from validate.rules.g10_unit_scores_alike import unit_scores_alike
from validate.rules.g11_activity_claimed_twice import activity_claimed_twice

RULES: tuple[Rule, ...] = (
    execution_rate_differs,
    execution_rate_above_100,
    budget_not_adjusted,
    execution_score_differs,
    execution_score_above_weight,
    initial_budget_differs_from_parts,
    full_budget_differs_from_parts,
    executed_differs_from_parts,
    total_zero_parts_nonzero,
    spent_without_budget,
    budget_not_spent,
    rate_on_zero_budget,
    score_without_rate,
    part_rate_differs,
    fiscal_execution_low,
    money_unit_mixed,
    carryover_differs_from_last_year,
    rate_precision_mixed,
    received_rate_differs,
    weights_differ_from_total,
    total_weight_unusual,
    scores_differ_from_total,
    total_above_full_marks,
    score_above_weight,
    score_missing_or_negative,
    first_level_points_differ,
    second_level_points_differ,
    first_level_weights_unusual,
    one_indicator_dominates,
    all_full_marks,
    weight_zero_or_missing,
    total_score_missing,
    rating_differs_from_score,
    review_differs_from_self_score,
    quoted_score_differs,
    missed_target_scored_out_of_proportion,
    full_marks_for_missed_target,
    reached_target_docked,
    exceeded_limit_scored_out_of_proportion,
    full_marks_for_exceeded_limit,
    missed_threshold_scored,
    zero_target_partly_scored,
    over_fulfilment_unexplained,
    target_set_too_low,
    over_fulfilment_not_cut,
    equality_exceeded,
    tier_outside_its_band,
    result_in_no_tier,
    qualitative_target_echoed,
    qualitative_result_unsupported,
    percentage_impossible,
    words_for_a_number,
    result_keeps_operator,
    units_differ,
    count_not_whole,
    results_equal_targets,
    direction_against_name,
    deviation_without_reason,
    reason_generic,
    reason_on_reached_target,
    low_execution_unexplained,
    score_too_fine,
    level_under_wrong_first_level,
    first_level_missing,
    second_levels_incomplete,
    rate_among_quantities,
    slogan_as_indicator,
    circular_indicator,
    duplicate_indicator,
    template_residue,
    row_shifted,
    fused_cells,
    score_merged_over_rows,
    layout_unknown,
    cost_target_is_budget,
    bracket_style_mixed,
    identity_field_blank,
    department_equals_unit,
    year_conflict,
    goal_blank,
    goal_is_number_only,
    completion_copies_goal,
    value_blank,
    placeholder_left,
    signature_or_date_missing,
    problems_denied,
    section_numbering_gap,
    project_count_differs,
    project_name_differs,
    amount_in_text_differs,
    difference_in_text_differs,
    text_stops_before_year_end,
    goal_without_indicator,
    indicator_without_goal,
    direction_lost,
    completion_without_figures,
    text_contradicts_value,
    parts_in_text_differ_from_whole,
    counts_of_one_thing_differ,
    text_pasted_twice,
    hedge_contradicts_itself,
    percentage_unattainable,
    implied_target_not_whole,
    shares_of_different_bases,
    part_exceeds_whole,
    saving_contradicts_execution,
    savings_of_opposite_sign,
    reason_contradicts_execution,
    deviation_not_in_problems,
    measure_misses_problem,
    satisfaction_in_text_differs,
    satisfaction_identical,
    text_about_other_year,
    percent_signs_mixed,
    rate_in_text_differs,
    final_account_not_tied,
    target_differs_from_approval,
    target_below_last_year,
    text_of_another_unit,
    text_of_last_year,
    scores_of_last_year,
    form_filed_twice,
    project_missing,
    unit_scores_alike,
    activity_claimed_twice,
)

TITLES = {one.code: one.title for one in RULES}
