"""The names of units as options: Streamlit knows an option by its words, so no two are alike."""

from pages.regions.figures import RegionFigures


def option_name(figures: RegionFigures, code: str) -> str:
    """The unit's name, with its code where another has the same."""
    name = figures.name(code)
    alike = [each for each in figures.codes() if figures.name(each) == name]
    return name if len(alike) == 1 else f"{name} ({code})"
