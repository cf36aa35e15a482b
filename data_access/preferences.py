"""What a user has chosen for the screens: kept with the account, on every device."""

from sqlalchemy import Engine, update

from data_access.connect import writing
from data_access.schema import app_user
from programme.codes import Language


def save_language(engine: Engine, username: str, language: str) -> None:
    """Keep the language in which the user's screens open from the next sign-in on.

    Sessions go on as they are, and a name that nobody has changes nothing. Raises ValueError for
    a language that the programme does not have, DatabaseUnavailable when it cannot be written.
    """
    code = Language(language)
    with writing(engine) as connection:
        connection.execute(
            update(app_user).where(app_user.c.username == username).values(language=code)
        )
