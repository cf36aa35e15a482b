"""What stands around the Streamlit app over HTTP: headers, compression, health and live push."""
