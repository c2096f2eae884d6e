"""What the reader sees in the browser. Only here, in pages/ and in dashboard.py is Streamlit used."""
