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
