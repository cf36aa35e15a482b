"""The code lists of the programme.

Values are the codes stored in the database; labels come from the message catalogues by the keys
that `glossary.po` gives them (`theme.shared_culture`, `service.workshop`, …).
"""

from enum import StrEnum


class OrganisationType(StrEnum):
    MUNICIPALITY = "municipality"
    JOINT_AUTHORITY = "joint_authority"
    MUNICIPAL_COMPANY = "municipal_company"
    MUNICIPAL_ENTERPRISE = "municipal_enterprise"
    COUNTY_ORGANISATION = "county_organisation"


class Service(StrEnum):
    SPARRING = "sparring"
    INTERNAL_DEVELOPER_TRAINING = "internal_developer_training"
    WORKSHOP = "workshop"
    NETWORK = "network"
    WEBINAR = "webinar"
    EVENT = "event"
    REGIONAL_EVENT = "regional_event"
    BRUNCH = "brunch"
    VISIT = "visit"


#: Services whose participants are counted as long-service participations.
LONG_SERVICES = frozenset(
    {Service.SPARRING, Service.INTERNAL_DEVELOPER_TRAINING, Service.WORKSHOP, Service.NETWORK}
)

#: Workplace visits carry head counts, but a visit is not participation.
NOT_PARTICIPATION = frozenset({Service.VISIT})


class ActivityStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


#: Only these activities count: a planned or cancelled one has reached nobody.
COUNTED_ACTIVITIES = frozenset({ActivityStatus.RUNNING, ActivityStatus.COMPLETED})


class StaffGroup(StrEnum):
    MANAGEMENT = "management"
    SUPERVISOR = "supervisor"
    EMPLOYEE = "employee"
    REPRESENTATIVE = "representative"


class Theme(StrEnum):
    SHARED_CULTURE = "shared_culture"
    PROCESS_RENEWAL = "process_renewal"
    WELL_BEING = "well_being"
    CUSTOMER_ORIENTED = "customer_oriented"
    SERVICE_DESIGN = "service_design"
    STAFF_DRIVEN = "staff_driven"
    DIGITALISATION = "digitalisation"


class Sector(StrEnum):
    HEALTH_SOCIAL = "health_social"
    EDUCATION = "education"
    ECEC = "ecec"
    CATERING_CLEANING = "catering_cleaning"
    TECHNICAL = "technical"
    ADMINISTRATION = "administration"
    CULTURE_LEISURE = "culture_leisure"


class DeliveryMode(StrEnum):
    ONSITE = "onsite"
    REMOTE = "remote"
    HYBRID = "hybrid"


class RejectionGround(StrEnum):
    """Why an application was rejected; labels are `reason.<code>`."""

    DAY_POOL_EXHAUSTED = "day_pool_exhausted"
    NOT_ELIGIBLE = "not_eligible"
    THEME = "theme"
    LAYOFFS = "layoffs"
    STAFF = "staff"
    DUPLICATE = "duplicate"
    INSUFFICIENT = "insufficient"


class DeedKind(StrEnum):
    DEED = "deed"
    SOLUTION = "solution"


class DeedStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"


class Comparator(StrEnum):
    """How a published or target value is to be read."""

    EQ = "eq"
    GT = "gt"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Language(StrEnum):
    FI = "fi"
    SV = "sv"
    EN = "en"


class FigureUnit(StrEnum):
    """How the value of a published figure is written."""

    COUNT = "count"
    EUR = "eur"
    SHARE = "share"
    DATE = "date"
    RANGE = "range"
    BOOLEAN = "boolean"


class Precision(StrEnum):
    """How exactly a day is known; of a month or year the first day stands for it."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class StakeholderRole(StrEnum):
    EMPLOYER_PARTY = "employer_party"
    MAIN_AGREEMENT_ORGANISATION = "main_agreement_organisation"
    FUNDING_AUTHORITY = "funding_authority"
    EVALUATOR = "evaluator"
    SUPPLIER = "supplier"


class CostCategory(StrEnum):
    STAFF = "staff"
    EXTERNAL_SERVICES = "external_services"
    COMMUNICATIONS = "communications"
    TRAVEL_AND_MEETINGS = "travel_and_meetings"
    FLAT_RATE = "flat_rate"
    OTHER = "other"


class ClaimStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PAID = "paid"
    REJECTED = "rejected"


class ReportKind(StrEnum):
    MONITORING = "monitoring"
    FINAL = "final"


class EsfIndicator(StrEnum):
    """Common output indicators of Regulation 1304/2013, Annex I, and what they are counted from."""

    ALL = "all"
    FORM_MISSING = "form_missing"
    UNEMPLOYED = "unemployed"
    LONG_TERM_UNEMPLOYED = "long_term_unemployed"
    INACTIVE = "inactive"
    INACTIVE_NOT_IN_EDUCATION = "inactive_not_in_education"
    EMPLOYED = "employed"
    UNDER_25 = "under_25"
    OVER_54 = "over_54"
    OVER_54_NOT_EMPLOYED = "over_54_not_employed"
    ISCED_1_2 = "isced_1_2"
    ISCED_3_4 = "isced_3_4"
    ISCED_5_8 = "isced_5_8"
    MIGRANT_OR_MINORITY = "migrant_or_minority"
    DISABILITY = "disability"
    OTHER_DISADVANTAGED = "other_disadvantaged"


class Gender(StrEnum):
    WOMEN = "women"
    MEN = "men"
    UNKNOWN = "unknown"


class TenderSubject(StrEnum):
    NETWORK_COORDINATION = "network_coordination"
    SPARRING = "sparring"
    INTERNAL_DEVELOPER_TRAINING = "internal_developer_training"
    COMMUNICATIONS = "communications"


class EvaluationKind(StrEnum):
    INTERIM = "interim"
    FINAL = "final"


class RecommendationStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


class Responsible(StrEnum):
    """Who sees to a recommendation."""

    PROGRAMME_OFFICE = "programme_office"
    GOVERNANCE_GROUPS = "governance_groups"
    EMPLOYER_PARTY = "employer_party"
    MAIN_AGREEMENT_ORGANISATIONS = "main_agreement_organisations"


class DocumentKind(StrEnum):
    PUBLICATION = "publication"
    REPORT = "report"
    EVALUATION = "evaluation"
    VIDEO = "video"
    STATISTICS = "statistics"


class ProposalSource(StrEnum):
    """Where a proposal for a decision comes from."""

    OFFICE = "office"
    ALLOCATION = "allocation"
