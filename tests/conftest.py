"""What all tests share: the same examples on every run, and no deadline on a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "fuhe", deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("fuhe")
