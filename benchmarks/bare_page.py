"""The least that a Streamlit page can do: the floor of `benchmarks.screens`."""

import streamlit as st

count = st.session_state.get("count", 0)
if st.button("more", key="more"):
    st.session_state["count"] = count + 1
    count += 1
st.metric("clicks", count)
