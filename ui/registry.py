"""The pages: address, title, icon and who may enter. Navigation, tests and docs read this list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from programme.roles import Right, Role, roles_with
from ui.language import DEFAULT, PARAMETER, language


@dataclass(frozen=True)
class Page:
    """One page. `url_path` is the same in every language; the default page answers at `/`.

    A public page is open without signing in too, so it shows nothing from the database.
    """

    key: str
    url_path: str
    icon: str
    roles: frozenset[Role]
    default: bool = False
    public: bool = False
    in_navigation: bool = True

    @property
    def title_key(self) -> str:
        """Key of the title, in the navigation and on the page."""
        return f"page.{self.key}"

    @property
    def script(self) -> str:
        """The page's file, from the project root: the name Streamlit knows the page by."""
        return f"pages/{self.key}/page.py"

    def open_to(self, role: Role | None) -> bool:
        """Whether a user of this role may enter; None is someone who is not signed in."""
        return self.public or role in self.roles


def _notice(key: str, icon: str) -> Page:
    """A page that the law wants to be found by everybody."""
    return Page(key, key, icon, frozenset(Role), public=True, in_navigation=False)


PAGES = (
    Page("overview", "", ":material/monitoring:", roles_with(Right.SEE_FIGURES), default=True),
    Page("applications", "applications", ":material/inbox:", roles_with(Right.SEE_APPLICATIONS)),
    Page("deeds", "deeds", ":material/campaign:", roles_with(Right.SEE_APPLICATIONS)),
    Page("services", "services", ":material/school:", roles_with(Right.SEE_APPLICATIONS)),
    Page(
        "letters",
        "letters",
        ":material/mail:",
        roles_with(Right.SEE_APPLICATIONS),
        in_navigation=False,
    ),
    Page(
        "allocation",
        "allocation",
        ":material/balance:",
        roles_with(Right.SEE_APPLICATIONS),
        in_navigation=False,
    ),
    Page("regions", "regions", ":material/map:", roles_with(Right.SEE_FIGURES)),
    Page("meeting", "meeting", ":material/present_to_all:", roles_with(Right.SEE_FIGURES)),
    Page("data", "data", ":material/database:", roles_with(Right.KEEP_DATA)),
    Page(
        "administration",
        "administration",
        ":material/manage_accounts:",
        roles_with(Right.KEEP_USERS),
    ),
    _notice("accessibility", ":material/accessibility_new:"),
    _notice("privacy", ":material/shield_person:"),
)

_BY_KEY = {page.key: page for page in PAGES}


def page(key: str) -> Page:
    """The page of this key; KeyError when there is none."""
    return _BY_KEY[key]


def pages_for(role: Role) -> list[Page]:
    """The pages a user of this role may enter, in the order of the navigation."""
    return [page for page in PAGES if page.open_to(role)]


def query(**chosen: object) -> dict[str, str]:
    """What a link to a page carries in its address: the language and the choices that are made."""
    current = language()
    spoken = {} if current == DEFAULT else {PARAMETER: current}
    return spoken | {name: str(value) for name, value in chosen.items() if value is not None}


def address(key: str, **chosen: object) -> str:
    """Address of a page with the viewer's language and choices: /applications?queue=received."""
    parameters = urlencode(query(**chosen))
    return f"/{page(key).url_path}" + (f"?{parameters}" if parameters else "")
