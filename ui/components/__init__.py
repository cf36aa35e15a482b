"""Small browser components of our own, where Streamlit has none."""
