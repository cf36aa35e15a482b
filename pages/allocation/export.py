"""The comparison as a file to take along."""

from collections.abc import Iterator

from pages.allocation.plan import Plan
from pages.allocation.words import policy_name, reasons
from programme.allocation import Request
from ui.region_names import region_name
from ui.texts import plain

Row = list[str | int]


def rows(plan: Plan) -> list[Row]:
    """A heading, then one row a request with the numbers of the screen."""
    return [list(_headings(plan)), *(list(_cells(plan, each)) for each in plan.requests)]


def file_name(plan: Plan, ending: str) -> str:
    """The file's name tells the round: paivien-jako-2020-2.csv."""
    return f"{plain('allocation.file_name')}-{plan.round.code}.{ending}"


def _headings(plan: Plan) -> Iterator[str]:
    yield from (plain(f"allocation.column_{name}") for name in ("number", "organisation", "region"))
    yield plain("allocation.column_asked")
    yield f"{plain('allocation.column_proposed')}: {policy_name(plan.chosen.policy)}"
    if plan.chosen.against:
        yield f"{plain('allocation.column_against')}: {policy_name(plan.chosen.against)}"
        yield plain("allocation.column_difference")
    yield plain("allocation.column_reason")


def _cells(plan: Plan, request: Request) -> Iterator[str | int]:
    yield from (request.number, request.organisation, region_name(request.region_code))
    yield request.days_requested
    yield plan.proposed.grants[request.number]
    if plan.against:
        yield plan.against.grants[request.number]
        yield plan.difference(request.number)
    yield reasons(plan.proposed.reasons[request.number])
