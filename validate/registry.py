"""The catalogue: every rule, in order of its code."""

from validate.model import Rule
from validate.rules.a01_execution_rate_differs import execution_rate_differs
from validate.rules.a05_execution_score_above_weight import execution_score_above_weight
from validate.rules.b03_scores_differ_from_total import scores_differ_from_total

RULES: tuple[Rule, ...] = (
    execution_rate_differs,
    execution_score_above_weight,
    scores_differ_from_total,
)
