"""Everything that touches the program database. Never imports Streamlit."""
