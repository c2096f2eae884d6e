"""What the reader sees in the browser: the shell around the pages. Only here, in pages/ and in dashboard.py is Streamlit used."""
