"""What a load would do, in a form that can be agreed to and found again."""

from hashlib import sha256

from data_access.exchange.loading.plan import Plan


def fingerprint(plan: Plan) -> str:
    """A text that two plans share only when they write the same rows over the same values."""
    digest = sha256()
    for name, comparison in plan.comparisons.items():
        digest.update(repr((name, list(comparison.new))).encode())
        for change in comparison.changed:
            digest.update(repr(tuple(change)).encode())
    return digest.hexdigest()
