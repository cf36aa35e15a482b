"""Which run this is, for what is done once in each."""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def this_run() -> object:
    """Something that each run has anew, of the page or of a part; None outside of runs."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.parallel_coordinator if context else None
